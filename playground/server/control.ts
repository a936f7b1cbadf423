import type { IncomingMessage, ServerResponse } from 'node:http';
import type { CompanyPerson } from '../company.ts';
import type { Act } from '../protocol.ts';
import { personChanged, personJoined } from './acts/events.ts';
import { perform } from './acts/perform.ts';
import { downloadAs } from './downloads.ts';
import { isFaultKind } from './faults.ts';
import { readBody, sendJson } from './http-io.ts';
import type { Hub } from './hub.ts';
import { directMessages, stateFor } from './person-state.ts';
import { postDue } from './scheduled.ts';
import { type Fields, isFields } from './validate/schema.ts';

/** Acts may carry files in base64. */
const MAX_BODY = 90_000_000;

type Answer = [status: number, body: unknown];
type Handler = (body: Fields, hub: Hub) => Promise<Answer> | Answer;

const wrong = (error: string): Answer => [400, { ok: false, error }];
const isAct = (value: unknown): value is Act => isFields(value) && typeof value.kind === 'string';

async function moveClock(body: Fields, hub: Hub): Promise<Answer> {
  if (!hub.setClock) return [501, { ok: false, error: 'this clock cannot be moved' }];
  const at = typeof body.advanceMs === 'number' ? hub.workspace.now() + body.advanceMs : body.at;
  if (typeof at !== 'number' || !Number.isFinite(at)) return wrong('`at` or `advanceMs` in milliseconds is needed');
  await hub.setClock(at);
  postDue(hub);
  hub.workspace.changed();
  return [200, { ok: true, now: hub.workspace.now() }];
}

const textField = (body: Fields, name: string, otherwise: string) =>
  typeof body[name] === 'string' ? body[name] : otherwise;

/** Adds a person (`team_join`), or changes or deactivates one who is there (`user_change`). */
async function changePerson(body: Fields, hub: Hub): Promise<Answer> {
  const { workspace } = hub;
  const known = workspace.findPerson(String(body.id ?? ''));
  const id = known?.id ?? textField(body, 'id', workspace.newId('U'));
  const name = textField(body, 'name', known?.name ?? id.toLowerCase());
  const locale = textField(body, 'locale', known?.locale ?? 'zh-CN');
  const person: CompanyPerson = {
    ...known,
    id,
    name,
    realName: textField(body, 'realName', known?.realName ?? name),
    email: textField(body, 'email', known?.email ?? `${name}@${workspace.data.team.domain}.example`),
    title: textField(body, 'title', known?.title ?? ''),
    locale: locale === 'en-US' ? 'en-US' : 'zh-CN',
    tz: textField(body, 'tz', known?.tz ?? 'Asia/Shanghai'),
  };
  for (const flag of ['isAdmin', 'isRestricted', 'isDeleted', 'isBot'] as const)
    if (typeof body[flag] === 'boolean') person[flag] = body[flag];
  if (known) Object.assign(known, person);
  else {
    workspace.data.people.push(person);
    for (const place of workspace.data.conversations) if (place.isGeneral) place.members.push(person.id);
  }
  workspace.changed();
  const answer = await (known ? personChanged(hub, person) : personJoined(hub, person));
  return [200, { ok: true, id: person.id, heard: answer.ok }];
}

function orderFault(body: Fields, hub: Hub): Answer {
  if (body.clear === true) {
    hub.faults.clear();
    return [200, { ok: true, faults: [] }];
  }
  if (!isFaultKind(body.fault)) return wrong('`fault` has to be 500, 429, hang, garbage, close or error');
  hub.faults.add({
    method: textField(body, 'method', '*'),
    fault: body.fault,
    times: typeof body.times === 'number' ? body.times : 1,
    ...(typeof body.retryAfter === 'number' ? { retryAfter: body.retryAfter } : {}),
    ...(typeof body.error === 'string' ? { error: body.error } : {}),
    ...(body.after === true ? { after: true } : {}),
  });
  return [200, { ok: true, faults: hub.faults.list() }];
}

const posts: Record<string, Handler> = {
  '/play/act': async (body, hub) => {
    if (typeof body.as !== 'string' || !isAct(body.act)) return wrong('`as` and `act` are needed');
    return [200, await perform(hub, body.as, body.act, body.late === true)];
  },
  '/play/clock': moveClock,
  '/play/people': changePerson,
  '/play/faults': orderFault,
  '/play/limits': (body, hub) => {
    hub.limits.isOn = body.on === true;
    hub.limits.clear();
    hub.workspace.changed();
    return [200, { ok: true, on: hub.limits.isOn }];
  },
  '/play/redeliver': async (_body, hub) => {
    const answer = await hub.outbound.redeliver();
    return [200, answer.ok ? { ok: true } : { ok: false, error: answer.error }];
  },
  '/play/disconnect': (body, hub) => {
    hub.sockets.disconnectAll(body.reason === 'warning' ? 'warning' : 'refresh_requested');
    return [200, { ok: true }];
  },
  '/play/reset': (_body, hub) => {
    hub.files.clear();
    hub.calls.clear();
    hub.faults.clear();
    hub.limits.clear();
    hub.workspace.reset();
    return [200, { ok: true }];
  },
};

function read(hub: Hub, target: URL, response: ServerResponse) {
  const user = target.searchParams.get('as') ?? '';
  switch (target.pathname) {
    case '/play/state':
      if (!hub.workspace.findPerson(user)) return sendJson(response, 404, { ok: false, error: 'user_not_found' });
      return sendJson(response, 200, stateFor(hub, user));
    case '/play/messages':
      if (!hub.workspace.findPerson(user)) return sendJson(response, 404, { ok: false, error: 'user_not_found' });
      return sendJson(response, 200, { messages: directMessages(hub, user) });
    case '/play/clock':
      return sendJson(response, 200, { now: hub.workspace.now() });
    case '/play/calls':
      return sendJson(response, 200, { calls: hub.calls.list(target.searchParams.get('method') ?? undefined) });
    case '/play/faults':
      return sendJson(response, 200, { faults: hub.faults.list() });
    case '/play/limits':
      return sendJson(response, 200, { on: hub.limits.isOn });
    default: {
      const file = /^\/play\/files\/([A-Z0-9]+)$/.exec(target.pathname)?.[1];
      return file ? downloadAs(response, hub, file, user) : sendJson(response, 404, { ok: false, error: 'not_found' });
    }
  }
}

/** `/play/…`: for the page and for tests. JSON bodies only, so that no form of another site can post here. */
export async function control(
  request: IncomingMessage,
  response: ServerResponse,
  hub: Hub,
  target: URL,
): Promise<void> {
  if (request.method === 'GET') return read(hub, target, response);
  const handler = Object.hasOwn(posts, target.pathname) ? posts[target.pathname] : undefined;
  if (request.method !== 'POST' || !handler) return sendJson(response, 404, { ok: false, error: 'not_found' });
  if (!/^application\/json\b/.test(request.headers['content-type'] ?? ''))
    return sendJson(response, 415, { ok: false, error: 'content-type has to be application/json' });
  let body: unknown;
  try {
    body = JSON.parse((await readBody(request, MAX_BODY)).toString() || '{}');
  } catch {
    return sendJson(response, 400, { ok: false, error: 'the body has to be JSON' });
  }
  const [status, answer] = await handler(isFields(body) ? body : {}, hub);
  return sendJson(response, status, answer);
}
