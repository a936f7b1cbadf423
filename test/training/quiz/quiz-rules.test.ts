import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  bestOf,
  hasPassed,
  type QuizTry,
  quizFaults,
  quizStage,
  rightIn,
  scoreOf,
} from '../../../src/features/training/quiz/rules.ts';

const asked = (count: number) =>
  Array.from({ length: count }, (_, nth) => ({ id: `q${nth}`, words: '题', options: ['甲', '乙'], right: 0 }));
const tryOf = (given: number[], of: number, pass: number, day = '2026-03-12'): QuizTry => ({
  day,
  pass,
  asked: asked(of),
  given,
  ...(given.length === of ? { finishedAt: new Date(`${day}T02:00:00Z`) } : {}),
});

describe('a quiz’s result', () => {
  test.each([
    [[0, 0, 1], 66, true],
    [[0, 0, 1], 67, false],
    [[0, 0, 0], 100, true],
    [[1, 1, 1], 1, false],
    [[0, 0], 50, false],
  ])('%j of three with %i%% is passed: %s', (given, pass, isPassed) => {
    expect(hasPassed(tryOf(given, 3, pass))).toBe(isPassed);
  });

  test('is never said to be more than it is', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(1), { minLength: 1, maxLength: 10 }),
        fc.integer({ min: 1, max: 100 }),
        (given, pass) => {
          const one = tryOf(given, given.length, pass);
          expect(scoreOf(one) * given.length).toBeLessThanOrEqual(rightIn(one) * 100);
          expect(hasPassed(one)).toBe(scoreOf(one) >= pass);
        },
      ),
    );
  });

  const [failed, passed, begun] = [tryOf([1, 0], 2, 80), tryOf([0, 0], 2, 80), tryOf([1], 2, 80)];
  test.each([
    ['ready', [], '2026-03-12'],
    ['asking', [begun], '2026-03-20'],
    ['tomorrow', [failed], '2026-03-12'],
    ['again', [failed], '2026-03-13'],
    ['asking', [failed, begun], '2026-03-13'],
    ['over', [failed, failed], '2026-03-20'],
    ['passed', [failed, passed], '2026-03-20'],
    ['passed', [passed], '2026-03-12'],
  ] as const)('leaves a person %s', (stage, tries, today) => {
    expect(quizStage(tries, today)).toBe(stage);
  });

  test('is the best of the finished tries', () => {
    expect(bestOf([failed, tryOf([1, 1], 2, 80)])).toBe(50);
    expect(bestOf([begun])).toBeUndefined();
    expect(quizFaults({ count: 0, pass: 101 })).toEqual(['quizCount', 'quizPass']);
    expect(quizFaults({ count: 10, pass: 1 })).toEqual([]);
  });
});
