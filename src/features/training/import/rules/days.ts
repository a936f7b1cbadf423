import { addDays, dayNumber, weekdayOf } from '../../../../lib/zone.ts';
import { MOST_SESSIONS } from '../../rules/dates.ts';
import { readDay } from './words.ts';

/** Why the date of a row is none, or is asked about. */
export type DaysFault =
  | { why: 'date' | 'order' | 'manyDays' }
  /** The weekday beside the date (1 is Monday) is not that of the date. */
  | { why: 'weekday'; day: string; said: number }
  /** Something stands beside the date that may change it. */
  | { why: 'beside'; words: string };

export interface SaidDays {
  /** In order, each once. */
  days: string[];
  /** What stands behind them: an hour, or a part of the day. */
  rest: string;
}

const WEEKDAY = '(?:周|星期|礼拜)([一二三四五六日天])';
const WEEKDAY_EN = '(mon|tue|wed|thu|fri|sat|sun)[a-z]*';
/** Behind a day, in brackets or not: `（周二）`, `（周二至周四）`, `Tue`. */
const WEEKDAYS = new RegExp(
  `^\\s*[(\\[【]?\\s*((?:${WEEKDAY}|${WEEKDAY_EN})(?:\\s*(?:[-~–—,、&和及]|至|到)\\s*(?:(?:周|星期|礼拜)?[一二三四五六日天]|${WEEKDAY_EN}))*)\\s*[)\\]】]?`,
  'iu',
);
const CHINESE = '一二三四五六日';
const ENGLISH = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

const RANGE = /^\s*(?:[-~〜–—−]+|至|到)\s*/;
const LIST = /^\s*(?:[、,;&+]|及|和|与|以及|\n)\s*/;
/** A day that leaves out the year, or the month too. What goes on as an hour is none. */
const NO_HOUR = '(?!\\d|\\s*(?:[日号:.点时小分/月年]|am|pm|h))';
const MONTH_DAY = new RegExp(`^(\\d{1,2})\\s*[-/.月]\\s*(\\d{1,2})(?:\\s*[日号])?${NO_HOUR}`, 'i');
const ONLY_DAY = new RegExp(`^(\\d{1,2})(?:\\s*[日号])?${NO_HOUR}`, 'i');
const FULL_DAY = /^\d{4}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}\s*[日号]?(?!\d)/;
/** How many days it is, said behind them. */
const COUNT = /^[\s,、(]*(?:共|连续|为期)?\s*(\d{1,2}|[两二三四五六七八九十])\s*天\s*\)?$/;
const COUNTS = '一二三四五六七八九十';
const HARMLESS = /^[\s,、(]*(?:每天|每日|全天|整天|都是)?\s*\)?$/;
/** A range of more days is not one course's. */
const LONGEST_RANGE = 31;

/**
 * Reads the days of a row: one, a range, several, or both: `2026年12月8日-10日`, `2026-12-15至12-17`, `2026/12/8、12/15`,
 * `2026年12月8日及15日（周二）`. The first has its year; a later one takes over what it leaves out, and January follows December.
 */
export function readDays(text: string): SaidDays | DaysFault {
  const plain = text.normalize('NFKC').trim();
  const first = readDay(plain);
  if (first === undefined) return besideOf(plain);
  if (!FULL_DAY.test(plain)) return { days: [first.day], rest: first.rest };
  return new DaysReader(plain).read();
}

/** A date with something before it: 暂定2026-12-08. */
function besideOf(plain: string): DaysFault {
  const at = plain.search(/\d{4}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}/);
  return at > 0 && readDay(plain.slice(at)) !== undefined
    ? { why: 'beside', words: plain.slice(0, at).trim() }
    : { why: 'date' };
}

class DaysReader {
  #left: string;
  readonly #days: string[] = [];
  /** Of the last range, or the last day. */
  #since = 0;

  constructor(text: string) {
    this.#left = text;
  }

