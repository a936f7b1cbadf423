import chineseDays from 'chinese-days';
import { weekdayOf } from '../../lib/zone.ts';
import { lawDays } from './law.ts';

const DAYS_KEPT = 4_000;
const official = new Map<string, boolean>();

/** Whether this release carries the yearly notice on holidays and make-up workdays of a year: it lists National Day. */
export function hasNotice(year: number): boolean {
  return noticeDay(`${year}-10-01`) !== undefined;
}

/**
 * What the State Council's yearly notice says of a day, as `chinese-days` carries it.
 * @returns undefined where it says nothing: the weekday decides, and in years without a notice the law
 */
export function noticeDay(day: string): { kind: 'off' | 'work'; name: string } | undefined {
  const { name, work } = chineseDays.getDayDetail(day);
  // A listed day is named with commas ("Spring Festival,春节,4"), any other by its weekday.
  const [, zh] = name.split(',');
  return zh === undefined ? undefined : { kind: work ? 'work' : 'off', name: zh };
}

function isLawDay(day: string): boolean {
  const year = Number(day.slice(0, 4));
  return !hasNotice(year) && lawDays(year).has(day);
}

/**
 * Whether China works on a day: by the yearly notice that this release carries; in years that it does not know, Monday to
 * Friday without the days that the law itself names.
 */
export function isOfficialWorkday(day: string): boolean {
  const known = official.get(day);
  if (known !== undefined) return known;
  // The weekday is reckoned here: the library takes it from the process's own zone, where the day may still be the eve.
  const listed = noticeDay(day);
  const found = listed === undefined ? weekdayOf(day) <= 5 && !isLawDay(day) : listed.kind === 'work';
  if (official.size >= DAYS_KEPT) official.clear();
  official.set(day, found);
  return found;
}
