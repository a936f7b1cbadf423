import { describe, expect, it } from 'vitest';
import { quizPoints } from '../../../src/features/quiz/question/rules/points.ts';

describe('what an answer earns', () => {
  it.each([
    ['right', 1, false, 10],
    ['wrong', 0, false, 2],
    ['two thirds right', 2 / 3, false, 7],
    ['a tenth right: not less than wrong', 0.1, false, 2],
    ['right in practice', 1, true, 0],
    ['wrong in practice', 0, true, 0],
  ])('%s', (_name, credit, isPractice, expected) => {
    expect(quizPoints({ correct: credit === 1, credit }, { isPractice })).toBe(expected);
  });

  it('can be set', () => {
    const points = { correct: 5, answered: 0, practice: 1 };
    expect(quizPoints({ correct: true, credit: 1 }, { isPractice: false, points })).toBe(5);
    expect(quizPoints({ correct: false, credit: 0 }, { isPractice: false, points })).toBe(0);
    expect(quizPoints({ correct: true, credit: 1 }, { isPractice: true, points })).toBe(1);
  });
});
