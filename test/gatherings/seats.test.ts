import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import {
  LAST_OFFER_MS,
  type Move,
  move,
  OFFER_MS,
  offerUntil,
  placeInLine,
  type Seating,
  seatsTaken,
} from '../../src/gatherings/rules/seats.ts';

const START = new Date('2026-03-10T06:00:00Z');
const HOUR = 3_600_000;
const before = (hours: number) => new Date(START.getTime() - hours * HOUR);
const empty = (capacity?: number): Seating => ({ capacity, startsAt: START, seats: [], seq: 0 });

/** Does moves one after the other, all at one hour. */
function after(seating: Seating, now: Date, ...moves: Move[]) {
  let current = seating;
  const outcomes = moves.map((one) => {
    const { seating: next, outcome } = move(current, one, now);
    current = next;
    return outcome;
  });
  return { seating: current, outcomes, states: current.seats.map((one) => `${one.member} ${one.state}`) };
}
const signUp = (member: string): Move => ({ do: 'sign-up', member });
const withdraw = (member: string): Move => ({ do: 'withdraw', member });

describe('seats', () => {
  it('are given in the order of arrival, then there is a line', () => {
    const { outcomes, seating } = after(empty(2), before(100), ...['a', 'b', 'c', 'd'].map(signUp));
    expect(outcomes).toEqual(['held', 'held', 'waiting', 'waiting']);
    expect(placeInLine(seating, 'd')).toBe(2);
    expect(placeInLine(seating, 'a')).toBe(0);
  });

  it('that are freed are offered to the first of the line, who alone may take them', () => {
    const full = after(empty(1), before(100), signUp('a'), signUp('b'), signUp('c')).seating;
    const freed = after(full, before(90), withdraw('a'), signUp('d'), { do: 'accept', member: 'c' });
    expect(freed.states).toEqual(['b offered', 'c waiting', 'd waiting']);
    expect(after(freed.seating, before(80), { do: 'accept', member: 'b' }).states[0]).toBe('b held');
  });

  it('pass to the next when an offer is over, and who let it pass is told', () => {
    const full = after(empty(1), before(100), signUp('a'), signUp('b'), signUp('c')).seating;
    const freed = after(full, before(90), withdraw('a')).seating;
    const { seating, news } = move(freed, { do: 'expire' }, before(78));
    expect(seating.seats.map((one) => `${one.member} ${one.state}`)).toEqual(['c offered']);
    expect(news.map(({ what, member }) => `${what} ${member}`)).toEqual(['passed b', 'offered c']);
    expect(move(freed, { do: 'accept', member: 'b' }, before(78)).outcome).toBe('no-seat');
  });

  it('are not offered shortly before the start: who presses first has them', () => {
    const full = after(empty(1), before(100), signUp('a'), signUp('b'), signUp('c')).seating;
    const late = after(full, before(0.4), withdraw('a'), signUp('c'), signUp('b'));
    expect(late.outcomes).toEqual(['out', 'held', 'waiting']);
    expect(after(late.seating, before(-0.1), signUp('d')).outcomes).toEqual(['over']);
  });

  it('are offered when the capacity grows, and none is taken away when it shrinks', () => {
    const full = after(empty(2), before(100), ...['a', 'b', 'c'].map(signUp)).seating;
    expect(after(full, before(90), { do: 'resize', capacity: 3 }).states[2]).toBe('c offered');
    const small = after(full, before(90), { do: 'resize', capacity: 1 }, withdraw('a'));
    expect(small.states).toEqual(['b held', 'c waiting']);
  });

  test.each([
    [100, 12],
    [20, 10],
    [1, 0.5],
  ])('an offer made %i h before the start lasts %f h', (hours, lasts) => {
    expect(offerUntil(before(hours), START)?.getTime()).toBe(before(hours).getTime() + lasts * HOUR);
  });

  it('are never offered when it is too late', () => {
    expect(offerUntil(new Date(START.getTime() - LAST_OFFER_MS + 1), START)).toBeUndefined();
    expect(OFFER_MS).toBe(12 * HOUR);
  });
});

const PEOPLE = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
const anyMove: fc.Arbitrary<Move> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ do: fc.constant('sign-up' as const), member: fc.constantFrom(...PEOPLE) }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constantFrom('withdraw' as const, 'accept' as const, 'assign' as const, 'understand' as const),
      member: fc.constantFrom(...PEOPLE),
    }),
  },
  { weight: 1, arbitrary: fc.constant<Move>({ do: 'expire' }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('resize' as const),
      capacity: fc.option(fc.integer({ min: 1, max: 6 }), { nil: undefined }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('reschedule' as const),
      startsAt: fc.integer({ min: -48, max: 48 }).map((hours) => before(hours)),
    }),
  },
);
const walk = fc.array(fc.tuple(anyMove, fc.integer({ min: 0, max: 5 * 60 }), fc.boolean()), { maxLength: 60 });

describe('whatever happens to seats', () => {
  it('keeps capacity and order, after every step, across restarts, twice as once', () => {
    fc.assert(
      fc.property(walk, fc.integer({ min: 1, max: 5 }), (steps, capacity) => {
        let seating = empty(capacity);
        let now = before(96);
        for (const [step, minutes, isRestarted] of steps) {
          now = new Date(now.getTime() + minutes * 60_000);
          const taken = seatsTaken(seating);
          const { seating: next, outcome } = move(seating, step, now);
          // Never over the capacity; where an officer made it smaller than what is taken, nothing is added.
          if (next.capacity !== undefined) expect(seatsTaken(next)).toBeLessThanOrEqual(Math.max(next.capacity, taken));
          if (step.do !== 'resize' && next.capacity !== undefined && taken >= next.capacity)
            expect(seatsTaken(next)).toBeLessThanOrEqual(taken);
          expect(new Set(next.seats.map((one) => one.member)).size).toBe(next.seats.length);
          // Nobody in the line came before the people behind them, and nobody was overtaken by an offer.
          const times = next.seats.map((one) => one.at.getTime());
          expect(times).toEqual(times.toSorted((a, b) => a - b));
          const firstWaiting = next.seats.findIndex((one) => one.state === 'waiting');
          const lastOffered = next.seats.findLastIndex((one) => one.state === 'offered');
          if (firstWaiting >= 0) expect(lastOffered).toBeLessThan(firstWaiting);
          // While offers are made no seat stays empty beside a line.
          const isFree = next.capacity === undefined || seatsTaken(next) < next.capacity;
          if (offerUntil(now, next.startsAt) !== undefined && isFree) expect(firstWaiting).toBe(-1);
          for (const { state, until } of next.seats)
            if (state === 'offered') expect(until !== undefined && until <= next.startsAt).toBe(true);
          const own = 'member' in step ? next.seats.find((one) => one.member === step.member) : undefined;
          if (
            own !== undefined &&
            outcome !== 'over' &&
            outcome !== 'out' &&
            step.do !== 'sign-up' &&
            step.do !== 'assign'
          )
            expect(own.state === outcome || own.state === 'offered').toBe(true);
          // Done twice, it is done once.
          const again = move(next, step, now);
          expect(again.seating.seats).toEqual(next.seats);
          expect(again.news).toEqual([]);
          // What is stored is all there is.
          seating = isRestarted ? { ...next, seats: structuredClone(next.seats) } : next;
        }
      }),
      { numRuns: 400 },
    );
  });
});
