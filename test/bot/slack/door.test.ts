import { createHmac } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { publicPort, type Route } from '../../../src/bot/slack/public-port.ts';
import { SLACK_PATH, slackRequests } from '../../../src/bot/slack/receiver.ts';
import { items } from '../../../src/features/suggestions/item/model.ts';
import { suggestionCases } from '../../../src/features/suggestions/service/items.ts';
import { createLogger } from '../../../src/lib/log.ts';
import { says, seen } from '../../helpers/quiz-day.ts';
import { signedRequest } from '../../helpers/signed-request.ts';
import { openWorkplace, PEOPLE, type Workplace } from '../../helpers/workplace.ts';

const MINUTE_MS = 60_000;
const log = createLogger('silent', 'test');

/** A request with a path exactly as given, which `fetch` would mend. */
function statusOf(port: number, method: string, path: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const sent = httpRequest({ host: '127.0.0.1', port, method, path }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    sent.on('error', reject);
    sent.end();
  });
}

describe('the port of the bot', { timeout: 60_000 }, () => {
  let work: Workplace;
  beforeAll(async () => {
    work = await openWorkplace({
      at: '2026-03-02T09:00:00+08:00',
      bot: 'http',
      env: { PUBLIC_URL: 'https://bot.qinghe.example' },
    });
  });
  afterAll(() => work.close());

  const port = () => Number(new URL(work.botUrl).port);
  const command = (text: string, more: Record<string, string> = {}) => ({
    command: '/suggest',
    text,
    user_id: PEOPLE.li,
    user_name: 'li',
    trigger_id: '1.2.3',
    channel_id: 'D1',
    channel_name: 'directmessage',
    team_id: work.ctx.workspace,
    api_app_id: 'A1',
    response_url: `${work.playground.url}/nowhere`,
    ...more,
  });

  it.each([
    ['GET', '/verify/%', 400],
    ['GET', '/verify/%E4%BD', 400],
    ['GET', '/%zz', 400],
    ['GET', '//', 404],
    ['GET', '/verify', 404],
    ['GET', '/verify/a/b', 404],
    ['GET', '/slack/events', 404],
    ['POST', '/healthz', 404],
    ['PUT', '/slack/events', 404],
    ['GET', '/healthz?x=%', 200],
    ['GET', '/verify/QH-2026-00001', 404],
  ])('answers %s %s with %i', async (method, path, status) => {
    expect(await statusOf(port(), method, path)).toBe(status);
  });

  it.each([
    ['a moment ago', -MINUTE_MS, 200],
    ['by a clock that is a little fast', 4 * MINUTE_MS, 200],
    ['six minutes ago', -6 * MINUTE_MS, 401],
    ['six minutes from now', 6 * MINUTE_MS, 401],
    ['a year from now', 366 * 24 * 60 * MINUTE_MS, 401],
  ])('takes a request that was signed %s, or refuses it', async (_, late, status) => {
    const asked = command('', { command: '/jy', trigger_id: `t${late}` });
    expect((await signedRequest(work, asked, { at: Date.now() + late })).status).toBe(status);
  });

  it('refuses what another workspace sends, whatever kind it is', async () => {
    const before = await items(work.ctx).countDocuments({});
    const strange = { id: 'T0OTHER', domain: 'other' };
    const user = { id: PEOPLE.li, username: 'li', team_id: strange.id };
    const interactive = (payload: object) => ({ payload: JSON.stringify({ team: strange, user, ...payload }) });
    const sent = [
      command('路灯坏了', { team_id: strange.id }),
      command('路灯坏了', { team_id: '' }),
      interactive({ type: 'block_actions', actions: [{ action_id: 'quiz.card', action_ts: '1' }], trigger_id: 'a' }),
      interactive({ type: 'view_submission', view: { id: 'V1', callback_id: 'suggestions.new' }, trigger_id: 'b' }),
      interactive({ type: 'block_suggestion', action_id: 'x', value: 'y' }),
    ];
    for (const form of sent) expect((await signedRequest(work, form)).status).toBe(403);
    expect(await items(work.ctx).countDocuments({})).toBe(before);
  });

  it.each([
    ['nothing', ''],
    ['a number', '7'],
    ['a list', '[]'],
    ['a word', '"quiz"'],
    ['half of it', '{"type":'],
    ['an interaction without actions', undefined],
  ])('answers 400 to a signed body that holds %s, and goes on', async (_, body) => {
    const unfinished = JSON.stringify({ type: 'block_actions', team: { id: work.ctx.workspace } });
    expect((await signedBody(work, body ?? unfinished)).status).toBe(400);
    expect(await statusOf(port(), 'GET', '/healthz')).toBe(200);
  });

  it('files one suggestion of a command that reaches two processes, at once or one after the other', async () => {
    const other = await work.secondBot();
    const li = work.slack.as(PEOPLE.li);
    const form = command('三号塘的增氧机有异响', { trigger_id: 'twice.1' });
    await Promise.all([signedRequest(work, form), signedRequest(work, form, { url: other.url })]);
    await signedRequest(work, form, { url: other.url });
    await signedRequest(work, form);
    // Marks the end: whatever came before it is done when this has its answer.
    await li.command('/suggest', '食堂二楼的灯不亮');
    await seen(li, says('收到了，编号'), 'the second one');
    await other.close();
    const found = await items(work.ctx)
      .find({ text: /增氧机/ })
      .lean();
    expect(found).toHaveLength(1);
    const [used] = await suggestionCases.records.aDay.model(work.ctx).find({}).lean();
    expect(used).toMatchObject({ used: 2 });
  });
});

