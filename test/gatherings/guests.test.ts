import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import {
  type Move,
  move,
  type Outcome,
  offerUntil,
  partyOf,
  placeInLine,
  type Seating,
  seatsFree,
  seatsTaken,
} from '../../src/gatherings/rules/seats.ts';

const START = new Date('2026-03-10T06:00:00Z');
const HOUR = 3_600_000;
const before = (hours: number) => new Date(START.getTime() - hours * HOUR);
const empty = (capacity?: number): Seating => ({ capacity, startsAt: START, seats: [], seq: 0 });
const comes = (member: string, guests?: number): Move => ({
  do: 'sign-up',
  member,
  ...(guests === undefined ? {} : { guests }),
});
const leaves = (member: string): Move => ({ do: 'withdraw', member });

/** Does moves one after the other, all at one hour. @returns the outcomes, and `member+guests state` of each seat */
function after(seating: Seating, now: Date, ...moves: Move[]) {
  let current = seating;
  const outcomes = moves.map((one): Outcome => {
    const moved = move(current, one, now);
    current = moved.seating;
    return moved.outcome;
  });
  const seats = current.seats.map(
    (one) => `${one.member}${one.guests === undefined ? '' : `+${one.guests}`} ${one.state}`,
  );
  return { seating: current, outcomes, seats };
}

describe('a person with guests', () => {
  it('takes a seat for each of them, or waits whole', () => {
    const { outcomes, seats, seating } = after(empty(4), before(100), comes('a', 2), comes('b', 1), comes('c'));
    expect(outcomes).toEqual(['held', 'waiting', 'waiting']);
    expect(seats).toEqual(['a+2 held', 'b+1 waiting', 'c waiting']);
    expect(seatsTaken(seating)).toBe(3);
    expect(placeInLine(seating, 'c')).toBe(2);
  });

  it('is waited for by those behind them, although there would be room for one', () => {
    const full = after(empty(3), before(100), comes('a'), comes('b'), comes('c'), comes('d', 2), comes('e')).seating;
    const freed = after(full, before(90), leaves('a'), leaves('b'));
    expect(freed.seats).toEqual(['c held', 'd+2 waiting', 'e waiting']);
    expect(after(freed.seating, before(80), leaves('c')).seats).toEqual(['d+2 offered', 'e waiting']);
  });

  it('who gives up a guest is seated if there is room then, and makes room for others', () => {
    const full = after(empty(3), before(100), comes('a', 1), comes('b', 1), comes('c')).seating;
    expect(after(full, before(90), comes('b', 0)).seats).toEqual(['a+1 held', 'b held', 'c waiting']);
    expect(after(full, before(90), comes('a', 0)).seats).toEqual(['a held', 'b+1 offered', 'c waiting']);
  });

  it('brings more only when there is room and nobody waits; what they have stays', () => {
    const { seating } = after(empty(4), before(100), comes('a', 1));
    expect(after(seating, before(90), comes('a', 3)).seats).toEqual(['a+3 held']);
    expect(after(seating, before(90), comes('a', 4)).outcomes).toEqual(['too-many']);
    const line = after(seating, before(90), comes('b', 2), comes('a', 2));
    expect(line.outcomes).toEqual(['waiting', 'no-room']);
    expect(line.seats).toEqual(['a+1 held', 'b+2 waiting']);
  });

  it('takes an offer with as many as they said, fewer, or more if there is room', () => {
    const full = after(empty(3), before(100), comes('a', 2), comes('b', 1)).seating;
    const offered = after(full, before(90), leaves('a')).seating;
    expect(after(offered, before(89), { do: 'accept', member: 'b' }).seats).toEqual(['b+1 held']);
    expect(after(offered, before(89), comes('b', 0)).seats).toEqual(['b held']);
    expect(after(offered, before(89), comes('b', 2)).seats).toEqual(['b+2 held']);
    const other = after(offered, before(89), comes('c', 1), comes('b', 2));
    expect(other.outcomes).toEqual(['waiting', 'no-room']);
    expect(other.seats).toEqual(['b+1 offered', 'c+1 waiting']);
  });

  it('with more guests than there are seats is refused; made so by a smaller capacity they hold nobody up', () => {
    expect(after(empty(3), before(100), comes('a', 3)).outcomes).toEqual(['too-many']);
    const line = after(empty(3), before(100), comes('a', 2), comes('b', 2), comes('c')).seating;
    const small = after(line, before(90), { do: 'resize', capacity: 2 }, leaves('a'));
    expect(small.seats).toEqual(['b+2 waiting', 'c offered']);
    expect(after(small.seating, before(89), { do: 'resize', capacity: 4 }).seats).toEqual(['b+2 offered', 'c offered']);
  });

  it('shortly before the start takes what is free, whole or not at all', () => {
    const full = after(empty(3), before(100), comes('a', 2), comes('b', 2), comes('c')).seating;
    const late = after(full, before(0.4), comes('a', 0), comes('b'), comes('c'));
    expect(late.outcomes).toEqual(['held', 'waiting', 'held']);
    expect(late.seats).toEqual(['a held', 'b+2 waiting', 'c held']);
  });

  test.each<[number | undefined, number]>([
    [undefined, 1],
    [0, 1],
    [2, 3],
  ])('with %s guests takes %i seats', (guests, seats) => {
    expect(partyOf(guests === undefined ? {} : { guests })).toBe(seats);
  });
});

