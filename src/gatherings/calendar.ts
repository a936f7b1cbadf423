import { Buffer } from 'node:buffer';
import type { Actor } from '../bot/actor.ts';
import { sendSlackFile } from '../bot/slack/file.ts';
import type { Context } from '../context.ts';
import { type CalendarEvent, calendarFile } from '../lib/ics.ts';
import type { Locale } from '../lib/language.ts';
import type { Gathering } from './gathering.ts';
import type { GatheringMessages } from './messages.ts';

/** Minutes before the start at which the calendar reminds. */
const REMIND_BEFORE = [60];

/** What a calendar says of a gathering: its name, who holds it, where and what about. */
export type Appointment = Pick<CalendarEvent, 'title' | 'organizer' | 'place' | 'description' | 'url'>;

/** A gathering as a calendar holds it. */
export interface CalendarEntry extends CalendarEvent {
  isCancelled: boolean;
}

/**
 * What goes into a gathering's calendar file: asked for again after a change it replaces what the calendar holds.
 * @param changedAt when this version was made
 */
export function calendarEntry(
  feature: string,
  { _id, version, state, startsAt, endsAt, updatedAt }: Gathering,
  appointment: Appointment,
  changedAt: Date,
): CalendarEntry {
  const isCancelled = state === 'cancelled';
  return {
    ...appointment,
    uid: `${feature}-${_id}`,
    // Cancelling is the version after the last one.
    sequence: isCancelled ? version : version - 1,
    isCancelled,
    changedAt: isCancelled ? updatedAt : changedAt,
    start: startsAt,
    end: endsAt,
  };
}

/** Sends a person appointments as a file, or what takes them out of the calendar. */
export async function sendCalendar(
  ctx: Context,
  { user, locale }: Pick<Actor, 'user' | 'locale'>,
  entries: readonly CalendarEntry[],
  messages: Record<Locale, GatheringMessages>,
): Promise<void> {
  const say = messages[locale];
  const isCancelled = entries.every((one) => one.isCancelled);
  const events = entries.map((one) => ({ ...one, remindBefore: REMIND_BEFORE }));
  const bytes = Buffer.from(calendarFile(events, { product: 'Jingying', isCancelled }), 'utf8');
  await sendSlackFile(
    ctx,
    user,
    { filename: say.calendarFile, bytes },
    isCancelled ? say.calendarRemoved : say.calendarSent,
  );
}
