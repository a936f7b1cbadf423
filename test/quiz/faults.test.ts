import { createHmac } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { PlaygroundPerson } from '../../playground/client/person.ts';
import { textOf } from '../../playground/client.ts';
import type { Message } from '../../playground/protocol.ts';
import type { Actor } from '../../src/bot/feature.ts';
import { cards, runs } from '../../src/features/quiz/model.ts';
import { confirm, pick } from '../../src/features/quiz/service/answer.ts';
import { deleteBank, importBank } from '../../src/features/quiz/service/banks.ts';
import { createSchedule } from '../../src/features/quiz/service/schedules.ts';
import { actorOf } from '../../src/members/service.ts';
import { ledger } from '../../src/participation/model.ts';
import { standingOf } from '../../src/participation/store.ts';
import { openWorkplace, PEOPLE, type Workplace } from '../helpers/workplace.ts';

const BANK = new URL('./one-question.csv', import.meta.url);
const SOON = 15_000;

const says = (text: string) => (message: Message) => textOf(message).includes(text);
const has = (action: string) => (message: Message) => JSON.stringify(message.blocks ?? []).includes(action);

function seen(person: PlaygroundPerson, fits: (message: Message) => boolean, what: string): Promise<Message> {
  return person.until((state) => Object.values(state.messages).flat().filter(fits).at(-1), what, SOON);
}

async function actor(work: Workplace, user: string): Promise<Actor> {
  const found = await actorOf(work.ctx, user);
  if (found === undefined) throw new Error(`${user} is no member`);
  return found;
}

async function answersOf(work: Workplace, member: string): Promise<number> {
  return ledger(work.ctx).countDocuments({ workspace: work.ctx.workspace, member, kind: 'answer' });
}

/** A workplace in which everybody has the day's card. */
async function openDay(bot?: 'http' | 'socket'): Promise<{ work: Workplace; bank: string }> {
  const work = await openWorkplace({ at: '2026-03-02T07:30:00+08:00', ...(bot === undefined ? {} : { bot }) });
  const { bank } = await importBank(work.ctx, PEOPLE.admin, await readFile(BANK), 'one-question.csv', '安全');
  await createSchedule(work.ctx, await actor(work, PEOPLE.admin), {
    name: '每日一题',
    bank: bank._id,
    topics: [],
    audience: { kind: 'company' },
    time: '08:00',
    cadence: { kind: 'daily' },
    count: 1,
    lock: '17:30',
    mode: 'dm',
  });
  await work.moveTo('2026-03-02T08:00:30+08:00');
  return { work, bank: bank._id };
}

