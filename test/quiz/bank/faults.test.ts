import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { textOf } from '../../../playground/client.ts';
import { deleteBank } from '../../../src/features/quiz/bank/service/banks.ts';
import { confirm, pick } from '../../../src/features/quiz/card/service/answer.ts';
import { cards, runs } from '../../../src/features/quiz/model.ts';
import { actorOf } from '../../../src/members/service.ts';
import { standingOf } from '../../../src/participation/ledger/store.ts';
import { actor, answer, answersOf, has, letterOf, lockDay, openDay, SOON, says, seen } from '../../helpers/quiz-day.ts';
import { signedRequest } from '../../helpers/signed-request.ts';
import { openWorkplace, PEOPLE, type Workplace } from '../../helpers/workplace.ts';

describe('clicks that come twice, late, or from elsewhere', () => {
  let work: Workplace;
  let bank: string;

  beforeEach(async () => {
    ({ work, bank } = await openDay());
  });
  afterEach(() => work.close());

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

  test('of two quick taps the one that is shown last is the one that is confirmed', async () => {
    const chen = work.slack.as(PEOPLE.chen);
    const card = await seen(chen, says('停止作业'), 'the card');
    await chen.click(letterOf(card, '停止作业'), { message: card });
    await seen(chen, has('quiz.confirm'), 'the confirmation');
    // The other tap was marked later, and Slack showed it before.
    const own = await cards(work.ctx).findOne({ member: PEOPLE.chen }).lean();
    await pick(work.ctx, await actor(work, PEOPLE.chen), own?._id ?? '', 0, { kind: 'choice', chosen: [1] });
    await chen.click('quiz.confirm');
    await seen(
      chen,
      says(new RegExp(`✓ ${letterOf(card, '停止作业')}\\s+停止作业.*你选的`)),
      'the result of what was read',
    );
  });

  test('an interaction delivered again changes nothing', async () => {
    const zhao = work.slack.as(PEOPLE.zhao);
    await answer(zhao, '停止作业');
    const before = await standingOf(work.ctx, PEOPLE.zhao);
    await work.slack.redeliver();
    await work.slack.redeliver();
    expect(await answersOf(work, PEOPLE.zhao)).toBe(1);
    expect((await standingOf(work.ctx, PEOPLE.zhao))?.total).toBe(before?.total);
  });

  test('a card is nobody else’s', async () => {
    await seen(work.slack.as(PEOPLE.maria), says('停止作业'), 'the card');
    const card = await cards(work.ctx).findOne({ member: PEOPLE.maria }).lean();
    const li = await actor(work, PEOPLE.li);
    await expect(confirm(work.ctx, li, card?._id ?? '', 0, { kind: 'choice', chosen: [0] })).rejects.toThrow(
      'was not sent to you',
    );
    expect(await answersOf(work, PEOPLE.maria)).toBe(0);
  });

  test('who has left between the card and the click gets one sentence, and nothing is recorded', async () => {
    const lin = work.slack.as('U0QH3003');
    const card = await seen(lin, has('quiz.pick'), 'the card');
    const before = (await lin.dm()).length;
    await work.slack.person({ id: lin.id, isDeleted: true });
    await expect.poll(async () => await actorOf(work.ctx, lin.id), { timeout: SOON }).toBeUndefined();
    lin.isLate = true;
    await lin.click('A', { message: card });
    const said = await seen(lin, says('本公司职工'), 'the sentence');
    expect(said.ephemeralFor).toBe(lin.id);
    expect(await lin.dm()).toHaveLength(before + 1);
    expect((await cards(work.ctx).findOne({ member: lin.id }).lean())?.picks).toEqual([]);
    // Nothing stands there that the lock could count.
    await lockDay(work);
    expect(await answersOf(work, lin.id)).toBe(0);
    expect(await standingOf(work.ctx, lin.id)).toBeUndefined();
  });

  test('a bank deleted while its question is open: the card can still be answered', async () => {
    await seen(work.slack.as(PEOPLE.maria), says('停止作业'), 'the card');
    await deleteBank(work.ctx, bank, await actor(work, PEOPLE.admin));
    await answer(work.slack.as(PEOPLE.maria), '停止作业');
    expect(await answersOf(work, PEOPLE.maria)).toBe(1);
  });

  test('a click on an old card says that it is closed, changes nothing, and shows the answer when asked', async () => {
    const li = work.slack.as(PEOPLE.li);
    await seen(li, says('停止作业'), 'the card');
    await work.moveTo('2026-03-02T18:00:00+08:00');
    await li.click('A');
    const closed = await seen(li, has('quiz.reveal'), 'the closed card');
    expect(textOf(closed)).toContain('17:30');
    expect(textOf(closed)).not.toContain('第五十五条');
    await li.click('quiz.reveal');
    await seen(li, says('第五十五条'), 'the explanation');
    expect(await answersOf(work, PEOPLE.li)).toBe(0);
  });

  test('a schedule whose bank is empty sends nothing and breaks nothing', async () => {
    await deleteBank(work.ctx, bank, await actor(work, PEOPLE.admin));
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

  const form = {
    command: '/jy',
    text: '',
    user_id: PEOPLE.chen,
    team_id: 'T0QINGHE',
    channel_id: 'C0GENERAL',
    trigger_id: '1',
    response_url: '',
  };

  test('a right signature is answered, a forged one and one older than five minutes get 401', async () => {
    const old = Date.now() - 301_000;
    expect((await signedRequest(work, form)).status).toBe(200);
    expect((await signedRequest(work, form, { secret: 'forged-secret-forged' })).status).toBe(401);
    expect((await signedRequest(work, form, { at: old })).status).toBe(401);
  });
});
