import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { QuestionKey } from '../../../src/features/quiz/question/rules/question.ts';
import { type FirstAnswer, type ItemFlag, itemStats } from '../../../src/features/quiz/stats/rules.ts';

const single: QuestionKey = { kind: 'single', options: ['a', 'b', 'c', 'd'], correct: 0 };

/** Forty members of rising score; `isRight` says who has it right, the others choose b, c and d in turn. */
function forty(isRight: (rank: number) => boolean): FirstAnswer[] {
  return Array.from({ length: 40 }, (_, rank) => ({
    score: rank / 40,
    correct: isRight(rank),
    chosen: [isRight(rank) ? 0 : 1 + (rank % 3)],
    ms: 1000 * (rank + 1),
  }));
}

describe('item statistics', () => {
  it.each<[string, (rank: number) => boolean, ItemFlag[]]>([
    ['a good item: the better half has it right', (rank) => rank >= 20, []],
    ['one that the best quarter gets wrong', (rank) => rank < 30, ['negative-discrimination']],
    ['one that all get right', () => true, ['too-easy']],
    ['one that hardly anybody gets right', (rank) => rank > 37, ['too-hard']],
    ['one that only the weakest get right', (rank) => rank < 5, ['too-hard', 'negative-discrimination']],
    ['a slip of one of the best', (rank) => rank !== 39 && rank !== 20 && rank % 5 !== 1, []],
  ])('%s', (_name, isRight, flags) => {
    expect(itemStats(single, forty(isRight)).flags).toEqual(flags);
  });

  it('are told in numbers', () => {
    expect(
      itemStats(
        single,
        forty((rank) => rank >= 20),
      ),
    ).toEqual({
      answers: 40,
      facility: 0.5,
      discrimination: 1,
      chosen: [20, 7, 7, 6],
      deadDistractors: [],
      medianMs: 20_500,
      flags: [],
    });
  });

  it('say little about few answers', () => {
    const few = forty((rank) => rank < 10).slice(0, 19);
    expect(itemStats(single, few)).toMatchObject({ answers: 19, discrimination: undefined, flags: [] });
    expect(itemStats(single, [])).toEqual({
      answers: 0,
      facility: undefined,
      discrimination: undefined,
      chosen: [0, 0, 0, 0],
      deadDistractors: [],
      medianMs: undefined,
      flags: [],
    });
  });

  it('name the distractors that nobody takes', () => {
    const answers = forty((rank) => rank >= 20).map((answer) =>
      answer.chosen[0] === 3 ? { ...answer, chosen: [1] } : answer,
    );
    expect(itemStats(single, answers)).toMatchObject({ deadDistractors: [3], flags: ['dead-distractor'] });
  });

  it('count every option of a multiple choice, and of true/false', () => {
    const multiple: QuestionKey = { kind: 'multiple', options: ['a', 'b', 'c'], correct: [0, 1] };
    const answers = forty((rank) => rank >= 20).map((answer) => ({
      ...answer,
      chosen: answer.correct ? [0, 1] : [0, 0, 2],
    }));
    expect(itemStats(multiple, answers)).toMatchObject({ chosen: [40, 20, 20], deadDistractors: [] });
    const truth = forty((rank) => rank >= 20).map((answer) => ({ ...answer, chosen: [0] }));
    expect(itemStats({ kind: 'truefalse', correct: true }, truth)).toMatchObject({ chosen: [40, 0], flags: [] });
    const fill = forty((rank) => rank >= 20).map((answer) => ({ ...answer, chosen: [] }));
    expect(itemStats({ kind: 'fill', accepted: ['x'] }, fill)).toMatchObject({ chosen: [], flags: [] });
  });

  it('see no difference where there is none in score', () => {
    const same = forty((rank) => rank < 30).map((answer) => ({ ...answer, score: 0.5 }));
    expect(itemStats(single, same)).toMatchObject({ discrimination: 0, flags: [] });
  });

  it('do not depend on the order of the answers, and stay within bounds', () => {
    const answer = fc.record({
      score: fc.integer({ min: 0, max: 5 }).map((n) => n / 5),
      correct: fc.boolean(),
      chosen: fc.array(fc.integer({ min: 0, max: 5 }), { maxLength: 3 }),
      ms: fc.option(fc.nat(), { nil: undefined }),
    });
    fc.assert(
      fc.property(fc.array(answer, { maxLength: 60 }), (list) => {
        const stats = itemStats(single, list);
        const reversed = itemStats(single, list.toReversed());
        expect(reversed).toEqual(stats);
        expect(Math.abs(stats.discrimination ?? 0)).toBeLessThanOrEqual(1 + 1e-9);
        if (stats.flags.includes('negative-discrimination')) expect(stats.discrimination).toBeLessThan(0);
      }),
    );
  });
});
