import { afterEach, describe, expect, test } from 'vitest';
import type { PlaygroundPerson } from '../../../playground/client/person.ts';
import { textOf } from '../../../playground/client.ts';
import type { Message } from '../../../playground/protocol.ts';
import { audienceOf } from '../../../src/members/audience/spec.ts';
import { ledger } from '../../../src/participation/ledger/model.ts';
import { standingOf } from '../../../src/participation/ledger/store.ts';
import { FIVE_KINDS, singles } from '../../helpers/question-table.ts';
import {
  answersOf,
  has,
  letterOf,
  lockDay,
  makeSchedule,
  modalOf,
  openDay,
  says,
  seen,
  since,
} from '../../helpers/quiz-day.ts';
import { PEOPLE, type Workplace } from '../../helpers/workplace.ts';

/** Every Monday, until the evening. */
const WEEKLY = { name: '每周一卷', cadence: { kind: 'weekly', weekday: 1 }, count: 5 } as const;

describe('the weekly paper', () => {
  let work: Workplace;
  let chen: PlaygroundPerson;
  let bank: string;

  async function openPaper(table: string): Promise<void> {
    ({ work, bank } = await openDay({ table, schedule: WEEKLY }));
    chen = work.slack.as(PEOPLE.chen);
  }
  afterEach(() => work.close());

  const isAt = (place: number) => (one: Message) => says(`${place}/5`)(one) && !has('quiz.report')(one);
  const asked = (place: number) => (one: Message) => one.ephemeralFor === PEOPLE.chen && isAt(place)(one);

  const choose = (card: Message, option: string) => tap(card, letterOf(card, option));
  async function tap(card: Message, label: string): Promise<void> {
    await chen.click(label, { message: card });
    await seen(chen, (one) => one.ts === card.ts && has('quiz.confirm')(one), 'the confirmation');
    await chen.click('quiz.confirm', { message: card });
  }

  /** Writes answers into the dialog until it takes one. @returns how many it refused at the input. */
  async function write(card: Message, ...answers: string[]): Promise<number> {
    await chen.click('quiz.write', { message: card });
    await modalOf(chen, has('"answer"'), 'the dialog');
    let refused = 0;
    for (const one of answers) if ((await chen.submit({ answer: one })).errors?.answer !== undefined) refused += 1;
    await modalOf(chen, has('quiz.report'), 'the result in the dialog');
    await chen.closeModal();
    return refused;
  }

  /** How each question is answered, by a word of it, and what that earns. */
  const deeds: Record<string, { points: number; act: (card: Message) => Promise<unknown> }> = {
    塘边作业: { points: 10, act: (card) => choose(card, '救生衣') },
    // Two of three, and nothing wrong.
    下塘前: {
      points: 7,
      act: async (card) => {
        const ticks = ['水深', '水温'].map((one) => `${letterOf(card, one)}  ${one}`);
        await chen.choose(/^quiz\.check:/, ticks, { message: card });
        await chen.click('quiz.confirm', { message: card });
      },
    },
    夜里巡塘: { points: 10, act: (card) => tap(card, '错') },
    增氧机: { points: 10, act: (card) => write(card, ' 闸刀。') },
    水温超过: { points: 10, act: async (card) => expect(await write(card, '很热', '３２．３')).toBe(1) },
  };

  test('is answered question by question on one card, each kind in its own way', async () => {
    await openPaper(FIVE_KINDS);
    for (const place of [1, 2, 3, 4, 5]) {
      const card = await seen(chen, isAt(place), `question ${place}`);
      const deed = Object.entries(deeds).find(([word]) => says(word)(card))?.[1];
      await deed?.act(card);
      const result = await seen(chen, (one) => one.ts === card.ts && has('quiz.report')(one), `the result of ${place}`);
      expect(textOf(result)).toContain(`+${deed?.points} 分`);
      expect(has('quiz.open')(result)).toBe(place < 5);
      if (place < 5) await chen.click('quiz.open', { message: result });
    }
    expect(await chen.dm()).toHaveLength(1);
    expect(await answersOf(work, PEOPLE.chen)).toBe(5);
    expect((await standingOf(work.ctx, PEOPLE.chen))?.total).toBe(47);
    await chen.command('/quiz');
    await seen(chen, (one) => one.ephemeralFor === PEOPLE.chen && says('答完')(one), 'that all is answered');
  });

  test('left in the middle, it goes on there; a choice that was not confirmed is told of with the next paper', async () => {
    await openPaper(singles(5));
    const card = await seen(chen, isAt(1), 'the first question');
    await choose(card, '做对');
    const result = await seen(chen, (one) => one.ts === card.ts && has('quiz.open')(one), 'the first result');
    await chen.click('quiz.open', { message: result });
    const second = await seen(chen, (one) => one.ts === card.ts && isAt(2)(one), 'the second question');
    await chen.command('/quiz');
    await seen(chen, asked(2), 'the second question, on asking');
    await chen.click(letterOf(second, '做错'), { message: second });
    await seen(chen, (one) => one.ts === card.ts && has('quiz.confirm')(one), 'the choice');
    await lockDay(work);
    expect(await answersOf(work, PEOPLE.chen)).toBe(2);
    expect(await ledger(work.ctx).countDocuments({ member: PEOPLE.chen, 'outcome.byLock': true })).toBe(1);

    // On Tuesday another branch has a question, and there is no paper.
    await makeSchedule(work, bank, { audience: audienceOf({ kind: 'branch', branch: '南岗种植分会' }) });
    await work.moveTo('2026-03-03T08:00:30+08:00');
    const tuesday = since('2026-03-03T00:00:00+08:00');
    await seen(work.slack.as(PEOPLE.zhao), (one) => has('quiz.pick')(one) && tuesday(one), 'the question on Tuesday');
    expect((await chen.dm()).filter(tuesday)).toEqual([]);

    await work.moveTo('2026-03-09T08:00:30+08:00');
    const next = await seen(chen, (one) => isAt(1)(one) && tuesday(one), 'the next paper');
    expect(textOf(next)).toContain('上一题的结果');
    expect(textOf(next)).toContain('截止时');
  });

  test('answered on what /quiz shows, the card in the messages shows the result too', async () => {
    await openPaper(singles(5));
    const card = await seen(chen, isAt(1), 'the first question');
    await chen.command('/quiz');
    await choose(await seen(chen, asked(1), 'the question, on asking'), '做对');
    await seen(chen, (one) => one.ts === card.ts && has('quiz.report')(one), 'the result on the card');
    expect(await answersOf(work, PEOPLE.chen)).toBe(1);
  });
});
