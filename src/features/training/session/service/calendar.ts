import type { Actor } from '../../../../bot/feature.ts';
import { UserError } from '../../../../bot/routing/errors.ts';
import type { Context } from '../../../../context.ts';
import { memberOf } from '../../../../members/service.ts';
import { WORDS } from '../../messages/words.ts';
import type { Session } from '../../model.ts';
import { allDatesOf } from './sessions.ts';

/** A session as a calendar holds it. */
export interface CalendarEntry {
  /** The same for every version of the session: a calendar replaces what it has. */
  uid: string;
  /** Counts the versions. */
  sequence: number;
  isCancelled: boolean;
  changedAt: Date;
  start: Date;
  end: Date;
  title: string;
  /** The trainer's name. */
  organizer: string;
  place: string;
  description: string;
  url: string;
}

/** What goes into a session's calendar file. */
export async function calendarOf(ctx: Context, session: Session): Promise<CalendarEntry> {
  const { _id, version, state, startsAt, endsAt, topic, about, where, link, trainer, past, createdAt } = session;
  return {
    // Cancelling is the version after the last one.
    ...{ uid: `training-${_id}`, sequence: state === 'cancelled' ? version : version - 1 },
    ...{ isCancelled: state === 'cancelled', start: startsAt, end: endsAt, title: topic },
    ...{ place: where, description: about, url: link },
    changedAt: state === 'cancelled' ? session.updatedAt : (past.at(-1)?.at ?? createdAt),
    organizer: (await memberOf(ctx, trainer))?.name ?? '',
  };
}

/**
 * What of a course goes into its member's calendar: the dates on which they have a seat.
 * @param isCancelled the dates that were cancelled, to be taken out of it
 * @throws UserError when there are none
 */
export async function calendarOfCourse(
  ctx: Context,
  actor: Actor,
  course: string,
  isCancelled: boolean,
): Promise<CalendarEntry[]> {
  const own = (await allDatesOf(ctx, course)).filter(
    ({ state, seats }) =>
      (state === 'cancelled') === isCancelled && seats.some((one) => one.member === actor.user && one.state === 'held'),
  );
  if (own.length === 0) throw new UserError(WORDS.noCalendar);
  return Promise.all(own.map((date) => calendarOf(ctx, date)));
}
