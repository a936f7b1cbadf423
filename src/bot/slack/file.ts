import { setTimeout as pause } from 'node:timers/promises';
import type { Context } from '../../context.ts';
import { UserError } from '../routing/errors.ts';

const TIMEOUT_MS = 15_000;
/** Where Slack keeps files. */
const SLACK_FILES = 'https://files.slack.com';

export interface SlackFile {
  filename: string;
  bytes: Uint8Array;
}

const FAULTS = {
  gone: {
    zh: '文件读不到，没有用上。请重新选择文件再试。',
    en: 'The file cannot be read and was not used. Choose it again.',
  },
  notTaken: {
    zh: 'Slack 现在没有收下这个文件，其余的都没有丢。请重新选择文件，再试一次。',
    en: 'Slack did not take the file just now; nothing else is lost. Choose the file again.',
  },
  notDeleted: {
    zh: '已经撤回，但是 Slack 现在没有删掉随它发出的文件。请让 Slack 管理员删除它。',
    en: 'It is taken back, but Slack did not delete the file that went with it. Ask an administrator of Slack to delete it.',
  },
  size: (megabytes: number) => ({
    zh: `文件超过 ${megabytes} MB，没有用上。请换一个小一些的，或者拆成几个。`,
    en: `The file is over ${megabytes} MB and was not used. Choose a smaller one, or split it.`,
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

/** A file of the bot's own in Slack, which nobody else sees until a message shares it. */
export interface KeptFile {
  id: string;
  permalink: string;
}

/** Deletes a file of the bot's own, wherever it was shared. Twice is once. @throws UserError when Slack does not do it */
export async function deleteSlackFile(ctx: Pick<Context, 'slack' | 'log'>, id: string): Promise<void> {
  try {
    await ctx.slack.files.delete({ file: id });
  } catch (error) {
    if (error instanceof Error && /file_not_found|file_deleted/.test(error.message)) return;
    ctx.log.warn({ err: error, file: id }, 'a file could not be deleted');
    throw new UserError(FAULTS.notDeleted);
  }
}

/** Whether a file of the bot's own is still there. @throws Slack's error when it cannot say */
export async function isInSlack(ctx: Pick<Context, 'slack'>, id: string): Promise<boolean> {
  try {
    await ctx.slack.files.info({ file: id });
    return true;
  } catch (error) {
    if (error instanceof Error && /file_not_found|file_deleted/.test(error.message)) return false;
    throw error;
  }
}

interface Uploaded {
  files?: { files?: { id?: string }[] }[];
}

/** Slack looks at a file after it has taken it, and shows it in no message before: so often it is asked, at these pauses. */
const READY_PAUSES_MS = [100, 200, 400, 800, 1_500, 3_000, 5_000, 5_000, 5_000];

/**
 * Puts a file into Slack as the bot's own, to be shown by an image block (`slack_file`) or shared by its link (see
 * `Message.sharedFiles`).
 * @throws UserError when Slack does not take it, or has not looked at it for 20 s
 */
export async function keepSlackFile(ctx: Pick<Context, 'slack' | 'log'>, file: SlackFile): Promise<KeptFile> {
  try {
    const { filename, bytes } = file;
    // What the SDK gathers from its steps has no type of its own.
    const answer = (await ctx.slack.files.uploadV2({ filename, file: Buffer.from(bytes) })) as Uploaded;
    const id = answer.files?.[0]?.files?.[0]?.id;
    if (id === undefined) throw new Error('files.uploadV2 gave no file');
    for (const wait of READY_PAUSES_MS) {
      const { file: seen = {} } = await ctx.slack.files.info({ file: id });
      if (seen.mimetype && seen.permalink) return { id, permalink: seen.permalink };
      await pause(wait);
    }
    throw new Error('Slack has not looked at the file');
  } catch (error) {
    ctx.log.warn({ err: error }, 'a file could not be put into Slack');
    throw new UserError(FAULTS.notTaken);
  }
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
