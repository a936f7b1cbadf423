import type { Actor } from '../../../../bot/actor.ts';
import { UserError } from '../../../../bot/routing/errors.ts';
import type { Context } from '../../../../context.ts';
import { type Appointment, type CalendarEntry, calendarEntry } from '../../../../gatherings/calendar.ts';
import { inLanguage } from '../../../../lib/language.ts';
import { memberOf } from '../../../../members/service.ts';
import { WORDS } from '../../messages/words.ts';
import type { Session } from '../../model.ts';
import { allDatesOf } from './sessions.ts';

/** What a calendar says of a session, and when this version of it was made. */
export async function appointmentOf(
  ctx: Context,
  session: Session,
  { locale }: Pick<Actor, 'locale'>,
): Promise<Appointment & { changedAt: Date }> {
  const { topic, about, where, link, trainer, past, createdAt } = inLanguage(locale, session);
  return {
    title: topic,
    organizer: (await memberOf(ctx, trainer))?.name ?? '',
    place: where,
    description: about,
    url: link,
    changedAt: past.at(-1)?.at ?? createdAt,
  };
}

/** What goes into a session's calendar file. */
export async function calendarOf(ctx: Context, actor: Pick<Actor, 'locale'>, session: Session): Promise<CalendarEntry> {
  const { changedAt, ...appointment } = await appointmentOf(ctx, session, actor);
  return calendarEntry('training', session, appointment, changedAt);
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
  return Promise.all(own.map((date) => calendarOf(ctx, actor, date)));
}
