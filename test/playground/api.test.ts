import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { textOf } from '../../playground/client.ts';
import {
  button,
  clientOf,
  closers,
  GENERAL,
  LIQIANG,
  refusal,
  words,
  world,
  XIAOMEI,
} from '../helpers/playground-world.ts';

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
