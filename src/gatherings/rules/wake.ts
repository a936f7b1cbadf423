import { PLANES, type Plane, planeOf, plannedFrom, type Rung, rungsOf } from './ladder.ts';
import { closesAt } from './marks.ts';
import type { Seat } from './seats.ts';

export const STATES = ['open', 'closed', 'cancelled'] as const;
/** `closed`: its attendance is. */
export type State = (typeof STATES)[number];

/** How far the reminders are written down: of all seats up to a number. A move of the start takes it away. */
export type Ladder = Record<Plane, number>;

/** What decides when a gathering has to be looked at. */
export interface Waking {
  state: State;
  startsAt: Date;
  endsAt: Date;
  seats: readonly Seat[];
  seq: number;
  news: readonly unknown[];
  ladder?: Ladder | undefined;
  reminders?: readonly Rung[] | null | undefined;
  updatedAt: Date;
}

export const ladderOf = ({ ladder = { week: 0, day: 0, near: 0 } }: Pick<Waking, 'ladder'>): Ladder => ladder;

/** What the ladder of a gathering consists of. */
export function planesOf(one: Pick<Waking, 'reminders'>): Plane[] {
  const wanted = new Set(rungsOf(one).map(planeOf));
  return PLANES.filter((plane) => wanted.has(plane));
}

/** When a gathering has to be looked at by itself; undefined: never again. Part of every write that moves one of these. */
export function wakeAt(one: Waking): Date | undefined {
  const { startsAt, seats, seq, news, state } = one;
  const times: Date[] = news.length > 0 ? [one.updatedAt] : [];
  if (state === 'open') {
    const ladder = ladderOf(one);
    for (const plane of planesOf(one)) if (ladder[plane] < seq) times.push(plannedFrom(plane, startsAt));
    times.push(...seats.flatMap((seat) => (seat.state === 'offered' && seat.until !== undefined ? [seat.until] : [])));
    times.push(closesAt(one));
  }
  return times.length === 0 ? undefined : new Date(Math.min(...times.map((at) => at.getTime())));
}