describe('clicks that come twice, late, or from elsewhere', () => {
  let work: Workplace;
  let bank: string;

  beforeAll(async () => {
    ({ work, bank } = await openDay());
  });
  afterAll(() => work.close());

  test('fifty confirmations at once, of two devices, are one answer', async () => {
    const chen = work.slack.as(PEOPLE.chen);
    await seen(chen, says('停止作业'), 'the card');
    const me = await actor(work, PEOPLE.chen);
    const card = await cards(work.ctx).findOne({ member: PEOPLE.chen }).lean();
    if (card === null) throw new Error('no card');
    await pick(work.ctx, me, card._id, 0, { kind: 'choice', chosen: [0] });
    const results = await Promise.all(
      Array.from({ length: 50 }, (_, n) => confirm(work.ctx, me, card._id, 0, { kind: 'choice', chosen: [n % 2] })),
    );
    expect(
      new Set(results.map((one) => (one.state === 'answered' ? JSON.stringify(one.outcome.response) : one.state))).size,
    ).toBe(1);
    expect(await answersOf(work, PEOPLE.chen)).toBe(1);
    const first = results[0];
    expect((await standingOf(work.ctx, PEOPLE.chen))?.total).toBe(first?.state === 'answered' ? first.points : -1);
  });

  test('an interaction delivered again changes nothing', async () => {
    const zhao = work.slack.as(PEOPLE.zhao);
    await seen(zhao, says('停止作业'), 'the card');
    await zhao.click('A');
    await seen(zhao, has('quiz.confirm'), 'the confirmation');
    await zhao.click('quiz.confirm');
    await seen(zhao, has('quiz.report'), 'the result');
    const before = await standingOf(work.ctx, PEOPLE.zhao);
    await work.slack.redeliver();
    await work.slack.redeliver();
    expect(await answersOf(work, PEOPLE.zhao)).toBe(1);
    expect((await standingOf(work.ctx, PEOPLE.zhao))?.total).toBe(before?.total);
  });

  test('a card is nobody else’s', async () => {
    const card = await cards(work.ctx).findOne({ member: PEOPLE.maria }).lean();
    const li = await actor(work, PEOPLE.li);
    await expect(confirm(work.ctx, li, card?._id ?? '', 0, { kind: 'choice', chosen: [0] })).rejects.toThrow(
      'was not sent to you',
    );
    expect(await answersOf(work, PEOPLE.maria)).toBe(0);
  });

  test('who has left cannot answer, and nothing happens', async () => {
    const lin = 'U0QH3003';
    await seen(work.slack.as(lin), says('停止作业'), 'the card');
    await work.slack.person({ id: lin, isDeleted: true });
    await expect.poll(async () => await actorOf(work.ctx, lin), { timeout: SOON }).toBeUndefined();
    expect(await answersOf(work, lin)).toBe(0);
  });

  test('a bank deleted while its question is open: the card can still be answered', async () => {
    await deleteBank(work.ctx, bank, await actor(work, PEOPLE.admin));
    const maria = work.slack.as(PEOPLE.maria);
    await seen(maria, says('停止作业'), 'the card');
    await maria.click('A');
    await seen(maria, has('quiz.confirm'), 'the confirmation');
    await maria.click('quiz.confirm');
    await seen(maria, has('quiz.report'), 'the result');
    expect(await answersOf(work, PEOPLE.maria)).toBe(1);
  });

  test('a click on an old card says that it is closed, changes nothing, and shows the answer when asked', async () => {
    await work.moveTo('2026-03-02T18:00:00+08:00');
    const li = work.slack.as(PEOPLE.li);
    await seen(li, says('停止作业'), 'the card');
    await li.click('A');
    const closed = await seen(li, says('已经在 17:30 截止，没有记分'), 'the closed card');
    expect(textOf(closed)).not.toContain('第五十五条');
    await li.click('quiz.reveal');
    await seen(li, says('第五十五条'), 'the explanation');
    expect(await answersOf(work, PEOPLE.li)).toBe(0);
  });

  test('a schedule whose bank is empty sends nothing and breaks nothing', async () => {
    await work.moveTo('2026-03-03T08:01:00+08:00');
    const drawing = () => runs(work.ctx).countDocuments({ day: '2026-03-03', state: 'drawing' });
    await expect.poll(drawing, { timeout: SOON }).toBeGreaterThan(0);
    await work.moveTo('2026-03-03T17:31:00+08:00');
    await expect.poll(drawing, { timeout: SOON }).toBe(0);
    expect(await cards(work.ctx).countDocuments({ day: '2026-03-03' })).toBe(0);
  });
});

describe('signed requests', () => {
  let work: Workplace;

  beforeAll(async () => {
    work = await openWorkplace({ at: '2026-03-02T07:30:00+08:00' });
  });
  afterAll(() => work.close());

  const body = `command=${encodeURIComponent('/jy')}&text=&user_id=${PEOPLE.chen}&team_id=T0QINGHE&channel_id=C0GENERAL&trigger_id=1&response_url=`;

  function send(timestamp: number, secret: string): Promise<Response> {
    const signature = `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex')}`;
    return fetch(work.botUrl, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        'x-slack-request-timestamp': String(timestamp),
        'x-slack-signature': signature,
      },
      body,
    });
  }

  test('a right signature is answered, a forged one and one older than five minutes get 401', async () => {
    const now = Math.floor(Date.now() / 1000);
    const { signingSecret } = work.playground;
    expect((await send(now, signingSecret)).status).toBe(200);
    expect((await send(now, 'forged-secret-forged')).status).toBe(401);
    expect((await send(now - 301, signingSecret)).status).toBe(401);
  });
});