  read(): SaidDays | DaysFault {
    const first = this.#take(undefined);
    if (first === undefined) return { why: 'date' };
    this.#days.push(first);
    for (;;) {
      const wrong = this.#weekdays();
      if (wrong !== undefined) return wrong;
      const before = this.#left;
      const isRange = RANGE.test(before);
      const between = RANGE.exec(before) ?? LIST.exec(before);
      if (between === null) break;
      this.#left = before.slice(between[0].length);
      const last = this.#days.at(-1) ?? first;
      const next = this.#take(last);
      if (next === undefined) {
        this.#left = before;
        break;
      }
      const fault = isRange ? this.#until(last, next) : this.#add(last, next);
      if (fault !== undefined) return fault;
    }
    return this.#rest();
  }

  /** The next day, if one is next that is in the calendar. */
  #take(last: string | undefined): string | undefined {
    const full = FULL_DAY.exec(this.#left);
    if (full !== null) return this.#made(full[0], readDay(full[0])?.day);
    if (last === undefined) return undefined;
    const [year, month] = [Number(last.slice(0, 4)), Number(last.slice(5, 7))];
    const monthDay = MONTH_DAY.exec(this.#left);
    if (monthDay !== null) {
      const next = Number(monthDay[1]);
      return this.#made(monthDay[0], dayOfParts(month >= 11 && next <= 2 ? year + 1 : year, next, Number(monthDay[2])));
    }
    const onlyDay = ONLY_DAY.exec(this.#left);
    return onlyDay === null ? undefined : this.#made(onlyDay[0], dayOfParts(year, month, Number(onlyDay[1])));
  }

  #made(text: string, day: string | undefined): string | undefined {
    if (day !== undefined) this.#left = this.#left.slice(text.length);
    return day;
  }

  #until(from: string, to: string): DaysFault | undefined {
    const length = dayNumber(to) - dayNumber(from);
    if (length <= 0) return { why: 'order' };
    if (length >= LONGEST_RANGE) return { why: 'manyDays' };
    this.#since = this.#days.length - 1;
    for (let one = 1; one <= length; one++) this.#days.push(addDays(from, one));
    return this.#days.length > MOST_SESSIONS ? { why: 'manyDays' } : undefined;
  }

  #add(last: string, day: string): DaysFault | undefined {
    if (day <= last) return { why: 'order' };
    this.#since = this.#days.length;
    this.#days.push(day);
    return this.#days.length > MOST_SESSIONS ? { why: 'manyDays' } : undefined;
  }

  /** The weekdays behind a day or a range: one is the last day's; of two, the first is that of the first. */
  #weekdays(): DaysFault | undefined {
    const match = WEEKDAYS.exec(this.#left);
    if (match === null) return undefined;
    this.#left = this.#left.slice(match[0].length);
    const said = weekdaysIn(match[1] ?? '');
    const [last] = said.slice(-1);
    const isSeveral = said.length > 1;
    const isList = isSeveral && this.#since === this.#days.length - 1;
    const days = isList
      ? this.#days.slice(-said.length)
      : isSeveral
        ? [this.#days[this.#since], this.#days.at(-1)]
        : [this.#days.at(-1)];
    const wanted = isList ? said : isSeveral ? [said[0], last] : [last];
    for (const [index, day] of days.entries()) {
      const one = wanted[index];
      if (day !== undefined && one !== undefined && weekdayOf(day) !== one) return { why: 'weekday', day, said: one };
    }
    return undefined;
  }

  #rest(): SaidDays | DaysFault {
    const rest = this.#left.replace(/^[T\s,、]+/i, '').trim();
    const count = COUNT.exec(rest)?.[1]?.replace('两', '二');
    if (count !== undefined) {
      const figure = /^\d/.test(count) ? Number(count) : COUNTS.indexOf(count) + 1;
      return figure === this.#days.length ? { days: this.#days, rest: '' } : { why: 'beside', words: rest };
    }
    return { days: this.#days, rest: HARMLESS.test(rest) ? '' : rest };
  }
}

function dayOfParts(year: number, month: number, day: number): string | undefined {
  return readDay(`${year}-${month}-${day}`)?.day;
}

function weekdaysIn(text: string): number[] {
  return [...text.matchAll(/[一二三四五六日天]|mon|tue|wed|thu|fri|sat|sun/gi)].map(([word]) => {
    const english = ENGLISH.indexOf(word.toLowerCase());
    return english >= 0 ? english + 1 : CHINESE.indexOf(word === '天' ? '日' : word) + 1;
  });
}
