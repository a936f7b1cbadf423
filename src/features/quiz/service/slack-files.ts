import { UserError } from '../../../bot/errors.ts';
import type { Context } from '../../../context.ts';
import { BANK_LIMITS, BankFileError } from '../formats/bank-file.ts';

const TIMEOUT_MS = 15_000;
/** Where Slack keeps files; the token goes nowhere else. */
const SLACK_FILES = 'https://files.slack.com';

const NOT_FETCHED = {
  zh: '文件没有取到，没有导入任何题。请再上传一次。',
  en: 'The file could not be fetched, and nothing was imported. Please upload it again.',
};

export interface SlackFile {
  name: string;
  bytes: Uint8Array;
}

/**
 * Downloads a file that was put into a modal.
 * @throws BankFileError when it is over the limit of a bank's file; UserError when Slack does not give it.
 */
export async function fetchSlackFile(ctx: Context, id: string): Promise<SlackFile> {
  const info = await ctx.slack.files.info({ file: id }).catch((error: unknown) => {
    ctx.log.warn({ err: error, file: id }, 'files.info failed');
    throw new UserError(NOT_FETCHED);
  });
  const { name = '', size = 0, mimetype = '' } = info.file ?? {};
  if (size > BANK_LIMITS.bytes) throw new BankFileError('too-big', String(size));
  const url = info.file?.url_private_download ?? info.file?.url_private ?? '';
  if (!isSlacks(ctx, url)) {
    ctx.log.warn({ file: id }, 'a file lies outside Slack and was not fetched');
    throw new UserError(NOT_FETCHED);
  }
  try {
    return { name, bytes: await download(ctx, url, mimetype) };
  } catch (error) {
    if (error instanceof BankFileError) throw error;
    ctx.log.warn({ err: error, file: id }, 'a file could not be fetched');
    throw new UserError(NOT_FETCHED);
  }
}

/** Sends a file to a person's DM with the bot. */
export async function sendFile(ctx: Context, user: string, file: SlackFile, comment: string): Promise<void> {
  const { channel } = await ctx.slack.conversations.open({ users: user });
  if (channel?.id === undefined) throw new Error('conversations.open gave no channel');
  await ctx.slack.files.uploadV2({
    channel_id: channel.id,
    filename: file.name,
    file: Buffer.from(file.bytes),
    initial_comment: comment,
  });
}

function isSlacks(ctx: Context, url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { origin } = new URL(url);
  return origin === SLACK_FILES || origin === new URL(ctx.config.SLACK_API_URL).origin;
}

async function download(ctx: Context, url: string, mimetype: string): Promise<Uint8Array> {
  const answer = await fetch(url, {
    headers: { authorization: `Bearer ${ctx.config.SLACK_BOT_TOKEN}` },
    // A redirect leads to the sign-in page, and the token must not follow it.
    redirect: 'error',
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  if (!answer.ok || answer.body === null) throw new Error(`The download answered ${answer.status}`);
  // Without the right to it, Slack answers with its sign-in page and status 200.
  const isPage = answer.headers.get('content-type')?.startsWith('text/html') ?? false;
  if (isPage && !mimetype.startsWith('text/html')) {
    await answer.body.cancel();
    throw new Error('The download answered with a page');
  }
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of answer.body) {
    length += part.length;
    if (length > BANK_LIMITS.bytes) throw new BankFileError('too-big', String(length));
    parts.push(part);
  }
  return Buffer.concat(parts);
}