const PEOPLE = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
const member = fc.constantFrom(...PEOPLE);
const guests = fc.integer({ min: 0, max: 3 });
const anyMove: fc.Arbitrary<Move> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant('sign-up' as const), member, guests }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constantFrom('withdraw' as const, 'accept' as const), member }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('assign' as const), member }) },
  { weight: 1, arbitrary: fc.constant<Move>({ do: 'expire' }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('resize' as const), capacity: fc.integer({ min: 1, max: 8 }) }) },
  {
    weight: 1,
    arbitrary: fc.integer({ min: -48, max: 48 }).map((hours): Move => ({ do: 'reschedule', startsAt: before(hours) })),
  },
);
const walk = fc.array(fc.tuple(anyMove, fc.integer({ min: 0, max: 5 * 60 }), fc.boolean()), { maxLength: 60 });

describe('whatever people with guests do', () => {
  it('capacity and order are kept, nobody is seated with half their guests, and twice is once', () => {
    fc.assert(
      fc.property(walk, fc.integer({ min: 1, max: 8 }), (steps, capacity) => {
        let seating = empty(capacity);
        let now = before(96);
        /** How many each has said they bring, as they were answered. */
        const said = new Map<string, number>();
        for (const [step, minutes, isRestarted] of steps) {
          now = new Date(now.getTime() + minutes * 60_000);
          const { seating: next, outcome } = move(seating, step, now);
          const isKnown = 'member' in step && next.seats.some((one) => one.member === step.member);
          if (step.do === 'sign-up' && isKnown && (outcome === 'held' || outcome === 'waiting'))
            said.set(step.member, step.guests ?? 0);
          for (const gone of [...said.keys()]) if (!next.seats.some((one) => one.member === gone)) said.delete(gone);
          // Never over the capacity; where an officer made it smaller than what is taken, nothing is added.
          const most = Math.max(next.capacity ?? Number.POSITIVE_INFINITY, seatsTaken(seating));
          expect(seatsTaken(next)).toBeLessThanOrEqual(most);
          // Everybody has all of their guests with them, wherever they stand.
          for (const one of next.seats) expect(one.guests ?? 0).toBe(said.get(one.member) ?? 0);
          // Order of arrival: nobody was offered a seat past a party that could be seated at all.
          const times = next.seats.map((one) => one.at.getTime());
          expect(times).toEqual(times.toSorted((a, b) => a - b));
          const couldSit = next.seats.filter((one) => partyOf(one) <= (next.capacity ?? Number.POSITIVE_INFINITY));
          const firstWaiting = couldSit.findIndex((one) => one.state === 'waiting');
          const isOffering = offerUntil(now, next.startsAt) !== undefined;
          const fresh = new Set(
            next.seats.filter((one) => one.state === 'offered' && one.since === now).map((one) => one.seq),
          );
          if (firstWaiting >= 0)
            for (const behind of couldSit.slice(firstWaiting + 1)) {
              expect(fresh.has(behind.seq)).toBe(false);
              if (isOffering && behind.state === 'held')
                expect(seating.seats.some((one) => one.member === behind.member)).toBe(true);
            }
          // While offers are made, the first of the line waits only for want of room.
          const head = couldSit[firstWaiting];
          if (isOffering && head !== undefined) expect(partyOf(head)).toBeGreaterThan(seatsFree(next));
          // Done twice, it is done once.
          const again = move(next, step, now);
          expect(again.seating.seats).toEqual(next.seats);
          expect(again.news).toEqual([]);
          // What is stored is all there is.
          seating = isRestarted ? { ...next, seats: structuredClone(next.seats) } : next;
        }
      }),
      { numRuns: 500 },
    );
  });
});
