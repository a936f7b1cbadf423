import type { Context } from '../../context.ts';
import { clock } from '../../lib/clock.ts';
import type { Gathering } from '../gathering.ts';
import { hasAttended, isCodeTime, type Mark, rollOpensAt } from '../rules/marks.ts';
import { placeInLine, type Seat, seatsFree, seatsTaken } from '../rules/seats.ts';
import type { Stored } from '../stored.ts';

/** A gathering as one reader sees it: how full it is, and where they stand with it. A feature's own facts stand beside these. */
export interface Seen extends Pick<Gathering, 'startsAt' | 'endsAt' | 'state' | 'version'> {
  id: string;
  capacity: number | undefined;
  /** Why it was cancelled; empty. */
  reason: string;
  /** Seats that are held or offered, guests included. */
  taken: number;
  /** Seats that are free now. */
  free: number;
  /** How many people wait in the line. */
  inLine: number;
  /** The reader's seat, offer or place in the line. */
  own: (Pick<Seat, 'state' | 'since' | 'until' | 'must' | 'seenAt'> & { guests: number; place: number }) | undefined;
  mark: Mark | undefined;
  /** The reader can check in now. */
  isCodeTime: boolean;
  /** The roll can be called, or its outcome read. */
  isRollTime: boolean;
}

/** A gathering as a person sees it at a moment. @param mark what their presence came to */
export function seenBy(one: Gathering, user: string, mark: Mark | undefined, now: Date): Seen {
  const { _id: id, startsAt, endsAt, state, version, capacity, seats, reason = '' } = one;
  const own = seats.find(({ member }) => member === user);
  return {
    id,
    startsAt,
    endsAt,
    state,
    version,
    capacity,
    reason,
    taken: seatsTaken(one),
    free: Math.max(0, seatsFree(one)),
    inLine: seats.filter((seat) => seat.state === 'waiting').length,
    own: own && { ...own, guests: own.guests ?? 0, place: placeInLine(one, user) },
    mark,
    isCodeTime: state === 'open' && isCodeTime(one, now) && own?.state === 'held' && !hasAttended(mark),
    isRollTime: state === 'closed' || (state === 'open' && now >= rollOpensAt(one)),
  };
}

/** What a person sees of each of these gatherings, asked once for all of them. @returns how one of them is seen */
export async function seenOf<T extends Gathering>(
  { attendancesOf }: Pick<Stored<T>, 'attendancesOf'>,
  ctx: Context,
  user: string,
  found: readonly T[],
): Promise<(one: T) => Seen> {
  const rows = await attendancesOf(ctx, { member: user, session: { $in: found.map(({ _id }) => _id) } });
  const marks = new Map(rows.map(({ session, mark }) => [session, mark]));
  const now = clock.now();
  return (one) => seenBy(one, user, marks.get(one._id), now);
}
