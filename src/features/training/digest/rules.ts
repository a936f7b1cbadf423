import { addDays, dayOf, instantOf, MINUTE_MS, weekdayOf } from '../../../lib/zone.ts';

/** A week as one zone's calendar has it. */
export interface Week {
  /** Its Monday, which names it as its number in the year does. */
  monday: string;
  startsAt: Date;
  endsAt: Date;
}

/** The first zone of the earth has its Monday so long before UTC has, the last one so long after. */
const AHEAD_MS = 14 * 60 * MINUTE_MS;
const BEHIND_MS = 12 * 60 * MINUTE_MS;

export function weekOf(day: string, tz: string): Week {
  const monday = addDays(day, 1 - weekdayOf(day));
  return {
    monday,
    startsAt: instantOf(monday, '00:00', tz),
    endsAt: instantOf(addDays(monday, 7), '00:00', tz),
  };
}

/** The week that has just begun in a zone; undefined on any other day than its Monday. */
export function mondayOf(now: Date, tz: string): Week | undefined {
  const day = dayOf(now, tz);
  return weekdayOf(day) === 1 ? weekOf(day, tz) : undefined;
}

/** Whether it is Monday anywhere: on most days nothing has to be read. */
export function isMondaySomewhere(now: Date): boolean {
  const [earliest, latest] = [now.getTime() - BEHIND_MS, now.getTime() + AHEAD_MS];
  return [earliest, latest].some((at) => weekdayOf(dayOf(new Date(at), 'UTC')) === 1);
}

/** The end of a Monday. */
export function mondayEnds({ monday }: Week, tz: string): Date {
  return instantOf(addDays(monday, 1), '00:00', tz);
}
