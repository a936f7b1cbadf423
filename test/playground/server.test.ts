import { createHmac } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, LogLevel } from '@slack/bolt';
import { WebClient } from '@slack/web-api';
import { afterEach, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { connect, fileOf, type PlaygroundClient, textOf } from '../../playground/client.ts';
import { type Playground, type PlaygroundOptions, startPlayground } from '../../playground/server/playground.ts';

const XIAOMEI = 'U0QH1003';
const LIQIANG = 'U0QH1004';
const GENERAL = 'C0GENERAL';

const closers: (() => Promise<unknown> | unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

interface World {
  play: Playground;
  slack: WebClient;
  client: PlaygroundClient;
}

async function world(options: Partial<PlaygroundOptions> = {}): Promise<World> {
  const play = await startPlayground({
    now: Date.now,
    commands: [{ command: '/jy', description: '', usage_hint: '' }],
    shortcuts: [{ name: 'Ask', callback_id: 'ask', type: 'message', description: '' }],
    ...options,
  });
  const client = connect(play.url);
  closers.push(() => play.close());
  closers.push(() => client.close());
  const slack = clientOf(play, play.botToken);
  return { play, slack, client };
}

const clientOf = (play: Playground, token: string) =>
  new WebClient(token, {
    slackApiUrl: play.apiUrl,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    logLevel: LogLevel.ERROR,
  });

async function boltApp({ play }: World) {
  const app = new App({
    token: play.botToken,
    appToken: play.appToken,
    socketMode: true,
    logLevel: LogLevel.ERROR,
    clientOptions: { slackApiUrl: play.apiUrl },
  });
  await app.start();
  closers.push(() => app.stop());
  return app;
}

/** What the API refused, and why. */
async function refusal(call: Promise<unknown>): Promise<{ error: string; messages: string[] }> {
  try {
    await call;
  } catch (error) {
    const { data } = error as { data: { error: string; response_metadata?: { messages?: string[] } } };
    return { error: data.error, messages: data.response_metadata?.messages ?? [] };
  }
  throw new Error('the call was taken');
}

const words = (text: string) => ({ type: 'plain_text' as const, text });
const button = (action: string, value = '1') => ({
  type: 'actions' as const,
  elements: [{ type: 'button' as const, action_id: action, text: words(`按 ${action}`), value }],
});
const modal = (more: object = {}) => ({
  type: 'modal' as const,
  callback_id: 'form',
  title: words('表'),
  submit: words('交'),
  blocks: [
    {
      type: 'input' as const,
      block_id: 'name',
      label: words('姓名'),
      element: { type: 'plain_text_input' as const, action_id: 'text' },
    },
  ],
  ...more,
});

interface Packet {
  envelope_id: string;
  type: string;
  retry_attempt?: number;
  payload: Record<string, unknown>;
}

/** A bot with nothing but a socket. `answer` acks, with a payload or without; returning false keeps silent. */
async function rawSocket({ play }: World, answer: (packet: Packet) => unknown = () => undefined) {
  const { url } = await clientOf(play, play.appToken).apps.connections.open();
  const socket = new WebSocket(url ?? '');
  const packets: Packet[] = [];
  const greeted = new Promise((resolve) => {
    socket.on('message', (data) => {
      const packet: Packet = JSON.parse(String(data));
      if (packet.type === 'hello') return resolve(packet);
      if (!packet.envelope_id) return;
      packets.push(packet);
      const payload = answer(packet);
      if (payload !== false) socket.send(JSON.stringify({ envelope_id: packet.envelope_id, payload }));
    });
  });
  await greeted;
  closers.push(() => socket.terminate());
  return { socket, packets };
}

/** The newest trigger the bot was given. */
const triggerIn = (packets: Packet[]) => String(packets.findLast((one) => one.payload.trigger_id)?.payload.trigger_id);

test('tokens: none, a wrong one, and the wrong kind are told apart', async () => {
  const { play, slack } = await world();
  expect(await (await fetch(`${play.apiUrl}auth.test`, { method: 'POST' })).json()).toMatchObject({
    error: 'not_authed',
  });
  expect(await refusal(clientOf(play, 'xoxb-wrong').auth.test())).toMatchObject({ error: 'invalid_auth' });
  expect(await refusal(slack.apps.connections.open())).toMatchObject({ error: 'not_allowed_token_type' });
  expect(await slack.auth.test()).toMatchObject({ user_id: play.botUserId, team_id: play.teamId });
  expect(await refusal(slack.apiCall('chat.sing'))).toMatchObject({ error: 'unknown_method' });
});

test('only this machine: other hosts, other origins and forms are refused', async () => {
  const { play } = await world();
  const as = { as: XIAOMEI, act: { kind: 'open-home' } };
  const post = (headers: Record<string, string>) =>
    fetch(`${play.url}/play/act`, { method: 'POST', headers, body: JSON.stringify(as) });
  expect((await post({ 'content-type': 'application/json', origin: 'http://evil.example' })).status).toBe(403);
  expect((await post({ 'content-type': 'text/plain' })).status).toBe(415);
  const live = new WebSocket(`${play.url.replace('http', 'ws')}/play/live?as=${XIAOMEI}`, {
    origin: 'http://evil.example',
  });
  expect(await new Promise((resolve) => live.on('error', (error) => resolve(error.message)))).toContain('403');
});

test('what Slack would refuse is refused, with the path', async () => {
  const { slack } = await world({ limits: false });
  const post = (blocks: object[]) => slack.apiCall('chat.postMessage', { channel: GENERAL, text: 'x', blocks });
  const section = (text: string) => ({ type: 'section', text: { type: 'mrkdwn', text } });
  expect(await refusal(post([section('长'.repeat(3001))]))).toEqual({
    error: 'invalid_blocks',
    messages: ['[ERROR] must be less than 3001 characters [json-pointer:/blocks/0/text/text]'],
  });
  expect(await refusal(post(Array.from({ length: 51 }, () => ({ type: 'divider' }))))).toMatchObject({
    messages: ['[ERROR] no more than 50 items allowed [json-pointer:/blocks]'],
  });
  expect((await refusal(post([button('a'), button('a')]))).messages[0]).toContain('already exists: a');
  expect((await refusal(post([{ type: 'alert', text: words('x') }]))).messages[0]).toContain('unsupported block type');
  expect(await refusal(slack.apiCall('chat.postMessage', { channel: GENERAL, text: '' }))).toMatchObject({
    error: 'no_text',
  });
  expect(await refusal(slack.chat.postMessage({ channel: 'C0NOWHERE', text: 'x' }))).toMatchObject({
    error: 'channel_not_found',
  });
});

test('an ephemeral message and a DM are seen by their people only, and no API reads the ephemeral', async () => {
  const { slack, client } = await world();
  await slack.chat.postEphemeral({ channel: GENERAL, user: XIAOMEI, text: '只给你' });
  await slack.chat.postMessage({ channel: XIAOMEI, text: '私信' });
  const seen = async (user: string) => textOf(Object.values((await client.as(user).state()).messages).flat());
  expect(await seen(XIAOMEI)).toContain('只给你');
  expect(await seen(XIAOMEI)).toContain('私信');
  expect(await seen(LIQIANG)).toBe('');
  expect((await slack.conversations.history({ channel: GENERAL })).messages).toEqual([]);
});

test('the bot changes its own messages only', async () => {
  const { slack, client } = await world();
  const { ts = '' } = await client.as(XIAOMEI).say('我的话', GENERAL);
  const theirs = { channel: GENERAL, ts };
  expect(await refusal(slack.chat.update({ ...theirs, text: 'x' }))).toMatchObject({ error: 'cant_update_message' });
  expect(await refusal(slack.chat.delete(theirs))).toMatchObject({ error: 'cant_delete_message' });
  const metadata = { event_type: 'quiz', event_payload: { id: 'q1' } };
  const own = await slack.chat.postMessage({ channel: XIAOMEI, text: 'a', metadata });
  const where = { channel: own.channel ?? '', ts: own.ts ?? '' };
  await slack.chat.update({ ...where, text: 'b' });
  const { messages } = await slack.conversations.history({ channel: where.channel, include_all_metadata: true });
  expect(messages?.[0]).toMatchObject({ text: 'b', metadata });
});

test('lists are paged by cursors; locale comes when asked for', async () => {
  const { slack } = await world();
  const names: string[] = [];
  for await (const one of slack.paginate('users.list', { limit: 4, include_locale: true })) {
    const { members = [] } = one as { members?: { name: string; locale?: string }[] };
    expect(members.length).toBeLessThanOrEqual(4);
    for (const member of members) names.push(`${member.name} ${member.locale}`);
  }
  expect(names).toContain('tom.baker en-US');
  expect(names).toHaveLength(16);
});

test('Bolt over Socket Mode: a command, a click, a modal, a submission, a home', async () => {
  const here = await world();
  const app = await boltApp(here);
  app.command('/jy', async ({ ack, respond }) => {
    await ack();
    await respond({ text: '请按', blocks: [button('go', '42')] });
  });
  app.action('go', async ({ ack, body, client, action }) => {
    await ack();
    const trigger = 'trigger_id' in body ? body.trigger_id : '';
    const value = 'value' in action ? action.value : '';
    await client.views.open({ trigger_id: trigger, view: modal({ private_metadata: value }) });
  });
  const names: unknown[] = [];
  app.view('form', async ({ ack, view }) => {
    names.push(view.private_metadata, view.state.values.name?.text?.value);
    if (names.at(-1) === '坏') await ack({ response_action: 'errors', errors: { name: '不行' } });
    else await ack();
  });
  app.event('app_home_opened', async ({ event, client }) => {
    await client.views.publish({
      user_id: event.user,
      view: { type: 'home', blocks: [{ type: 'header', text: words('家') }] },
    });
  });
  const me = here.client.as(XIAOMEI);
  await me.command('/jy', 'quiz');
  await me.click('按 go');
  expect(textOf(await me.modal())).toContain('姓名');
  expect(await me.submit()).toMatchObject({ ok: false, errors: { name: 'Please complete this required field.' } });
  expect(await me.submit({ 姓名: '坏' })).toMatchObject({ ok: false, errors: { name: '不行' } });
  expect(await me.submit({ 姓名: '陈小梅' })).toEqual({ ok: true });
  expect(names).toEqual(['42', '坏', '42', '陈小梅']);
  expect((await me.state()).modals).toEqual([]);
  expect(textOf(await me.home())).toBe('家');
});

test('a trigger serves once and for a short time', async () => {
  const here = await world({ timings: { triggerMs: 150 } });
  const { packets } = await rawSocket(here);
  const me = here.client.as(XIAOMEI);
  const open = (trigger: string) => here.slack.views.open({ trigger_id: trigger, view: modal() });
  await me.command('/jy');
  await open(triggerIn(packets));
  expect(await refusal(open(triggerIn(packets)))).toMatchObject({ error: 'exchanged_trigger_id' });
  await me.command('/jy');
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(await refusal(open(triggerIn(packets)))).toMatchObject({ error: 'expired_trigger_id' });
  expect(await refusal(open('made.up'))).toMatchObject({ error: 'invalid_trigger_id' });
});

test('a view keeps its id and what was typed over updates; an old hash is a conflict', async () => {
  const here = await world();
  const { packets } = await rawSocket(here);
  const me = here.client.as(XIAOMEI);
  await me.command('/jy');
  const opened = await here.slack.views.open({ trigger_id: triggerIn(packets), view: modal() });
  const view_id = opened.view?.id ?? '';
  const hash = opened.view?.hash ?? '';
  await me.type('姓名', '小梅');
  const updated = await here.slack.views.update({ view_id, hash, view: modal({ title: words('新') }) });
  expect(updated.view?.id).toBe(view_id);
  expect(await refusal(here.slack.views.update({ view_id, hash, view: modal() }))).toMatchObject({
    error: 'hash_conflict',
  });
  expect((await me.modal()).state.values).toEqual({ name: { text: { type: 'plain_text_input', value: '小梅' } } });
  const faulty = await refusal(here.slack.views.update({ view_id, view: modal({ title: words('太'.repeat(25)) }) }));
  expect(faulty).toMatchObject({
    error: 'invalid_arguments',
    messages: ['[ERROR] must be less than 25 characters [json-pointer:/view/title/text]'],
  });
});

test('answers to a submission: push up to three, update, clear, and what Slack cannot use', async () => {
  const here = await world();
  let answer: unknown = {};
  const { packets } = await rawSocket(here, ({ payload }) => (payload.type === 'view_submission' ? answer : undefined));
  const me = here.client.as(XIAOMEI);
  await me.command('/jy');
  const view = modal({ notify_on_close: true });
  await here.slack.views.open({ trigger_id: triggerIn(packets), view });
  const submit = async () => {
    await me.fill({ 姓名: 'x' });
    const { id } = await me.modal();
    return me.act({ kind: 'view-submit', view: id, viewState: { values: {} } });
  };
  answer = { response_action: 'push', view };
  expect(await submit()).toEqual({ ok: true });
  expect(await submit()).toEqual({ ok: true });
  expect(await submit()).toMatchObject({ ok: false, error: 'push_limit_reached' });
  answer = { response_action: 'update', view: { ...view, title: words('改') } };
  await submit();
  expect((await me.modal()).title.text).toBe('改');
  answer = { response_action: 'errors', errors: { nowhere: '?' } };
  expect((await submit()).error).toContain('no input block with this block_id: nowhere');
  await me.closeModal();
  expect(packets.at(-1)?.payload).toMatchObject({ type: 'view_closed', is_cleared: false });
  expect((await me.state()).modals).toHaveLength(2);
  answer = { response_action: 'clear' };
  await submit();
  expect((await me.state()).modals).toEqual([]);
});

test('no bot, and a bot that is too late', async () => {
  const here = await world({ timings: { ackMs: 100 } });
  const me = here.client.as(XIAOMEI);
  const command = { kind: 'command' as const, channel: GENERAL, command: '/jy', text: '' };
  expect(await me.act(command)).toEqual({ ok: false, error: 'dispatch_failed' });
  await rawSocket(here, () => false);
  expect(await me.act(command)).toEqual({ ok: false, error: 'operation_timeout' });
});

test('one socket per envelope; an event without ack goes to the other one, marked', async () => {
  const here = await world({ timings: { ackMs: 100, retryMs: [0] } });
  const deaf = await rawSocket(here, () => false);
  const good = await rawSocket(here);
  const me = here.client.as(XIAOMEI);
  await me.act({ kind: 'open-home' });
  await expect.poll(() => good.packets.length).toBe(1);
  expect(deaf.packets).toHaveLength(1);
  const [first, again] = [deaf.packets[0], good.packets[0]];
  expect(again?.payload.event_id).toBe(first?.payload.event_id);
  expect([first?.retry_attempt, again?.retry_attempt]).toEqual([0, 1]);
});

/** A bot at an HTTP address that records what comes and answers as told. */
async function httpBot(respond: (kind: string) => { status: number; body?: unknown; waitMs?: number }) {
  const seen: { headers: NodeJS.Dict<string | string[]>; body: string }[] = [];
  const server: Server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    const isJson = request.headers['content-type'] === 'application/json';
    const parsed = isJson ? JSON.parse(body) : {};
    if (parsed.type === 'url_verification') return response.end(JSON.stringify({ challenge: parsed.challenge }));
    seen.push({ headers: request.headers, body });
    const { status, body: answer, waitMs } = respond(isJson ? 'event' : 'interaction');
    await new Promise((resolve) => setTimeout(resolve, waitMs ?? 0));
    response.writeHead(status).end(answer === undefined ? '' : JSON.stringify(answer));
    return undefined;
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closers.push(() => server.close());
  return { seen, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/slack/events` };
}

test('HTTP: signed by the moved clock, forms for commands, retries with number and reason', async () => {
  const bot = await httpBot((kind) => (kind === 'event' ? { status: 500 } : { status: 200, body: { text: '好' } }));
  const now = Date.UTC(2027, 0, 1);
  const here = await world({
    now: () => now,
    deliver: { url: bot.url, signingSecret: 'shh' },
    timings: { retryMs: [0, 20] },
  });
  const me = here.client.as(XIAOMEI);
  await me.command('/jy', 'quiz  我', GENERAL);
  const [command] = bot.seen;
  const timestamp = String(command?.headers['x-slack-request-timestamp']);
  expect(timestamp).toBe(String(now / 1000));
  const digest = createHmac('sha256', 'shh').update(`v0:${timestamp}:${command?.body}`).digest('hex');
  expect(command?.headers['x-slack-signature']).toBe(`v0=${digest}`);
  expect(Object.fromEntries(new URLSearchParams(command?.body))).toMatchObject({ command: '/jy', text: 'quiz  我' });
  expect(await me.lastMessage(GENERAL)).toMatchObject({ text: '好', ephemeralFor: XIAOMEI });
  bot.seen.length = 0;
  await me.act({ kind: 'open-home' });
  await expect.poll(() => bot.seen.length).toBe(3);
  const marks = bot.seen.map(({ headers }) => [headers['x-slack-retry-num'], headers['x-slack-retry-reason']]);
  expect(marks).toEqual([
    [undefined, undefined],
    ['1', 'http_error'],
    ['2', 'http_error'],
  ]);
});

test('a response_url serves five times, replaces and deletes', async () => {
  const here = await world();
  const { packets } = await rawSocket(here);
  const me = here.client.as(XIAOMEI);
  await here.slack.chat.postMessage({ channel: GENERAL, text: '题', blocks: [button('pick')] });
  await me.click('pick');
  const url = String(packets[0]?.payload.response_url);
  const send = async (body: object) =>
    (await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }))
      .status;
  expect(await send({ text: '换了', replace_original: true })).toBe(200);
  expect((await here.client.as(LIQIANG).lastMessage(GENERAL))?.text).toBe('换了');
  expect(await send({ text: '悄悄' })).toBe(200);
  expect(await here.client.as(LIQIANG).lastMessage(GENERAL)).toMatchObject({ text: '换了' });
  expect(await send({ text: '大家', response_type: 'in_channel' })).toBe(200);
  expect(await send({ blocks: [{ type: 'nonsense' }] })).toBe(400);
  expect(await send({ delete_original: true })).toBe(200);
  expect((await here.client.as(LIQIANG).state()).messages[GENERAL]).toHaveLength(1);
  expect(await send({ text: '五' })).toBe(200);
  expect(await send({ text: '六' })).toBe(404);
});

test('a burst to one channel is limited with Retry-After; switched off it is not', async () => {
  const { play, client } = await world();
  const post = () =>
    fetch(`${play.apiUrl}chat.postMessage`, {
      method: 'POST',
      headers: { authorization: `Bearer ${play.botToken}`, 'content-type': 'application/json' },
      body: JSON.stringify({ channel: XIAOMEI, text: 'x' }),
    });
  const statuses: number[] = [];
  for (let i = 0; i < 5; i += 1) statuses.push((await post()).status);
  expect(statuses).toEqual([200, 200, 200, 200, 429]);
  const limited = await post();
  expect(limited.headers.get('retry-after')).toBe('1');
  expect(await limited.json()).toEqual({ ok: false, error: 'ratelimited' });
  await client.limits(false);
  for (let i = 0; i < 8; i += 1) expect((await post()).status).toBe(200);
});

test('faults on order, and a log of the calls', async () => {
  const { slack, client } = await world();
  await client.faults.add({ method: 'chat.postMessage', fault: 'error', error: 'channel_not_found' });
  await client.faults.add({ method: 'chat.postMessage', fault: 'close', after: true });
  const post = (text: string) => slack.chat.postMessage({ channel: GENERAL, text });
  expect(await refusal(post('一'))).toMatchObject({ error: 'channel_not_found' });
  await expect(post('二')).rejects.toThrow();
  await post('三');
  expect((await client.as(XIAOMEI).state()).messages[GENERAL]?.map((one) => one.text)).toEqual(['二', '三']);
  expect((await client.calls('chat.postMessage')).map((one) => one.error ?? 'ok')).toEqual(['fault error', 'ok', 'ok']);
});

test('files: a form takes them from a person, the bot fetches and sends them', async () => {
  const here = await world();
  const { packets } = await rawSocket(here);
  const me = here.client.as(XIAOMEI);
  await me.command('/jy');
  const block = {
    type: 'input',
    block_id: 'f',
    label: words('文件'),
    element: { type: 'file_input', action_id: 'file', filetypes: ['csv'] },
  };
  await here.slack.apiCall('views.open', {
    trigger_id: triggerIn(packets),
    view: modal({ blocks: [block] }),
  });
  await me.attach('文件', fileOf('题.txt', 'x'));
  expect((await me.submit()).errors).toHaveProperty('f');
  await me.attach('文件', fileOf('题.csv', '题目,答案'));
  await me.submit();
  const address = /"url_private_download":"([^"]+)"/.exec(JSON.stringify(packets.at(-1)))?.[1] ?? '';
  expect(await (await fetch(address)).text()).toContain('Sign in');
  const bytes = await fetch(address, { headers: { authorization: `Bearer ${here.play.botToken}` } });
  expect(await bytes.text()).toBe('题目,答案');
  await here.slack.filesUploadV2({ channel_id: GENERAL, filename: '表.csv', content: '甲,乙', initial_comment: '给' });
  const last = await me.lastMessage(GENERAL);
  expect(last).toMatchObject({ text: '给', files: [{ name: '表.csv', size: Buffer.byteLength('甲,乙') }] });
  expect(await (await fetch(here.play.url + last?.files[0]?.url)).text()).toBe('甲,乙');
});

test('scheduled messages come when the clock gets there', async () => {
  let shift = 0;
  const here = await world({
    now: () => Date.now() + shift,
    setClock: async (at) => {
      shift = at - Date.now();
    },
  });
  const post_at = Math.floor(Date.now() / 1000) + 3600;
  await here.slack.chat.scheduleMessage({ channel: GENERAL, text: '一小时后', post_at });
  const me = here.client.as(XIAOMEI);
  expect(await me.lastMessage(GENERAL)).toBeUndefined();
  await here.client.clock.advance(3_601_000);
  expect(await me.lastMessage(GENERAL)).toMatchObject({ text: '一小时后' });
});

test('a workspace is kept between starts, without what was ephemeral', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'playground-'));
  closers.push(() => rm(folder, { recursive: true, force: true }));
  const statePath = join(folder, 'workspace.json');
  const first = await world({ statePath });
  await first.slack.chat.postMessage({ channel: GENERAL, text: '留下' });
  await first.slack.chat.postEphemeral({ channel: GENERAL, user: XIAOMEI, text: '不留' });
  await first.play.close();
  const second = await world({ statePath });
  const { messages } = await second.client.as(XIAOMEI).state();
  expect(messages[GENERAL]?.map((one) => one.text)).toEqual(['留下']);
});

test('people come, change and leave, and the bot hears of it', async () => {
  const here = await world();
  const { packets } = await rawSocket(here);
  const id = await here.client.person({ name: 'new.one', realName: '新人' });
  await here.client.person({ id, isDeleted: true });
  const events = packets.map(({ payload }) => payload.event as { type: string; user: { deleted: boolean } });
  expect(events.map((one) => [one.type, one.user.deleted])).toEqual([
    ['team_join', false],
    ['user_change', true],
  ]);
  expect(await refusal(here.slack.chat.postMessage({ channel: id, text: 'x' }))).toMatchObject({
    error: 'account_inactive',
  });
});

test('who was deactivated can do nothing more; what they did before may still arrive', async () => {
  const here = await world();
  const id = await here.client.person({ name: 'old.one', realName: '离职' });
  await here.client.person({ id, isDeleted: true });
  const person = here.client.as(id);
  const post = { kind: 'post', channel: 'C0GENERAL', text: '再见' } as const;
  expect(await person.act(post)).toMatchObject({ ok: false, error: 'account_inactive' });
  person.isLate = true;
  expect(await person.act(post)).toMatchObject({ ok: true });
});

test('choices in a message ride along in its state; suggestions and a message shortcut ask the bot', async () => {
  const here = await world();
  const options = ['东湖', '南岗'].map((text) => ({ text: words(text), value: text }));
  const { packets } = await rawSocket(here, ({ payload }) =>
    payload.type === 'block_suggestion' ? { options } : undefined,
  );
  const me = here.client.as(XIAOMEI);
  const elements = [
    { type: 'radio_buttons', action_id: 'radio', options: [{ text: words('甲'), value: 'a' }] },
    { type: 'external_select', action_id: 'branch', placeholder: words('分会') },
    { type: 'button', action_id: 'ok', text: words('确定') },
  ];
  const blocks = [{ type: 'actions', block_id: 'b', elements }];
  await here.slack.apiCall('chat.postMessage', { channel: GENERAL, text: '题', blocks });
  await me.click('甲');
  await me.choose('branch', '南岗');
  await me.click('确定');
  expect(packets.at(-1)?.payload).toMatchObject({
    type: 'block_actions',
    user: { id: XIAOMEI, username: 'chen.xiaomei', team_id: here.play.teamId },
    container: { type: 'message', channel_id: GENERAL, is_ephemeral: false },
    actions: [{ action_id: 'ok', block_id: 'b', type: 'button' }],
    state: {
      values: { b: { radio: { selected_option: { value: 'a' } }, branch: { selected_option: { value: '南岗' } } } },
    },
  });
  expect(packets.find((one) => one.payload.type === 'block_suggestion')?.payload).toMatchObject({ value: '南岗' });
  const message = await me.lastMessage(GENERAL);
  await me.act({ kind: 'shortcut', callback_id: 'ask', channel: GENERAL, ts: message?.ts ?? '' });
  expect(packets.at(-1)?.payload).toMatchObject({ type: 'message_action', message: { text: '题' } });
});

test('nobody operates what is not theirs or not there', async () => {
  const here = await world();
  await rawSocket(here);
  const { ts = '' } = await here.slack.chat.postMessage({ channel: XIAOMEI, text: '私', blocks: [button('go')] });
  const message = await here.client.as(XIAOMEI).lastMessage();
  const where = { kind: 'message-action' as const, channel: message?.channel ?? '', ts };
  const id = message?.blocks?.[0]?.block_id ?? '';
  const act = (user: string, block_id: string) => here.client.as(user).act({ ...where, block_id, action_id: 'go' });
  expect(await act(LIQIANG, id)).toMatchObject({ ok: false, error: 'channel_not_found' });
  expect(await act(XIAOMEI, 'nowhere')).toMatchObject({ ok: false, error: 'element_not_found' });
  expect(await act(XIAOMEI, id)).toMatchObject({ ok: true });
});
