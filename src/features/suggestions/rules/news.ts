import { addDays } from '../../../lib/zone.ts';
import { dayOf, instantOf } from '../../../members/shift.ts';

/** More than so many a day come together. */
export const SINGLES = 3;
/** When the day's rest is told. */
const TOLD_AT = '17:00';
/** What is told from here on belongs to the next day: another machine may be drawing the day's message already. */
const CLOSED_AT = '16:55';

/** The day to which a piece of news belongs, in the reader's zone. @param at when it is told, and not when it happened */
export function newsDay(at: Date, tz: string): string {
  const day = dayOf(at, tz);
  return at < instantOf(day, CLOSED_AT, tz) ? day : addDays(day, 1);
}

/** When what was batched on a day is told. */
export function toldAt(day: string, tz: string): Date {
  return instantOf(day, TOLD_AT, tz);
}
