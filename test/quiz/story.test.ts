import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { textOf } from '../../playground/client.ts';
import { standingOf } from '../../src/participation/ledger/store.ts';
import { answer, answersOf, has, letterOf, lockDay, openDay, says, seen } from '../helpers/quiz-day.ts';
import { PEOPLE, type Workplace } from '../helpers/workplace.ts';

describe('a day of the quiz', () => {
  let work: Workplace;

  beforeEach(async () => {
    ({ work } = await openDay());
  });
  afterEach(() => work.close());

  test('at 08:00 the card arrives; a tap marks, another changes, confirming answers at once, and a restart keeps it', async () => {
    const chen = work.slack.as(PEOPLE.chen);
    const card = await seen(chen, says('停止作业'), 'the card');
    expect(textOf(card)).toContain('17:30');
    expect(JSON.stringify(card)).not.toContain('第五十五条');
    await chen.click(letterOf(card, '继续作业'));
    await seen(chen, has('quiz.confirm'), 'the confirmation');
    await chen.click(letterOf(card, '停止作业'));
    await seen(chen, says(`确认 ${letterOf(card, '停止作业')}`), 'the changed choice');
    await chen.click('quiz.confirm');
    const result = await seen(chen, says('答对了'), 'the result');
    expect(textOf(result)).toContain('+10 分');
    expect(textOf(result)).toContain('第五十五条');
    expect(textOf(result)).toContain('连续 1 天');
    expect(await answersOf(work, PEOPLE.chen)).toBe(1);

    await work.restart();
    const home = textOf((await chen.home()).blocks);
    expect(home).toContain('答完');
    expect(home).toContain('本周 10 分');
  });

  test('a wrong answer says what is right, why, and that it comes back', async () => {
    const result = await answer(work.slack.as(PEOPLE.li), '继续作业');
    expect(textOf(result)).toContain('停止作业');
    expect(textOf(result)).toContain('第五十五条');
    expect(textOf(result)).toContain('明天再考你一次。');
    expect((await standingOf(work.ctx, PEOPLE.li))?.total).toBe(2);
  });

  test('a choice that was never confirmed counts at the lock, and its result comes with the next question', async () => {
    const maria = work.slack.as(PEOPLE.maria);
    const card = await seen(maria, says('停止作业'), 'the card');
    expect(textOf(card)).toContain('Answer by 17:30');
    await maria.click(letterOf(card, '停止作业'));
    await seen(maria, has('quiz.confirm'), 'the confirmation');
    const zhao = work.slack.as(PEOPLE.zhao);
    const untouched = await seen(zhao, has('quiz.pick'), 'a card that nobody touches');
    await lockDay(work);
    // It does not look like tomorrow's question: no buttons, and when it was closed.
    const closed = await seen(zhao, (one) => one.ts === untouched.ts && !has('quiz.pick')(one), 'that it is closed');
    expect(textOf(closed)).toContain('已经在 3月2日（周一）17:30 截止，没有记分');
    expect(has('quiz.reveal')(closed)).toBe(true);
    await work.moveTo('2026-03-03T08:00:30+08:00');
    const next = await seen(maria, says('previous question'), 'the next card with the result');
    expect(textOf(next)).toContain('closing time');
    expect((await standingOf(work.ctx, PEOPLE.maria))?.total).toBe(10);
  });
});
