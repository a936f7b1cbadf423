import { expect } from 'vitest';
import type { Session } from '../../../src/features/training/model.ts';
import { type Move, offerUntil, type Seat, seatsTaken } from '../../../src/gatherings/rules/seats.ts';
import { wakeAt } from '../../../src/gatherings/rules/wake.ts';
import { type Deed, isOffered, isPassed, moved, seqsOf } from './seats-walk.ts';

/*
 * What the walks of `stored-seats.test.ts` expect after each step: the notices, the order of the seats, the number of writes.
 */

/** Which notices there have to be, reckoned from the session before and after each step alone. */
export class Notices {
  readonly due: string[] = [];
  /** What is written and not told yet. */
  #owed: { verb: 'offer' | 'passed'; member: string; seq: number }[] = [];

  follow(before: Session, after: Session, deed: Deed): void {
    const { _id: id } = after;
    // The clockwork tells what somebody has left before it does anything else.
    if (deed.do === 'tick') this.#tell(before);
    const [seqsBefore, seqsAfter] = [seqsOf(before), seqsOf(after)];
    const passed = before.seats.filter((one) => isPassed(one) && !seqsAfter.has(one.seq));
    const offered = after.seats.filter((one) => isOffered(one) && !seqsBefore.has(one.seq));
    this.#owed.push(
      ...passed.map(({ member, seq }) => ({ verb: 'passed' as const, member, seq })),
      ...offered.map(({ member, seq }) => ({ verb: 'offer' as const, member, seq })),
    );
    if (after.startsAt.getTime() !== before.startsAt.getTime() && before.seats.length > 0)
      this.due.push(...after.seats.map(({ member }) => `training.changed-${id}-${after.version} ${member}`));
    if (after.state === 'cancelled' && before.state === 'open') {
      this.#owed = [];
      this.due.push(...after.seats.map(({ member }) => `training.cancelled-${id} ${member}`));
    }
    if (after.news.length === 0) this.#tell(after);
  }

  #tell(session: Session): void {
    const standing = seqsOf(session);
    for (const { verb, member, seq } of this.#owed)
      if (verb === 'passed' || standing.has(seq)) this.due.push(`training.${verb}-${session._id}-${seq} ${member}`);
    this.#owed = [];
  }
}

/** What holds of the stored seats, whatever was done. */
export function expectOrder(before: Session, after: Session, moves: readonly Move[]): void {
  const { seats, capacity, startsAt } = after;
  const [takenBefore, taken] = [seatsTaken(before), seatsTaken(after)];
  if (typeof capacity === 'number' && after.state === 'open') {
    // Where an officer made it smaller than what is taken, nothing is added.
    expect(taken).toBeLessThanOrEqual(Math.max(capacity, takenBefore));
    if (capacity === before.capacity && takenBefore >= capacity) expect(taken).toBeLessThanOrEqual(takenBefore);
  }
  const members = seats.map((one) => one.member);
  expect(new Set(members).size).toBe(members.length);
  expect(new Set(seats.map((one) => one.seq)).size).toBe(seats.length);
  expect(seats.every((one) => one.seq <= after.seq)).toBe(true);
  // Who stays keeps the place and the hour of arrival; who comes stands behind all others.
  const placeOf = ({ member, at }: Seat) => `${member} ${at.toISOString()}`;
  const places = new Set(before.seats.map(placeOf));
  const [stay, come] = [
    seats.filter((one) => places.has(placeOf(one))),
    seats.filter((one) => !places.has(placeOf(one))),
  ];
  const left = new Set(seats.map(placeOf));
  expect(stay.map(placeOf)).toEqual(before.seats.map(placeOf).filter((one) => left.has(one)));
  expect(seats).toEqual([...stay, ...come]);
  const times = seats.map((one) => one.at.getTime());
  expect(times).toEqual(times.toSorted((a, b) => a - b));
  // No offer overtakes who waits, and none outlives the start.
  const firstWaiting = seats.findIndex((one) => one.state === 'waiting');
  if (firstWaiting >= 0) expect(seats.findLastIndex(isOffered)).toBeLessThan(firstWaiting);
  for (const { state, until } of seats)
    expect(state === 'offered' ? until !== undefined && until <= startsAt : until === undefined).toBe(true);
  if (moves.length === 0 || after.state !== 'open') return;
  // Once anybody has looked: no offer stands that is over, and while offers are made no seat is empty beside a line.
  expect(seats.some(isPassed)).toBe(false);
  const isFree = typeof capacity !== 'number' || taken < capacity;
  if (offerUntil(moved.now, startsAt) !== undefined && isFree) expect(firstWaiting).toBe(-1);
}

/** The session without what counts and dates its writes. */
function contentOf({ rev: _rev, updatedAt: _updatedAt, wakeAt: _wakeAt, ...rest }: Session) {
  return rest;
}

/** One write for what has changed and one for what has been told, no more. */
export function expectCounted(before: Session, after: Session, deed: Deed, hasNews: boolean): void {
  expect(after.wakeAt).toEqual(wakeAt(after));
  const { news: _before, ...old } = contentOf(before);
  const { news: left, ...present } = contentOf(after);
  const isSame = JSON.stringify(old) === JSON.stringify(present);
  if (deed.do === 'tick') {
    if (isSame && before.news.length === left.length) expect(after).toEqual(before);
    else expect(after.rev).toBeGreaterThan(before.rev);
    return;
  }
  const isTold = left.length === 0 && hasNews;
  expect(after.rev - before.rev).toBe((isSame ? 0 : 1) + (isTold ? 1 : 0));
}
