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
  startsAt: Date;
  endsAt: Date;
  summary: string;
  description: string;
  location: string;
  url: string;
  organizer: string;
  changedAt: Date;
}

/** What goes into a session's calendar file. */
export async function calendarOf(ctx: Context, session: Session): Promise<CalendarEntry> {
  const { _id, version, state, startsAt, endsAt, topic, about, where, link, trainer, updatedAt } = session;
  return {
    ...{ uid: `training-${_id}`, sequence: version, isCancelled: state === 'cancelled', startsAt, endsAt },
    ...{ summary: topic, description: about, location: where, url: link, changedAt: updatedAt },
    organizer: (await memberOf(ctx, trainer))?.name ?? '',
  };
}
