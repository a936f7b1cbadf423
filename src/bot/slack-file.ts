import type { Context } from '../context.ts';
import { UserError } from './errors.ts';

const TIMEOUT_MS = 15_000;
/** Where Slack keeps files. */
const SLACK_FILES = 'https://files.slack.com';

export interface SlackFile {
  filename: string;
  bytes: Uint8Array;
}

const FAULTS = {
  gone: {
    zh: '文件读不到，没有导入任何内容。请重新选择文件再试。',
    en: 'The file cannot be read, and nothing was imported. Choose it anew and try again.',
  },
  size: (megabytes: number) => ({
    zh: `文件超过 ${megabytes} MB，没有导入任何内容。请拆成几个文件。`,
    en: `The file is over ${megabytes} MB, and nothing was imported. Split it into several files.`,
  }),
};

/**
 * Fetches a file that somebody uploaded in Slack. The bot's token goes to Slack's own file host only, and no redirect
 * takes it elsewhere. Why a file could not be had stands in the log.
 * @param id of the file, as a `file_input` gives it.
 * @param maxBytes what is larger is refused, whatever size it was said to have.
 * @throws UserError when the file cannot be had, or is too large.
 */
export async function downloadSlackFile(
  ctx: Pick<Context, 'slack' | 'config' | 'log'>,
  id: string,
  maxBytes: number,
): Promise<SlackFile> {
  try {
    const { file = {} } = await ctx.slack.files.info({ file: id });
    const { name = 'file', size = 0, mimetype = '' } = file;
    if (size > maxBytes) throw tooLarge(maxBytes);
    const address = file.url_private_download ?? file.url_private ?? '';
    if (!isFileHost(ctx, address)) throw new Error('The file lies outside Slack');
    return { filename: name, bytes: await fetchBytes(ctx, address, mimetype, maxBytes) };
  } catch (error) {
    if (error instanceof UserError) throw error;
    ctx.log.warn({ err: error, file: id }, 'a file could not be fetched');
    throw new UserError(FAULTS.gone);
  }
}

/** Sends a file to a person's direct messages with the bot. @param comment what stands above it. */
export async function sendSlackFile(
  ctx: Pick<Context, 'slack'>,
  user: string,
  file: SlackFile,
  comment: string,
): Promise<void> {
  const { channel } = await ctx.slack.conversations.open({ users: user });
  if (channel?.id === undefined) throw new Error('conversations.open gave no channel');
  await ctx.slack.files.uploadV2({
    channel_id: channel.id,
    filename: file.filename,
    file: Buffer.from(file.bytes),
    initial_comment: comment,
  });
}

function isFileHost(ctx: Pick<Context, 'config'>, address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { origin } = new URL(address);
  return origin === SLACK_FILES || origin === new URL(ctx.config.SLACK_API_URL).origin;
}

async function fetchBytes(
  ctx: Pick<Context, 'config'>,
  address: string,
  mimetype: string,
  maxBytes: number,
): Promise<Uint8Array> {
  const answer = await fetch(address, {
    headers: { authorization: `Bearer ${ctx.config.SLACK_BOT_TOKEN}` },
    redirect: 'error',
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  if (!answer.ok || answer.body === null) throw new Error(`The download answered ${answer.status}`);
  // Without the scope files:read Slack answers with its sign-in page and 200.
  const isPage = answer.headers.get('content-type')?.startsWith('text/html') ?? false;
  if (isPage && !mimetype.startsWith('text/html')) {
    await answer.body.cancel();
    throw new Error('The download answered with a page');
  }
  const chunks: Uint8Array[] = [];
  let received = 0;
  for await (const chunk of answer.body) {
    received += chunk.length;
    if (received > maxBytes) throw tooLarge(maxBytes);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function tooLarge(maxBytes: number): UserError {
  return new UserError(FAULTS.size(Math.floor(maxBytes / 1_000_000)));
}
