import type { Locale } from '../../lib/language.ts';
import { DAY_MS, dayOf, offsetMs, weekdayOf } from '../../lib/zone.ts';

const WEEKDAYS: Record<Locale, readonly string[]> = {
  zh: ['周日', '周一', '周二', '周三', '周四', '周五', '周六'],
  en: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'],
};
/** In words: 11/12 is December to some and November to others. */
const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

/**
 * An instant in the reader's zone: `17:30`; with the date and the weekday when it is not today, for a message may be read days
 * later: `12月8日（周二）17:30`, `Tue 8 Dec, 17:30`.
 */
export function timeFor(at: Date, now: Date, tz: string, locale: Locale): string {
  const then = wallClock(at, tz);
  const time = then.toISOString().slice(11, 16);
  if (dayIndex(then) === dayIndex(wallClock(now, tz))) return time;
  return dated(then, time, locale);
}

/** An instant in the reader's zone with its day, today too, for what stays where it is: `12月8日（周二）17:30`. */
export function datedTimeFor(at: Date, tz: string, locale: Locale): string {
  const then = wallClock(at, tz);
  return dated(then, then.toISOString().slice(11, 16), locale);
}

function dated(then: Date, time: string, locale: Locale): string {
  const day = dayFor(then.toISOString().slice(0, 10), locale);
  return locale === 'zh' ? `${day}${time}` : `${day}, ${time}`;
}

const TODAY: Record<Locale, string> = { zh: '今天', en: 'today' };

/** From when to when, in the reader's zone: the day once where it is one. Among other dates today needs its name. */
export function rangeFor(
  { startsAt, endsAt }: { startsAt: Date; endsAt: Date },
  now: Date,
  tz: string,
  locale: Locale,
): string {
  const day = dayOf(startsAt, tz) === dayOf(now, tz) ? [TODAY[locale]] : [];
  return [...day, `${timeFor(startsAt, now, tz, locale)}–${timeFor(endsAt, startsAt, tz, locale)}`].join(' ');
}

/** A weekday in words; 1 is Monday. */
export function weekdayFor(weekday: number, locale: Locale): string {
  return WEEKDAYS[locale][weekday % 7] ?? '';
}

/** A day with its weekday: `12月8日（周二）`, `Tue 8 Dec`. @param day as 'YYYY-MM-DD' */
export function dayFor(day: string, locale: Locale): string {
  const [month, date] = [Number(day.slice(5, 7)), Number(day.slice(8, 10))];
  const weekday = weekdayFor(weekdayOf(day), locale);
  return locale === 'zh' ? `${month}月${date}日（${weekday}）` : `${weekday} ${date} ${MONTHS[month - 1]}`;
}

/** The zone's wall clock, as if it were UTC. */
function wallClock(at: Date, tz: string): Date {
  return new Date(at.getTime() + offsetMs(tz, at.getTime()));
}

function dayIndex(wall: Date): number {
  return Math.floor(wall.getTime() / DAY_MS);
}
