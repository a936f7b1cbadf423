import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { datesToLeave } from '../../../src/features/training/seats/rules/one-date.ts';
import { type Move, move, type Seating, seatsTaken } from '../../../src/gatherings/rules/seats.ts';

const FIRST = Date.parse('2026-03-10T06:00:00Z');
const HOUR = 3_600_000;
const PEOPLE = ['a', 'b', 'c', 'd', 'e'];
const DATES = ['x', 'y', 'z'];

interface World {
  dates: Map<string, Seating>;
  /** Moves of which the second half is not done yet, as the news of a date say. */
  open: { date: string; member: string }[];
}

type Step =
  | { do: 'sign-up' | 'assign' | 'withdraw' | 'accept'; date: string; member: string }
  | { do: 'complete'; date: string };

function held(world: World, member: string): string[] {
  return DATES.filter((date) =>
    world.dates.get(date)?.seats.some((one) => one.member === member && one.state === 'held'),
  );
}

function after(world: World, date: string, step: Move, now: Date): World {
  const before = world.dates.get(date);
  if (before === undefined) throw new Error('no such date');
  const { seating, news } = move(before, step, now);
  const moved = news.flatMap((one) => (one.what === 'moved' ? [{ date, member: one.member }] : []));
  return { dates: new Map([...world.dates, [date, seating]]), open: [...world.open, ...moved] };
}

/** What the clockwork, or the next look, does with a date's news. */
function completed(world: World, date: string, now: Date): World {
  let current = world;
  for (const { member } of world.open.filter((one) => one.date === date)) {
    const shown = [...current.dates].map(([id, { startsAt, seats }]) => ({ id, startsAt, seats }));
    const taken = shown.find((one) => one.id === date);
    const left = taken === undefined ? [] : datesToLeave(taken, shown, member, now);
    for (const other of left) current = after(current, other, { do: 'withdraw', member }, now);
  }
  return { ...current, open: current.open.filter((one) => one.date !== date) };
}

const anyStep: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constantFrom('sign-up' as const, 'sign-up' as const, 'accept' as const, 'assign' as const),
      date: fc.constantFrom(...DATES),
      member: fc.constantFrom(...PEOPLE),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('withdraw' as const),
      date: fc.constantFrom(...DATES),
      member: fc.constantFrom(...PEOPLE),
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('complete' as const), date: fc.constantFrom(...DATES) }) },
);
/** A step, how many minutes after the last one, and whether the process dies before what follows from it. */
const walk = fc.array(fc.tuple(anyStep, fc.integer({ min: 0, max: 240 }), fc.boolean()), { maxLength: 60 });

describe('moving between the dates of a course of which one is enough', () => {
  it('keeps capacity and order, leaves nobody without a seat, and in the end each has one at most', () => {
    fc.assert(
      fc.property(walk, fc.integer({ min: 1, max: 3 }), (steps, capacity) => {
        const seating = (nth: number): Seating => ({
          capacity,
          startsAt: new Date(FIRST + nth * 24 * HOUR),
          seats: [],
          seq: 0,
        });
        let world: World = { dates: new Map(DATES.map((date, nth) => [date, seating(nth)])), open: [] };
        let now = new Date(FIRST - 96 * HOUR);
        for (const [step, minutes, dies] of steps) {
          now = new Date(now.getTime() + minutes * 60_000);
          const before = world;
          if (step.do === 'complete') world = completed(world, step.date, now);
          else {
            world = after(world, step.date, { do: step.do, member: step.member, alone: true }, now);
            if (!dies) world = completed(world, step.date, now);
          }
          for (const { seats } of world.dates.values()) {
            expect(seatsTaken({ seats })).toBeLessThanOrEqual(capacity);
            expect(new Set(seats.map((one) => one.member)).size).toBe(seats.length);
            const times = seats.map((one) => one.at.getTime());
            expect(times).toEqual(times.toSorted((a, b) => a - b));
          }
          // Only who withdraws loses the last seat.
          for (const member of PEOPLE)
            if (held(before, member).length > 0 && !(step.do === 'withdraw' && step.member === member))
              expect(held(world, member)).not.toEqual([]);
          // Completed twice, it is completed once.
          if (step.do === 'complete')
            expect(completed({ ...world, open: before.open }, step.date, now).dates).toEqual(world.dates);
        }
        for (const date of DATES) world = completed(world, date, now);
        const isToCome = (date: string) => (world.dates.get(date)?.startsAt ?? now) > now;
        for (const member of PEOPLE) expect(held(world, member).filter(isToCome).length).toBeLessThanOrEqual(1);
      }),
      { numRuns: 400 },
    );
  });
});
