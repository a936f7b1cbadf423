import { addDays, dayNumber, weekdayOf } from '../../../lib/zone.ts';
import { dayOf, instantOf } from '../../../members/shift.ts';

/** A week of a zone's calendar, from Monday 00:00 to the next. */
export interface Week {
  /** ISO 8601: `2026-W10`. */
  name: string;
  startsAt: Date;
  /** The end of its Monday: from then on nobody is told what the week brings. */
  mondayEndsAt: Date;
  endsAt: Date;
}

/** The week of an instant in a zone. */
export function weekOf(at: Date, tz: string): Week {
  const day = dayOf(at, tz);
  const monday = addDays(day, 1 - weekdayOf(day));
  const start = (days: number) => instantOf(addDays(monday, days), '00:00', tz);
  return { name: isoWeek(monday), startsAt: start(0), mondayEndsAt: start(1), endsAt: start(7) };
}

/** A week belongs to the year of its Thursday. */
function isoWeek(monday: string): string {
  const year = addDays(monday, 3).slice(0, 4);
  const fourth = `${year}-01-04`;
  const first = addDays(fourth, 1 - weekdayOf(fourth));
  const number = (dayNumber(monday) - dayNumber(first)) / 7 + 1;
  return `${year}-W${String(number).padStart(2, '0')}`;
}

/** Whether it is the week's Monday. */
export function isMonday(at: Date, week: Week): boolean {
  return at >= week.startsAt && at < week.mondayEndsAt;
}
