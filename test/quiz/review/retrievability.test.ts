import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { firstReview, type ReviewState, retrievability, review } from '../../../src/features/quiz/review/rules.ts';
import { DAY_MS, dayFromNumber, dayNumber } from '../../../src/lib/zone.ts';

const FIRST = '2026-03-02';
const dayAfter = (days: number): string => dayFromNumber(dayNumber(FIRST) + days);
const at = (days: number): Date => new Date(Date.parse(`${FIRST}T09:00:00+08:00`) + days * DAY_MS);

/** Answers of these days, right or wrong. */
const answered = (answers: readonly (readonly [day: number, isRight: boolean])[]): ReviewState =>
  answers.reduce<ReviewState | undefined>(
    (state, [day, correct]) => review(state, { correct, credit: correct ? 1 : 0, at: at(day), day: dayAfter(day) }),
    undefined,
  ) ?? firstReview(at(0));

describe('what is still known', () => {
  it('is nothing of what was never answered, and all on the day of a right answer', () => {
    expect(retrievability(firstReview(at(0)), FIRST)).toBe(0);
    expect(retrievability(answered([[0, true]]), FIRST)).toBe(1);
    // A day before the last answer is that day.
    expect(retrievability(answered([[3, true]]), FIRST)).toBe(1);
  });

  it('is nine tenths when the question comes back', () => {
    const state = answered([
      [0, true],
      [3, true],
      [14, true],
    ]);
    const days = Math.round((state.due.getTime() - at(14).getTime()) / DAY_MS);
    expect(retrievability(state, dayAfter(14 + days))).toBeCloseTo(0.9, 1);
  });

  it('never grows by waiting, and stays between 0 and 1', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { minLength: 1, maxLength: 8 }), fc.nat(400), fc.nat(400), (rights, a, b) => {
        const state = answered(rights.map((right, nth) => [nth * 5, right] as const));
        const last = (rights.length - 1) * 5;
        const [soon, late] = [Math.min(a, b), Math.max(a, b)].map((days) =>
          retrievability(state, dayAfter(last + days)),
        );
        expect(late).toBeLessThanOrEqual(soon ?? 0);
        expect(late).toBeGreaterThanOrEqual(0);
        expect(soon).toBeLessThanOrEqual(1);
      }),
    );
  });
});
