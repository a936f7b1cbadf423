import { closesAt } from './attendance.ts';
import type { State } from './kinds.ts';
import { PLANES, type Plane, planeOf, plannedFrom, type Rung, rungsOf } from './reminders.ts';
import type { Seat } from './seats.ts';

/** How far the reminders of a start are written down: of all seats up to a number. */
export interface Ladder extends Record<Plane, number> {
  startsAt: Date;
}

export interface Waking {
  state: State;
  startsAt: Date;
  endsAt: Date;
  seats: readonly Seat[];
  seq: number;
  news: readonly unknown[];
  ladder?: Ladder | undefined;
  reminders?: readonly Rung[] | undefined;
  updatedAt: Date;
}

/** How far the ladder is for the start that the session has now: a move begins it anew. */
export function ladderOf({ startsAt, ladder }: Pick<Waking, 'startsAt' | 'ladder'>): Ladder {
  return ladder !== undefined && ladder.startsAt.getTime() === startsAt.getTime()
    ? ladder
    : { startsAt, week: 0, day: 0, near: 0 };
}

/** What a session's ladder consists of. */
export function planesOf(session: Pick<Waking, 'reminders'>): Plane[] {
  const wanted = new Set(rungsOf(session).map(planeOf));
  return PLANES.filter((plane) => wanted.has(plane));
}

/** When a session has to be looked at by itself; undefined: never again. Part of every write that moves one of these. */
export function wakeAt(session: Waking): Date | undefined {
  const { startsAt, seats, seq, news, state } = session;
  const times: Date[] = news.length > 0 ? [session.updatedAt] : [];
  if (state === 'open') {
    const ladder = ladderOf(session);
    for (const plane of planesOf(session)) if (ladder[plane] < seq) times.push(plannedFrom(plane, startsAt));
    times.push(...seats.flatMap((one) => (one.state === 'offered' && one.until !== undefined ? [one.until] : [])));
    times.push(closesAt(session));
  }
  return times.length === 0 ? undefined : new Date(Math.min(...times.map((one) => one.getTime())));
}
