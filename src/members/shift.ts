import {
  addDays,
  DAY_MS,
  dayFromNumber,
  dayNumber,
  instantMs,
  MINUTE_MS,
  offsetMs,
  weekdayOf,
  zoneOf,
} from '../lib/zone.ts';
import { type DayCalendar, OFFICIAL_CALENDAR } from './calendar/day-calendar.ts';

/** 'HH:mm' to 'HH:mm'; a `to` not after `from` lies on the next day (equal: twenty-four hours). */
export interface Hours {
  from: string;
  to: string;
}

/** When a member works. Weekdays are ISO: 1 is Monday, 7 is Sunday. */
export type Shift = Hours &
  (
    | { kind: 'calendar' }
    | { kind: 'weekly'; weekdays: number[] }
    | { kind: 'rotation'; on: number; off: number; anchor: string }
  );

/** Days on which somebody is away, the first and the last included: 'YYYY-MM-DD'. */
export interface AwaySpan {
  from: string;
  to: string;
}

/** When one person works: in their shift, on the days of the company and their branch, and not while they are away. */
export interface Work {
  shift: Shift | undefined;
  calendar: DayCalendar;
  away: readonly AwaySpan[];
}

/** Whose hours: a person's; those of a bare shift, or of none, go by China's official calendar. */
export type Working = Work | Shift | undefined;

/** Hours of whoever has no shift; their days are those of China's official calendar. */
export const DEFAULT_SHIFT: Shift = { kind: 'calendar', from: '08:00', to: '17:30' };

/** When nobody is disturbed who is not on the night shift. */
export const QUIET_HOURS: Hours = { from: '22:00', to: '07:00' };

const WEEKDAYS_ZH = '一二三四五六日';
const WEEKDAYS_EN = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const LONGEST_TURN = 60;
/** Longer than any turn, shutdown or leave. */
const LOOK_AHEAD_DAYS = 400;

const HOURS = /^(\d{1,2}):(\d{2})\s*(?:-|至|到)\s*(\d{1,2}):(\d{2})(?:\s+(.+))?$/;
const ROTATION = /^(\d{1,2})\/(\d{1,2})\s+(\d{4}-\d{2}-\d{2})$/;

function timeOf(hour: string | undefined, minute: string | undefined, isEnd: boolean): string | undefined {
  const h = Number(hour);
  const m = Number(minute);
  if (isEnd && h === 24 && m === 0) return '00:00';
  return h < 24 && m < 60 ? `${String(h).padStart(2, '0')}:${minute}` : undefined;
}

function weekdayIndex(word: string): number {
  if (word === '天') return 6;
  const zh = word.length === 1 ? WEEKDAYS_ZH.indexOf(word) : -1;
  return zh >= 0 ? zh : WEEKDAYS_EN.findIndex((name) => word.length >= 3 && word.startsWith(name));
}

function parseWeekdays(text: string): number[] | undefined {
  const plain = text.toLowerCase().replace(/周|星期|礼拜/g, '');
  const words = plain.match(/[a-z]+|[一二三四五六日天]|[-至到]|[、,\s]+/g) ?? [];
  if (words.join('') !== plain) return undefined;
  const found = new Set<number>();
  let last: number | undefined;
  let isRange = false;
  for (const word of words) {
    if (/^[、,\s]+$/.test(word)) continue;
    if (/^[-至到]$/.test(word)) {
      if (last === undefined || isRange) return undefined;
      isRange = true;
      continue;
    }
    const index = weekdayIndex(word);
    if (index < 0) return undefined;
    for (let i = isRange && last !== undefined ? last : index; ; i = (i + 1) % 7) {
      found.add(i + 1);
      if (i === index) break;
    }
    last = index;
    isRange = false;
  }
  return isRange || found.size === 0 ? undefined : [...found].sort((a, b) => a - b);
}

/**
 * Reads a shift as rosters write it. Full-width characters, `～`, `至` and hours of one digit are understood.
 * @param text `08:00-17:30` (days of China's official calendar), `08:00-17:30 一二三四五六` or `08:00-17:30 Mon-Sat`
 *   (weekdays), `19:30-07:30 4/2 2026-01-01` (4 days on, 2 off, the first of the 4 on the anchor day)
 * @returns undefined when the text says no shift, or says it otherwise
 */
export function parseShift(text: string): Shift | undefined {
  const plain = text
    .normalize('NFKC')
    .replace(/[~〜–—−]+/g, '-')
    .trim();
  const match = HOURS.exec(plain);
  if (!match) return undefined;
  const from = timeOf(match[1], match[2], false);
  const to = timeOf(match[3], match[4], true);
  if (from === undefined || to === undefined) return undefined;
  const days = match[5];
  if (days === undefined) return { kind: 'calendar', from, to };
  const turn = ROTATION.exec(days);
  if (turn) return rotation({ from, to }, Number(turn[1]), Number(turn[2]), turn[3] ?? '');
  const weekdays = parseWeekdays(days);
  return weekdays && { kind: 'weekly', from, to, weekdays };
}

