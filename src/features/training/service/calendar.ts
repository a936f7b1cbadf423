import type { Context } from '../../../context.ts';
import { memberOf } from '../../../members/service.ts';
import type { Session } from '../model.ts';

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
