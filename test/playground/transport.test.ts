import { createHmac } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { textOf } from '../../playground/client.ts';
import {
  boltApp,
  button,
  closers,
  GENERAL,
  modal,
  rawSocket,
  words,
  world,
  XIAOMEI,
} from '../helpers/playground-world.ts';

/** A bot at an HTTP address that records what comes and answers as told. */
async function httpBot(respond: (kind: string) => { status: number; body?: unknown }) {
  const seen: { headers: NodeJS.Dict<string | string[]>; body: string }[] = [];
  const server: Server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    const isJson = request.headers['content-type'] === 'application/json';
    const parsed = isJson ? JSON.parse(body) : {};
    if (parsed.type === 'url_verification') return response.end(JSON.stringify({ challenge: parsed.challenge }));
    seen.push({ headers: request.headers, body });
    const { status, body: answer } = respond(isJson ? 'event' : 'interaction');
    response.writeHead(status).end(answer === undefined ? '' : JSON.stringify(answer));
    return undefined;
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closers.push(() => server.close());
  return { seen, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/slack/events` };
}

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