function rotation(hours: Hours, on: number, off: number, anchor: string): Shift | undefined {
  if (on < 1 || on > LONGEST_TURN || off > LONGEST_TURN) return undefined;
  try {
    dayNumber(anchor);
  } catch {
    return undefined;
  }
  return { kind: 'rotation', ...hours, on, off, anchor };
}

function workOf(working: Working): Work {
  if (working !== undefined && 'calendar' in working) return working;
  return { shift: working, calendar: OFFICIAL_CALENDAR, away: [] };
}

/** The shift in which somebody works, if they have one. */
export function shiftIn(working: Working): Shift | undefined {
  return workOf(working).shift;
}

/**
 * Whether a member is on duty on a day; a shift over midnight belongs to the day on which it begins. A day off of the company
 * or the branch is off for every shift. A make-up day of theirs is worked by all but those in rotation, whose turns go on.
 * The notice and the law decide only for a shift that names no days.
 * @param day 'YYYY-MM-DD' in the member's zone
 */
export function isWorkingDay(working: Working, day: string): boolean {
  const { shift, calendar, away } = workOf(working);
  const own = calendar.ownDay(day);
  if (own === 'off' || away.some(({ from, to }) => from <= day && day <= to)) return false;
  if (shift?.kind === 'rotation') {
    const turn = shift.on + shift.off;
    return (((dayNumber(day) - dayNumber(shift.anchor)) % turn) + turn) % turn < shift.on;
  }
  if (shift?.kind === 'weekly') return own === 'work' || shift.weekdays.includes(weekdayOf(day));
  return calendar.isWorkday(day);
}

/** The day 'YYYY-MM-DD' that the calendar shows in a zone at an instant. A missing or unknown zone: see `zoneOf`. */
export function dayOf(at: Date, tz: string | undefined): string {
  const ms = at.getTime();
  return dayFromNumber(Math.floor((ms + offsetMs(zoneOf(tz), ms)) / DAY_MS));
}

/**
 * The instant at which a zone's clock shows `time` on `day`; where the clock skips it, as much later as it skips.
 * @param time 'HH:mm' or 'HH:mm:ss'; '24:00' is the next midnight
 */
export function instantOf(day: string, time: string, tz: string | undefined): Date {
  const [hour = 0, minute = 0, second = 0] = time.split(':').map(Number);
  return new Date(instantMs(dayNumber(day) * DAY_MS + (hour * 60 + minute) * MINUTE_MS + second * 1000, zoneOf(tz)));
}

function spanOf(hours: Hours, day: string, tz: string | undefined): { startsAt: Date; endsAt: Date } {
  const lastDay = hours.to > hours.from ? day : addDays(day, 1);
  return { startsAt: instantOf(day, hours.from, tz), endsAt: instantOf(lastDay, hours.to, tz) };
}

/**
 * The working hours that begin on a day, as instants; `endsAt` is the first moment off duty.
 * @returns undefined on a day off
 */
export function shiftHours(
  working: Working,
  day: string,
  tz: string | undefined,
): { startsAt: Date; endsAt: Date } | undefined {
  return isWorkingDay(working, day) ? spanOf(shiftIn(working) ?? DEFAULT_SHIFT, day, tz) : undefined;
}

/** The end of the quiet hours that cover an instant, or the instant itself. */
function afterQuiet(at: Date, quiet: Hours, tz: string | undefined): Date {
  const today = dayOf(at, tz);
  for (const day of [addDays(today, -1), today]) {
    const { startsAt, endsAt } = spanOf(quiet, day, tz);
    if (startsAt <= at && at < endsAt) return endsAt;
  }
  return at;
}

/**
 * When a member may next be disturbed: the earliest instant from `at` on that is in working hours and not in quiet hours.
 * Whoever works in quiet hours only is awake then: for them the quiet hours do not count.
 * @param quiet off when undefined or empty (`from` equal to `to`)
 */
export function nextWorkingInstant(working: Working, tz: string | undefined, at: Date, quiet?: Hours): Date {
  const first = addDays(dayOf(at, tz), -1);
  const hasQuiet = quiet !== undefined && quiet.from !== quiet.to;
  let spans = 0;
  // When three shifts in a row offer nothing, they lie in the quiet hours altogether.
  for (let i = 0; spans < 3 && i <= LOOK_AHEAD_DAYS; i++) {
    const hours = shiftHours(working, addDays(first, i), tz);
    if (!hours) continue;
    const start = hours.startsAt > at ? hours.startsAt : at;
    if (start >= hours.endsAt) continue;
    spans++;
    const free = hasQuiet ? afterQuiet(start, quiet, tz) : start;
    if (free < hours.endsAt) return free;
  }
  return hasQuiet ? nextWorkingInstant(working, tz, at) : at;
}