/** Sends the bot a JSON body as Slack would sign it. */
function signedBody(work: Workplace, body: string): Promise<Response> {
  const timestamp = String(Math.floor(Date.now() / 1000));
  const hash = createHmac('sha256', work.playground.signingSecret).update(`v0:${timestamp}:${body}`).digest('hex');
  return fetch(work.botUrl, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-slack-request-timestamp': timestamp,
      'x-slack-signature': `v0=${hash}`,
    },
    body,
  });
}

describe('a receiver that throws', () => {
  const failing: Route[] = [
    { method: 'GET', path: '/rejects', handle: async () => Promise.reject(new Error('not expected')) },
    {
      method: 'GET',
      path: '/breaks-off',
      handle: async (_request, response) => {
        response.writeHead(200);
        throw new Error('too late');
      },
    },
    { method: 'GET', path: '/fine', handle: async (_request, response) => void response.writeHead(204).end() },
  ];

  it('is answered with 400, and the port goes on', async () => {
    const port = publicPort(failing, log);
    const at = await port.listen(0);
    expect(await statusOf(at, 'GET', '/rejects')).toBe(400);
    expect(await statusOf(at, 'GET', '/breaks-off')).toBe(200);
    expect(await statusOf(at, 'GET', '/fine')).toBe(204);
    await port.close();
  });

  it('is answered with 400 when Bolt gives up on what Slack has signed', async () => {
    const { receiver, route } = slackRequests({ signingSecret: 's'.repeat(32), workspace: 'T1', log });
    receiver.init({ processEvent: () => Promise.reject(new Error('not expected')) } as never);
    const port = publicPort([route], log);
    const at = await port.listen(0);
    const body = new URLSearchParams({ command: '/jy', team_id: 'T1' }).toString();
    const timestamp = String(Math.floor(Date.now() / 1000));
    const hash = createHmac('sha256', 's'.repeat(32)).update(`v0:${timestamp}:${body}`).digest('hex');
    const answer = await fetch(`http://127.0.0.1:${at}${SLACK_PATH}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        'x-slack-request-timestamp': timestamp,
        'x-slack-signature': `v0=${hash}`,
      },
      body,
    });
    expect(answer.status).toBe(400);
    await port.close();
  });
});
