import type { IncomingMessage, ServerResponse } from 'node:http';
import { Args } from './api/args.ts';
import { chat } from './api/chat.ts';
import { conversations } from './api/conversations.ts';
import { files } from './api/files.ts';
import type { Methods } from './api/method.ts';
import { people } from './api/people.ts';
import { reactions } from './api/reactions.ts';
import { session } from './api/session.ts';
import { views } from './api/views.ts';
import type { FaultOrder } from './faults.ts';
import { readBody, sendJson, sendText, TooLarge } from './http-io.ts';
import type { Hub } from './hub.ts';
import { SlackError } from './slack-error.ts';
import { type Fields, isFields } from './validate/schema.ts';

const MAX_BODY = 1_000_000;

const methods: Methods = {
  ...session,
  ...chat,
  ...conversations,
  ...people,
  ...views,
  ...reactions,
  ...files,
};

async function fieldsOf(request: IncomingMessage, query: URLSearchParams): Promise<Fields> {
  const fields: Fields = Object.fromEntries(query);
  if (request.method !== 'POST') return fields;
  const body = (await readBody(request, MAX_BODY)).toString();
  if (body === '') return fields;
  const type = (request.headers['content-type'] ?? '').split(';')[0]?.trim();
  if (type === 'application/x-www-form-urlencoded')
    return { ...fields, ...Object.fromEntries(new URLSearchParams(body)) };
  if (type !== 'application/json') throw new SlackError('invalid_post_type');
  try {
    const parsed: unknown = JSON.parse(body);
    if (!isFields(parsed)) throw new SlackError('json_not_object');
    return { ...fields, ...parsed };
  } catch (error) {
    throw error instanceof SlackError ? error : new SlackError('invalid_json');
  }
}

function checkToken(request: IncomingMessage, fields: Fields, hub: Hub, method: string) {
  const header = /^Bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1];
  const token = header ?? (typeof fields.token === 'string' ? fields.token : undefined);
  if (method === 'blocks.validate' && !token) return;
  if (!token) throw new SlackError('not_authed');
  const { botToken, appToken } = hub.identity;
  if (token !== botToken && token !== appToken) throw new SlackError('invalid_auth');
  const needsApp = method === 'apps.connections.open';
  if ((token === appToken) !== needsApp && method !== 'auth.test') throw new SlackError('not_allowed_token_type');
  if (hub.workspace.bot.isDeleted) throw new SlackError('account_inactive');
}

/** One bucket per conversation, whether it is named by its id or by the person's. */
function limitKey(hub: Hub, fields: Fields): string {
  const channel = String(fields.channel ?? '');
  const place = hub.workspace.findConversation(channel);
  if (place?.kind !== 'im') return channel;
  return place.members.find((one) => one !== hub.identity.botUserId) ?? channel;
}

/** Misbehaves as ordered; true when the request is dealt with. */
function misbehave(response: ServerResponse, order: FaultOrder): boolean {
  switch (order.fault) {
    case '500':
      sendText(response, 500, 'Internal Server Error');
      return true;
    case '429':
      sendJson(response, 429, { ok: false, error: 'ratelimited' }, { 'retry-after': String(order.retryAfter ?? 1) });
      return true;
    case 'garbage':
      sendText(response, 200, '<html><body>Slack is down</body></html>', 'text/html');
      return true;
    case 'close':
      response.socket?.destroy();
      return true;
    case 'error':
      sendJson(response, 200, { ok: false, error: order.error ?? 'internal_error' });
      return true;
    case 'hang':
      return true;
    default:
      return false;
  }
}

const errorBody = (error: SlackError) => ({
  ok: false,
  error: error.code,
  ...(error.details.length > 0
    ? {
        errors: error.details.map((one) => one.replace('[ERROR] ', '')),
        response_metadata: { messages: error.details },
      }
    : {}),
});

/** `/api/METHOD`. */
export async function callApi(
  request: IncomingMessage,
  response: ServerResponse,
  hub: Hub,
  target: URL,
  openConnection: () => string,
): Promise<void> {
  const method = target.pathname.slice('/api/'.length);
  let fields: Fields = {};
  const log = (error?: SlackError | string) =>
    hub.calls.add({
      method,
      at: hub.workspace.now(),
      ok: error === undefined,
      ...(error === undefined ? {} : { error: error instanceof SlackError ? error.code : error }),
      ...(error instanceof SlackError && error.details.length > 0 ? { messages: error.details } : {}),
      args: fields,
    });
  try {
    fields = await fieldsOf(request, target.searchParams);
    const order = hub.faults.take(method);
    if (order && !order.after) {
      log(`fault ${order.fault}`);
      misbehave(response, order);
      return;
    }
    const run = method === 'apps.connections.open' ? () => ({ url: openConnection() }) : methods[method];
    if (!run || !(method === 'apps.connections.open' || Object.hasOwn(methods, method)))
      throw new SlackError('unknown_method');
    checkToken(request, fields, hub, method);
    const wait = hub.limits.take(method, limitKey(hub, fields));
    if (wait > 0) {
      log('ratelimited');
      sendJson(response, 429, { ok: false, error: 'ratelimited' }, { 'retry-after': String(wait) });
      return;
    }
    const result = run(new Args(fields), hub);
    log();
    if (order && misbehave(response, order)) return;
    sendJson(response, 200, { ok: true, ...result });
  } catch (error) {
    if (error instanceof TooLarge) {
      log('request_too_large');
      sendJson(response, 413, { ok: false, error: 'request_too_large' });
      return;
    }
    if (!(error instanceof SlackError)) throw error;
    log(error);
    sendJson(response, 200, errorBody(error));
  }
}

/** `/actions/ID`: a `response_url`. */
export async function callResponseUrl(
  request: IncomingMessage,
  response: ServerResponse,
  hub: Hub,
  id: string,
): Promise<void> {
  const method = 'response_url';
  const at = hub.workspace.now();
  let args: Fields = {};
  try {
    const order = hub.faults.take(method);
    const body: unknown = JSON.parse((await readBody(request, MAX_BODY)).toString() || '{}');
    args = isFields(body) ? body : {};
    if (order && !order.after) {
      hub.calls.add({ method, at, ok: false, error: `fault ${order.fault}`, args });
      misbehave(response, order);
      return;
    }
    hub.responseUrls.use(id, args);
    hub.calls.add({ method, at, ok: true, args });
    if (order && misbehave(response, order)) return;
    sendText(response, 200, 'ok');
  } catch (error) {
    const known = error instanceof SlackError ? error : new SlackError('invalid_payload');
    hub.calls.add({ method, at, ok: false, error: known.code, messages: known.details, args });
    const status = known.code === 'expired_url' || known.code === 'used_url' ? 404 : 400;
    sendJson(response, status, errorBody(known));
  }
}
