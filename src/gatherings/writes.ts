import type { Write } from '../lib/living.ts';
import { type Gathering, isExpected, type News } from './gathering.ts';
import { closesAt } from './rules/marks.ts';
import { type Move, move, type Outcome } from './rules/seats.ts';

/*
 * What happens to a gathering, as the fields that one write sets: pure, so that it can be decided again when somebody else was
 * first.
 */

/** What moves of seats write, all of them together; no `set` when they change nothing. */
export function seatWrite<T extends Gathering>(
  one: T,
  steps: readonly Move[],
  now: Date,
): { set: Pick<Gathering, 'seats' | 'seq' | 'news'> | undefined; outcomes: Outcome[] } {
  let seating: Parameters<typeof move>[0] = one;
  const outcomes: Outcome[] = [];
  const news: News[] = [];
  for (const step of steps) {
    const moved = move(seating, step, now);
    seating = moved.seating;
    outcomes.push(moved.outcome);
    news.push(...moved.news);
  }
  if (seating.seats === one.seats) return { set: undefined, outcomes };
  return { set: { seats: [...seating.seats], seq: seating.seq, news: [...one.news, ...news] }, outcomes };
}

/**
 * What a change writes: nobody loses a seat, offers end with the start at the latest, and of a new start people are reminded
 * from the beginning.
 * @param to what differs, and nothing else
 * @param told absent: nobody is told; what the feature wants to find in the news beside
 */
export function changeWrite<T extends Gathering>(one: T, to: Write<T>, now: Date, told?: object): Write<T> {
  const steps: Move[] = [
    ...(to.startsAt === undefined ? [] : [{ do: 'reschedule', startsAt: to.startsAt } as const]),
    ...('capacity' in to ? [{ do: 'resize', capacity: to.capacity } as const] : []),
  ];
  const seats = seatWrite(one, steps, now).set;
  const seq = (seats?.seq ?? one.seq) + 1;
  const set: Write<Gathering> = {
    ...to,
    ...('reminders' in to || to.startsAt !== undefined ? { ladder: undefined } : {}),
    ...(to.startsAt === undefined ? {} : { moves: (one.moves ?? 0) + 1 }),
    ...seats,
    version: one.version + 1,
    ...(told === undefined ? {} : { seq, news: [...(seats?.news ?? one.news), { what: 'changed', seq, ...told }] }),
  };
  return set as Write<T>;
}

/**
 * What a cancellation writes. Seats stay as they are: the people on them are told.
 * @param told absent: nobody is told; what the feature wants to find in the news beside
 */
export function cancelWrite<T extends Gathering>(one: T, by: string, reason: string, told?: object): Write<T> {
  const seq = one.seq + 1;
  const set: Write<Gathering> = {
    state: 'cancelled',
    cancelledBy: by,
    reason,
    seq,
    news: told === undefined ? [] : [{ what: 'cancelled', seq, ...told }],
  };
  return set as Write<T>;
}

/** Closes the attendance when its time has come, once: only people who were expected stay on the list. */
export function closeWrite<T extends Gathering>(one: T, now: Date): Write<T> | undefined {
  if (one.state !== 'open' || closesAt(one) > now) return undefined;
  const seq = one.seq + 1;
  const set: Write<Gathering> = {
    state: 'closed',
    closedAt: now,
    seq,
    news: [...one.news, { what: 'closed', seq }],
    seats: one.seats.filter(({ member }) => isExpected(one, member)),
  };
  return set as Write<T>;
}
