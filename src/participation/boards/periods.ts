import { dayjs } from '../../lib/dayjs.ts';
import { addDays, dayNumber } from '../../lib/zone.ts';

/** The periods that a day belongs to, as keys that sort by time. */
export interface Periods {
  /** 'YYYY-MM-DD' */
  day: string;
  /** 'GGGG-Www': ISO 8601 week of the ISO year, Monday first. */
  week: string;
  /** 'YYYY-MM' */
  month: string;
  /** 'YYYY' */
  year: string;
}

export type PeriodKind = keyof Periods;

const SHAPES: [PeriodKind, RegExp][] = [
  ['day', /^\d{4}-\d{2}-\d{2}$/],
  ['week', /^\d{4}-W\d{2}$/],
  ['month', /^\d{4}-\d{2}$/],
  ['year', /^\d{4}$/],
];
const DAYS_KEPT = 1_000;
const known = new Map<string, Periods>();

/**
 * The periods that a day belongs to.
 * @param day 'YYYY-MM-DD'
 * @throws RangeError when it is no day
 */
export function periodsOf(day: string): Periods {
  const found = known.get(day);
  if (found) return found;
  dayNumber(day);
  const date = dayjs.utc(day);
  const week = `${date.isoWeekYear()}-W${String(date.isoWeek()).padStart(2, '0')}`;
  const periods = Object.freeze({ day, week, month: day.slice(0, 7), year: day.slice(0, 4) });
  if (known.size >= DAYS_KEPT) known.clear();
  known.set(day, periods);
  return periods;
}

/** What kind of period a key names; undefined for another text. */
export function periodKind(period: string): PeriodKind | undefined {
  return SHAPES.find(([, shape]) => shape.test(period))?.[0];
}

/**
 * The first and the last day of a period.
 * @param period a key of `Periods`
 * @throws RangeError when it is none, as '2026-W54' or '2026-13'
 */
export function periodRange(period: string): { from: string; to: string } {
  const range = rangeOf(period, periodKind(period));
  if (!range) throw new RangeError(`Not a period: ${period}`);
  return range;
}

function rangeOf(period: string, kind: PeriodKind | undefined): { from: string; to: string } | undefined {
  switch (kind) {
    case 'day':
      dayNumber(period);
      return { from: period, to: period };
    case 'week': {
      // 4 January always lies in the first week (ISO 8601).
      const first = addDays(mondayOf(`${period.slice(0, 4)}-01-04`), (Number(period.slice(6)) - 1) * 7);
      return periodsOf(first).week === period ? { from: first, to: addDays(first, 6) } : undefined;
    }
    case 'month': {
      const first = dayjs.utc(`${period}-01`);
      return first.format('YYYY-MM') === period
        ? { from: `${period}-01`, to: first.endOf('month').format('YYYY-MM-DD') }
        : undefined;
    }
    case 'year':
      return { from: `${period}-01-01`, to: `${period}-12-31` };
    case undefined:
      return undefined;
  }
}

function mondayOf(day: string): string {
  return dayjs.utc(day).startOf('isoWeek').format('YYYY-MM-DD');
}

/** The period of the same kind that ends where this one begins. @throws RangeError as `periodRange` */
export function previousPeriod(period: string): string {
  const { from } = periodRange(period);
  return periodsOf(addDays(from, -1))[periodKind(period) ?? 'day'];
}

/**
 * The months and days that make up a span: whole months as 'YYYY-MM', what is left at its ends day by day.
 * @param from the first day, @param to the last; none if it lies before the first
 * @throws RangeError when one is no day
 */
export function coverOf(from: string, to: string): string[] {
  const cover: string[] = [];
  dayNumber(to);
  for (let day = from; day <= to; ) {
    const { month } = periodsOf(day);
    const range = periodRange(month);
    const isWhole = range.from === day && range.to <= to;
    cover.push(isWhole ? month : day);
    day = addDays(isWhole ? range.to : day, 1);
  }
  return cover;
}
