import { describe, expect, it } from 'vitest';
import { mark } from '../../../src/features/quiz/question/rules/mark.ts';
import { rightOptions, singleOf } from '../../../src/features/quiz/question/rules/right-options.ts';
import { itemStats } from '../../../src/features/quiz/stats/rules.ts';

const key = { kind: 'single', options: ['二氧化碳', '干粉', '水'], correct: 0, alsoCorrect: [1] } as const;
const either = { ...key, options: [...key.options], alsoCorrect: [...key.alsoCorrect] };

describe('a single choice of which two options are right', () => {
  it.each([
    [[0], true],
    [[1], true],
    [[2], false],
    [[0, 1], false],
    [[], false],
  ])('chosen %j is right: %s', (chosen, correct) => {
    expect(mark(either, { kind: 'choice', chosen }, { multiple: 'partial' }).correct).toBe(correct);
  });

  it('has neither of them among the wrong options that nobody takes', () => {
    const answers = Array.from({ length: 40 }, (_, at) => ({
      score: at / 40,
      chosen: [at % 2 ? 0 : 2],
      correct: at % 2 > 0,
    }));
    expect(itemStats(either, answers).deadDistractors).toEqual([]);
  });

  it('keeps the form of one right option where there is only one', () => {
    expect(singleOf(['甲', '乙'], [1, 1])).toEqual({ kind: 'single', options: ['甲', '乙'], correct: 1 });
    expect(singleOf(['甲', '乙'], [])).toBeUndefined();
    expect(rightOptions(either)).toEqual([0, 1]);
  });
});
