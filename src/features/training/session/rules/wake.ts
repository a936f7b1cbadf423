import { closesAt } from '../../attendance/rules/attendance.ts';
import { PLANES, type Plane, planeOf, plannedFrom, type Rung, rungsOf } from '../../notices/rules/reminders.ts';
import type { Seat } from '../../seats/rules/seats.ts';
import type { State } from './kinds.ts';

/** How far the reminders are written down: of all seats up to a number. A move of the start takes it away. */
export type Ladder = Record<Plane, number>;

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

export const ladderOf = ({ ladder = { week: 0, day: 0, near: 0 } }: Pick<Waking, 'ladder'>): Ladder => ladder;

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
