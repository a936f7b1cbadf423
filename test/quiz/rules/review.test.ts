import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { comesBack, firstReview, type ReviewState, review } from '../../../src/features/quiz/review/rules.ts';
import { dayOf } from '../../../src/lib/zone.ts';

/** Of a question that was wrong on one day and right on the next. */
const ONE_DAY_LATER = review(review(undefined, { correct: false, credit: 0, at: new Date(0), day: '1970-01-01' }), {
  correct: true,
  credit: 1,
  at: new Date(86_400_000),
  day: '1970-01-02',
}).stability;
const START = new Date('2026-03-02T09:00:00Z');
const DAY = 86_400_000;
const later = (from: Date, days: number): Date => new Date(from.getTime() + days * DAY);
const daysBetween = (due: Date, at: Date): number => Math.round((due.getTime() - at.getTime()) / DAY);
const dayIn = (at: Date): string => dayOf(at, 'Asia/Shanghai');
const right = (at: Date, day = dayIn(at)) => ({ correct: true, credit: 1, at, day });
const wrong = (at: Date, day = dayIn(at)) => ({ correct: false, credit: 0, at, day });
const partly = (at: Date, day = dayIn(at)) => ({ correct: false, credit: 0.5, at, day });

describe('when a question comes back', () => {
  it('after the first answer: soon when wrong, later when right', () => {
    const days = [wrong, partly, right].map((answer) => daysBetween(review(undefined, answer(START)).due, START));
    expect(days).toMatchInlineSnapshot(`
      [
        1,
        2,
        3,
      ]
    `);
    expect(review(firstReview(START), right(START))).toEqual(review(undefined, right(START)));
  });

  it('ever later while it is answered right, but within a year', () => {
    let state = review(undefined, right(START));
    let gap = 0;
    for (let i = 0; i < 12; i++) {
      const next = daysBetween(state.due, state.last);
      expect(next).toBeGreaterThanOrEqual(gap);
      gap = next;
      state = review(state, right(state.due));
    }
    expect(gap).toBe(365);
    expect(state).toMatchObject({ reps: 13, lapses: 0, state: 2 });
  });

  it('soon again after a lapse, however well it was known', () => {
    let state = review(undefined, right(START));
    for (let i = 0; i < 8; i++) state = review(state, right(state.due));
    const lapsed = review(state, wrong(state.due));
    expect(daysBetween(lapsed.due, lapsed.last)).toBeLessThanOrEqual(3);
    expect(lapsed.lapses).toBe(1);
    expect(lapsed.stability).toBeLessThan(state.stability);
  });

  it('is between a day and a year away, for any history; stored and read it goes on the same', () => {
    const answers = fc.array(
      fc.record({ gap: fc.integer({ min: -2 * 24, max: 400 * 24 }), credit: fc.constantFrom(0, 0.25, 0.5, 1) }),
      { minLength: 1, maxLength: 30 },
    );
    fc.assert(
      fc.property(answers, (list) => {
        let state: ReviewState | undefined;
        let at = START;
        for (const { gap, credit } of list) {
          at = new Date(at.getTime() + gap * 3_600_000);
          const answer = { correct: credit === 1, credit, at, day: dayIn(at) };
          const stored: ReviewState | undefined = state && {
            ...JSON.parse(JSON.stringify(state)),
            due: new Date(state.due),
            last: new Date(state.last),
          };
          const next = review(state, answer);
          expect(review(stored, answer)).toEqual(next);
          const days = (next.due.getTime() - next.last.getTime()) / DAY;
          expect(Number.isInteger(days)).toBe(true);
          expect(days).toBeGreaterThanOrEqual(1);
          expect(days).toBeLessThanOrEqual(credit === 0 ? 3 : 365);
          expect(next.last >= at).toBe(true);
          expect(next.difficulty >= 1 && next.difficulty <= 10 && next.stability > 0).toBe(true);
          state = next;
        }
      }),
    );
  });

  it.each(['00:10', '07:45', '07:59', '08:00', '08:15', '12:00', '23:50'])(
    'is one day after the evening before, at whatever hour: %s',
    (hour) => {
      for (const first of ['06:00', '08:30', '23:59']) {
        const monday = wrong(new Date(`2026-03-02T${first}:00+08:00`));
        const tuesday = right(new Date(`2026-03-03T${hour}:00+08:00`));
        const { stability } = review(review(undefined, monday), tuesday);
        expect([first, stability]).toEqual([first, ONE_DAY_LATER]);
      }
    },
  );

  it('counts the days of the member, whatever zone they are in and move to', () => {
    const days = fc.integer({ min: 0, max: 40 });
    const zones = fc.constantFrom('Asia/Shanghai', 'America/Los_Angeles', 'Pacific/Kiritimati', 'Europe/London');
    fc.assert(
      fc.property(days, zones, fc.integer({ min: 0, max: 1439 }), (gap, tz, minute) => {
        const first = wrong(new Date(START.getTime() + minute * 60_000), '2026-03-02');
        const at = later(first.at, gap);
        const [here, there] = [review(review(undefined, first), right(at, dayOf(at, tz))), dayOf(at, tz)];
        const plain = review(review(undefined, wrong(START, '2026-03-02')), right(at, there));
        expect(here.stability).toBe(plain.stability);
        expect(here.lastDay).toBe(there < '2026-03-02' ? '2026-03-02' : there);
      }),
    );
  });

  it('goes on from what was kept before days were counted so', () => {
    const { lastDay: _lastDay, ...old } = review(undefined, wrong(new Date('2026-03-02T08:30:00+08:00')));
    expect(review(old, right(new Date('2026-03-03T07:45:00+08:00'))).stability).toBe(ONE_DAY_LATER);
  });

  // 17:00 in Shanghai, and 01:00 in Los Angeles.
  it.each([
    ['Asia/Shanghai', later(START, 3), { days: 3, day: '2026-03-05' }],
    ['Asia/Shanghai', later(START, 1), { days: 1, day: '2026-03-03' }],
    ['Asia/Shanghai', later(START, 0.6), { days: 1, day: '2026-03-03' }],
    ['America/Los_Angeles', later(START, 0.6), undefined],
    ['Asia/Shanghai', START, undefined],
    ['Asia/Shanghai', later(START, -5), undefined],
  ])('is told as the reader counts days: %s, %s', (tz, due, told) => {
    expect(comesBack(due, START, tz)).toEqual(told);
  });
});

describe('the days between two answers', () => {
  it('are all that counts: the hours of the answers change nothing of what is remembered', () => {
    const answers = fc.array(
      fc.record({ days: fc.nat(40), hour: fc.nat(23), other: fc.nat(23), isRight: fc.boolean() }),
      { minLength: 2, maxLength: 12 },
    );
    fc.assert(
      fc.property(answers, fc.integer({ min: -11, max: 14 }), (list, offset) => {
        const [one, two] = (['hour', 'other'] as const).map((hour) => {
          let number = 20_000;
          let state: ReviewState | undefined;
          for (const each of list) {
            number += each.days + 1;
            const at = new Date(number * DAY + (each[hour] - offset) * 3_600_000);
            const day = new Date(number * DAY).toISOString().slice(0, 10);
            state = review(state, { ...(each.isRight ? right : wrong)(at), day });
          }
          return [state?.stability, state?.difficulty, state?.lapses, state?.lastDay];
        });
        expect(one).toEqual(two);
      }),
    );
  });
});
