import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { textOf } from '../../../playground/client.ts';
import { deliveries } from '../../../src/delivery/model.ts';
import {
  answer,
  answersOf,
  has,
  letterOf,
  makeSchedule,
  openDay,
  SOON,
  says,
  seen,
  since,
} from '../../helpers/quiz-day.ts';
import { PEOPLE, type Workplace } from '../../helpers/workplace.ts';

/** Works in 农机班 from 07:00 to 16:00, as 孙丽 in 大棚班 does. */
const ZHAO = PEOPLE.zhao;
const SUN = 'U0QH2003';

describe('the nudge', () => {
  let work: Workplace;
  let bank: string;

  beforeEach(async () => {
    ({ work, bank } = await openDay());
  });
  afterEach(() => work.close());

  /** What became of somebody's nudges. */
  const nudges = async (recipient: string): Promise<string[]> => {
    const found = await deliveries(work.ctx).find({ kind: 'quiz.nudge', recipient }).sort({ createdAt: 1 }).lean();
    return found.map(({ state, reason }) => reason ?? state);
  };

  test('comes an hour before work ends, to those who have not answered, and opens the question', async () => {
    const [zhao, sun] = [work.slack.as(ZHAO), work.slack.as(SUN)];
    await answer(sun, '停止作业');
    const card = await seen(zhao, has('quiz.pick'), 'the card');
    await work.moveTo('2026-03-02T15:00:30+08:00');
    const nudge = await seen(zhao, has('quiz.mute'), 'the nudge');
    expect(textOf(nudge)).toContain('17:30');
    expect(await nudges(SUN)).toEqual([]);

    await zhao.click('quiz.open', { message: nudge });
    const question = await seen(zhao, (one) => one.ts === nudge.ts && has('quiz.pick')(one), 'the question');
    await zhao.click(letterOf(question, '停止作业'), { message: nudge });
    await seen(zhao, (one) => one.ts === nudge.ts && has('quiz.confirm')(one), 'the confirmation');
    await zhao.click('quiz.confirm', { message: nudge });
    await seen(zhao, (one) => one.ts === nudge.ts && has('quiz.report')(one), 'the result');
    // The card of the morning shows the answer too, in its own place.
    const shown = await seen(zhao, (one) => one.ts === card.ts && has('quiz.report')(one), 'the result on the card');
    expect(textOf(shown)).toContain('+10');
    expect((await zhao.dm()).filter(has('quiz.'))).toHaveLength(2);
    expect(await answersOf(work, ZHAO)).toBe(1);
  });

  test('“not today” holds for the whole day, and the question stays open', async () => {
    const zhao = work.slack.as(ZHAO);
    await makeSchedule(work, bank, { name: '上午题', time: '08:30', lock: '12:00' });
    await makeSchedule(work, bank, { name: '下午题', time: '13:00', lock: '15:50' });
    await work.moveTo('2026-03-02T08:30:30+08:00');
    await expect.poll(async () => (await zhao.dm()).filter(has('quiz.pick')).length, { timeout: SOON }).toBe(2);
    await work.moveTo('2026-03-02T11:00:30+08:00');
    const nudge = await seen(zhao, has('quiz.mute'), 'the nudge');
    await zhao.click('quiz.mute', { message: nudge });
    await seen(zhao, (one) => one.ts === nudge.ts && !has('quiz.mute')(one), 'that it was heard');

    await work.moveTo('2026-03-02T13:00:30+08:00');
    await expect.poll(async () => (await zhao.dm()).filter(has('quiz.pick')).length, { timeout: SOON }).toBe(3);
    await work.moveTo('2026-03-02T15:00:30+08:00');
    await expect.poll(() => nudges(ZHAO), { timeout: SOON }).toEqual(['sent', 'muted', 'muted']);
    await expect.poll(() => nudges(SUN), { timeout: SOON }).toEqual(['sent', 'sent', 'sent']);
    expect((await zhao.dm()).filter(has('quiz.mute'))).toEqual([]);

    await zhao.command('/quiz');
    await seen(zhao, (one) => one.ephemeralFor === ZHAO && says('15:50')(one), 'the question that is still open');

    const tomorrow = since('2026-03-03T08:00:00+08:00');
    await work.moveTo('2026-03-03T08:00:30+08:00');
    await seen(zhao, (one) => has('quiz.pick')(one) && tomorrow(one), 'the card of the next day');
    await work.moveTo('2026-03-03T15:00:30+08:00');
    await seen(zhao, (one) => has('quiz.mute')(one) && tomorrow(one), 'the nudge of the next day');
  });
});
