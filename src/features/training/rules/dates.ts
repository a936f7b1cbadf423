import { addDays, dayNumber, dayOf, instantOf } from '../../../lib/zone.ts';

/** `shifts`: one date for each shift, see `shift-dates.ts`. */
export const REPEATS = ['once', 'day', 'week', 'fortnight', 'four-weeks', 'shifts'] as const;
export type Repeat = (typeof REPEATS)[number];

const DAYS: Record<Repeat, number> = { once: 0, day: 1, week: 7, fortnight: 14, 'four-weeks': 28, shifts: 0 };

/** A year of every week. */
export const MOST_SESSIONS = 53;

/** The wall clock of an instant in a zone: the day and 'HH:mm:ss'. */
export function wallOf(at: Date, tz: string): { day: string; time: string } {
  const day = dayOf(at, tz);
  const sinceMidnight = at.getTime() - instantOf(day, '00:00', tz).getTime();
  const shown = new Date(sinceMidnight).toISOString().slice(11, 19);
  // Twice a year a day has an hour more or less: what the clock shows is what leads back to the instant.
  for (const hours of [0, -1, 1]) {
    const time = new Date(Date.parse(`1970-01-02T${shown}Z`) + hours * 3_600_000).toISOString().slice(11, 19);
    if (instantOf(day, time, tz).getTime() === at.getTime()) return { day, time };
  }
  return { day, time: shown };
}

/** The starts of a series: the same hour on the wall of the zone each time, plus dates of their own; each once, in order. */
export function startsOf(first: Date, repeat: Repeat, times: number, more: readonly Date[], tz: string): Date[] {
  const { day, time } = wallOf(first, tz);
  const count = DAYS[repeat] === 0 ? 1 : times;
  const regular = Array.from({ length: count }, (_, index) => instantOf(addDays(day, index * DAYS[repeat]), time, tz));
  const all = new Set([...regular, ...more].map((one) => one.getTime()));
  return [...all].sort((a, b) => a - b).map((ms) => new Date(ms));
}

/** Moves an instant as another one was moved: by so many days, and to the same hour on the wall of the zone. */
export function movedAlike(at: Date, from: Date, to: Date, tz: string): Date {
  const [old, next, own] = [wallOf(from, tz), wallOf(to, tz), wallOf(at, tz)];
  const time = old.time === next.time ? own.time : next.time;
  return instantOf(addDays(own.day, dayNumber(next.day) - dayNumber(old.day)), time, tz);
}

/** So many weeks later, on the same weekday and at the same hour on the wall of the zone. */
export function weeksLater(at: Date, weeks: number, tz: string): Date {
  const { day, time } = wallOf(at, tz);
  return instantOf(addDays(day, weeks * 7), time, tz);
}

/** Dates as `readDates` reads them. */
export function writeDates(dates: readonly Date[], tz: string): string {
  return dates
    .map((at) => wallOf(at, tz))
    .map(({ day, time }) => `${day} ${time.slice(0, 5)}`)
    .join('\n');
}

const LINE = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?\s+(\d{1,2})[:：](\d{2})$/;

/**
 * Reads dates as people write them, a line each: `2026-03-10 14:00`, `2026年3月10日 14:00`.
 * @returns `wrong`: the first line that says none
 */
export function readDates(text: string, tz: string): { dates: Date[] } | { wrong: string } {
  const dates: Date[] = [];
  for (const line of text.normalize('NFKC').split('\n')) {
    const trimmed = line.trim();
    if (trimmed === '') continue;
    const [, year = '', month = '', date = '', hour = '', minute = ''] = LINE.exec(trimmed) ?? [];
    const day = `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`;
    if (!isDay(day) || Number(hour) > 23 || Number(minute) > 59) return { wrong: trimmed };
    dates.push(instantOf(day, `${hour}:${minute}`, tz));
  }
  return { dates };
}

function isDay(day: string): boolean {
  try {
    dayNumber(day);
    return true;
  } catch {
    return false;
  }
}
