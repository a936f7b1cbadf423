import { hasAttended, type Mark } from './marks.ts';

/** What a mark is worth in the ledger. */
export interface Worth {
  kind: 'attend' | 'absent';
  minutes: number;
  points: number;
}

/** A line of the ledger about a person's part in a gathering; `nth` is 0 from the closing of the attendance, n from the nth correction. */
export type Booking =
  | ({ does: 'record'; nth: number } & Worth)
  /** The attendance `of` is worth this much more, or less. */
  | { does: 'reverse'; nth: number; of: number; minutes: number; points: number }
  /** Nothing of the line `of` counts any more. */
  | { does: 'annul'; nth: number; of: number };

/** What a mark is in the ledger; people who were excused are neither there nor missing. */
export function kindOf(mark: Mark | undefined): Worth['kind'] | undefined {
  return hasAttended(mark) ? 'attend' : mark === 'absent' ? 'absent' : undefined;
}

/**
 * All lines that a person's marks mean, from the marks alone: booking them again, by any process, books the same ones.
 * @param marks as it was when the attendance was closed, then after each correction
 * @param worthOf what a mark is worth; undefined: it does not stand in the ledger
 */
export function bookingsOf(
  marks: readonly (Mark | undefined)[],
  worthOf: (mark: Mark | undefined) => Worth | undefined,
): Booking[] {
  const bookings: Booking[] = [];
  let standing: { nth: number; worth: Worth } | undefined;
  for (const [nth, mark] of marks.entries()) {
    const worth = worthOf(mark);
    if (standing !== undefined && standing.worth.kind === worth?.kind) {
      const minutes = worth.minutes - standing.worth.minutes;
      const points = worth.points - standing.worth.points;
      if (minutes !== 0 || points !== 0) bookings.push({ does: 'reverse', nth, of: standing.nth, minutes, points });
      standing = { nth: standing.nth, worth };
      continue;
    }
    if (standing !== undefined) bookings.push({ does: 'annul', nth, of: standing.nth });
    if (worth !== undefined) bookings.push({ does: 'record', nth, ...worth });
    standing = worth === undefined ? undefined : { nth, worth };
  }
  return bookings;
}
