import { createReadStream, statSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname, join, normalize, sep } from 'node:path';
import { readBody, sendText } from './http-io.ts';
import type { Hub } from './hub.ts';
import type { StoredFile } from './model.ts';
import { isInViews } from './shared-files.ts';

const MAX_UPLOAD = 64_000_000;

function sendFile(response: ServerResponse, hub: Hub, file: StoredFile) {
  const bytes = hub.files.get(file.id);
  if (!bytes) return sendText(response, 404, 'file_not_found');
  response.writeHead(200, {
    'content-type': file.mimetype,
    'content-length': bytes.length,
    'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`,
    'content-security-policy': "default-src 'none'; sandbox",
    'x-content-type-options': 'nosniff',
  });
  response.end(bytes);
}

/** `/files-pri/TEAM-FILE/…`: for the bot's token; without it Slack shows its sign-in page, with status 200. */
export function download(request: IncomingMessage, response: ServerResponse, hub: Hub, path: string) {
  const id = /^\/files-pri\/[A-Z0-9]+-([A-Z0-9]+)\//.exec(path)?.[1];
  const file = hub.workspace.data.files.find((one) => one.id === id);
  if (request.headers.authorization !== `Bearer ${hub.identity.botToken}`)
    return sendText(response, 200, '<!DOCTYPE html><title>Sign in to Slack</title>', 'text/html');
  if (!file) return sendText(response, 404, 'file_not_found');
  return sendFile(response, hub, file);
}

/** `/play/files/FILE?as=USER`: for the page. */
export function downloadAs(response: ServerResponse, hub: Hub, id: string, user: string) {
  const file = hub.workspace.data.files.find((one) => one.id === id);
  const mayBeSeen =
    file &&
    (file.user === user ||
      file.channels.some((channel) => hub.workspace.isMember(channel, user)) ||
      isInViews(hub, user, file));
  if (!mayBeSeen) return sendText(response, 404, 'file_not_found');
  return sendFile(response, hub, file);
}

/** The first file of a multipart body. */
function firstPart(body: Buffer, boundary: string): Buffer {
  const start = body.indexOf('\r\n\r\n');
  const end = body.indexOf(`\r\n--${boundary}`, start);
  return start < 0 || end < 0 ? body : body.subarray(start + 4, end);
}

/** `/upload/v1/TICKET`: the bytes of a file announced by `files.getUploadURLExternal`. */
export async function upload(request: IncomingMessage, response: ServerResponse, hub: Hub, ticket: string) {
  const pending = hub.files.pending.get(ticket);
  if (!pending || pending.isDone) return sendText(response, 404, 'invalid upload ticket');
  const body = await readBody(request, MAX_UPLOAD);
  const boundary = /boundary="?([^";]+)"?/.exec(request.headers['content-type'] ?? '')?.[1];
  const bytes = boundary ? firstPart(body, boundary) : body;
  if (bytes.length !== pending.length)
    return sendText(response, 400, `expected ${pending.length} bytes, got ${bytes.length}`);
  hub.files.put(pending.id, bytes);
  pending.isDone = true;
  return sendText(response, 200, `OK - ${bytes.length}`);
}

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.json': 'application/json',
  '.woff2': 'font/woff2',
};

const isFile = (path: string) => statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;

/** The built page; paths without a file are routes of the page itself. */
export function page(response: ServerResponse, webRoot: string | undefined, path: string) {
  if (!webRoot) return sendText(response, 404, 'not found');
  const root = normalize(webRoot) + sep;
  const wanted = normalize(join(root, path));
  const isInside = wanted.startsWith(root) && isFile(wanted);
  if (!isInside && extname(path) !== '') return sendText(response, 404, 'not found');
  const file = isInside ? wanted : join(root, 'index.html');
  if (!isFile(file)) return sendText(response, 404, 'the page has not been built');
  response.writeHead(200, {
    'content-type': types[extname(file)] ?? 'application/octet-stream',
    'content-security-policy':
      "default-src 'self'; img-src 'self' data: blob: https:; style-src 'self' 'unsafe-inline'; connect-src 'self' ws:; object-src 'none'; base-uri 'none'; frame-ancestors 'none'",
    'x-content-type-options': 'nosniff',
    'cache-control': path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
  });
  createReadStream(file).pipe(response);
}
