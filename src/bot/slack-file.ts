import type { Context } from '../context.ts';
import { UserError } from './errors.ts';

const TIMEOUT_MS = 20_000;

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
 * Fetches a file that somebody uploaded in Slack. The bot's token goes to the workspace's own file host only, and no
 * redirect takes it elsewhere.
 * @param id of the file, as a `file_input` gives it.
 * @param maxBytes what is larger is refused, whatever size it was said to have.
 * @throws UserError when there is no such file, or it is too large.
 */
export async function downloadSlackFile(
  ctx: Pick<Context, 'slack' | 'config'>,
  id: string,
  maxBytes: number,
): Promise<SlackFile> {
  const tooLarge = new UserError(FAULTS.size(Math.floor(maxBytes / 1_000_000)));
  const info = await ctx.slack.files.info({ file: id }).catch((error: unknown) => {
    const said = error instanceof Error && 'data' in error ? (error.data as { error?: string } | undefined) : undefined;
    if (['file_not_found', 'file_deleted', 'access_denied'].includes(said?.error ?? ''))
      throw new UserError(FAULTS.gone);
    throw error;
  });
  const { url_private_download: address, name = 'file', size = 0 } = info.file ?? {};
  if (address === undefined || !isFileHost(ctx, address)) throw new UserError(FAULTS.gone);
  if (size > maxBytes) throw tooLarge;
  const response = await fetch(address, {
    headers: { authorization: `Bearer ${ctx.config.SLACK_BOT_TOKEN}` },
    redirect: 'error',
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  // Without the scope files:read Slack answers with its sign-in page and 200.
  const isPage = response.headers.get('content-type')?.startsWith('text/html') === true && !/\.html?$/i.test(name);
  if (!response.ok || response.body === null || isPage) throw new UserError(FAULTS.gone);
  const chunks: Uint8Array[] = [];
  let received = 0;
  for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
    received += chunk.length;
    if (received > maxBytes) throw tooLarge;
    chunks.push(chunk);
  }
  return { filename: name, bytes: new Uint8Array(Buffer.concat(chunks)) };
}

function isFileHost(ctx: Pick<Context, 'config'>, address: string): boolean {
  if (!URL.canParse(address)) return false;
  const url = new URL(address);
  const api = new URL(ctx.config.SLACK_API_URL);
  if (url.origin === api.origin) return true;
  return api.hostname === 'slack.com' && url.protocol === 'https:' && url.hostname === 'files.slack.com';
}
