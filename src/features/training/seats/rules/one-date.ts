import type { Seat } from '../../../../gatherings/rules/seats.ts';

/*
 * A course of which one date is enough: a person has a seat on one of its dates. Whoever moves takes the new seat first and gives
 * back the old one then; between the two they have both, never none.
 */

/** One of the course's dates. */
export interface DateSeats {
  id: string;
  startsAt: Date;
  seats: readonly Seat[];
}

/**
 * The dates of which a person gives back the seat, having taken one on `taken`: those that were taken before it and have not begun.
 * A place in a line is kept: who is offered a seat there decides anew.
 */
export function datesToLeave(taken: DateSeats, others: readonly DateSeats[], member: string, now: Date): string[] {
  const since = takenSince(taken, member);
  if (since === undefined) return [];
  return others
    .filter((other) => other.id !== taken.id && other.startsAt > now)
    .filter((other) => {
      const before = takenSince(other, member);
      return before !== undefined && (before < since || (before === since && other.id < taken.id));
    })
    .map((other) => other.id);
}

function takenSince({ seats }: DateSeats, member: string): number | undefined {
  const own = seats.find((one) => one.member === member && one.state === 'held');
  return own === undefined ? undefined : (own.since ?? own.at).getTime();
}
