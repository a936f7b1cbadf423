import { addDays, dayNumber, dayOf, instantOf, weekdayOf } from '../lib/zone.ts';
import { type DayCalendar, OFFICIAL_CALENDAR } from './calendar/day-calendar.ts';

/** 'HH:mm' to 'HH:mm'; a `to` not after `from` lies on the next day (equal: twenty-four hours). */
export interface Hours {
  from: string;
  to: string;
}

/** The working hours of one day, with the pauses between its spans where it has several. */
export interface DayHours extends Hours {
  pauses?: readonly Hours[];
}

/** One day of a cycle, and what it is called (早班); null is a day off. */
export type CycleDay = (DayHours & { name?: string }) | null;

/**
 * Which days are worked, and when. Weekdays are ISO: 1 is Monday, 7 is Sunday. A rotation and a cycle begin on their anchor and
 * come again without end; the hours of a rotation stay the same, those of a cycle change from day to day.
 */
export type Pattern =
  | (DayHours &
      (
        | { kind: 'calendar' }
        | { kind: 'weekly'; weekdays: number[] }
        | { kind: 'rotation'; on: number; off: number; anchor: string }
      ))
  | { kind: 'cycle'; days: readonly CycleDay[]; anchor: string };

/** What a name means from a day on, until the next; without a pattern it means nothing yet, or no more. */
export interface DatedPattern {
  /** 'YYYY-MM-DD'; empty: always. */
  from: string;
  pattern?: Pattern;
}

/** When a member works: as the roster says it, or under a name that the company has given hours. */
export type Shift = Pattern | { kind: 'named'; name: string; crew?: string; versions: readonly DatedPattern[] };

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

/** Hours of people who have no shift; their days are those of China's official calendar. */
export const DEFAULT_SHIFT: Pattern = { kind: 'calendar', from: '08:00', to: '17:30' };

/** When nobody is disturbed but people on the night shift. */
export const QUIET_HOURS: Hours = { from: '22:00', to: '07:00' };

/** Longer than any turn, shutdown or leave. */
const LOOK_AHEAD_DAYS = 400;

function workOf(working: Working): Work {
  if (working !== undefined && 'calendar' in working) return working;
  return { shift: working, calendar: OFFICIAL_CALENDAR, away: [] };
}

/** What somebody's shift says of a day; undefined without a shift, and under a name that says nothing of that day. */
export function patternOn(working: Working, day: string): Pattern | undefined {
  const { shift } = workOf(working);
  if (shift?.kind !== 'named') return shift;
  return shift.versions.findLast(({ from }) => from <= day)?.pattern;
}

/** Where a day stands in a turn of so many days that begins on the anchor. */
function placeIn(turn: number, anchor: string, day: string): number {
  return (((dayNumber(day) - dayNumber(anchor)) % turn) + turn) % turn;
}

function cycleDay({ days, anchor }: Extract<Pattern, { kind: 'cycle' }>, day: string): CycleDay {
  return days[placeIn(days.length, anchor, day)] ?? null;
}

/**
 * The hours that somebody works on a day; a shift over midnight belongs to the day on which it begins. A day off of the company
 * or the branch is off for every shift. A make-up day of theirs is worked by all but those in rotation, whose turns go on.
 * The notice and the law decide only for a shift that names no days.
 * @param day 'YYYY-MM-DD' in the member's zone
 * @returns undefined on a day off
 */
export function hoursOn(working: Working, day: string): DayHours | undefined {
  const { calendar, away } = workOf(working);
  const own = calendar.ownDay(day);
  if (own === 'off' || away.some(({ from, to }) => from <= day && day <= to)) return undefined;
  const pattern = patternOn(working, day) ?? DEFAULT_SHIFT;
  if (pattern.kind === 'cycle') return cycleDay(pattern, day) ?? undefined;
  return worksOn(pattern, day, calendar) ? pattern : undefined;
}

function worksOn(pattern: Exclude<Pattern, { kind: 'cycle' }>, day: string, calendar: DayCalendar): boolean {
  if (pattern.kind === 'rotation') return placeIn(pattern.on + pattern.off, pattern.anchor, day) < pattern.on;
  if (pattern.kind === 'weekly') return calendar.ownDay(day) === 'work' || pattern.weekdays.includes(weekdayOf(day));
  return calendar.isWorkday(day);
}

/** Whether a member is on duty on a day, see `hoursOn`. */
export function isWorkingDay(working: Working, day: string): boolean {
  return hoursOn(working, day) !== undefined;
}

/** Time from an instant to the first moment after it. */
export interface Span {
  startsAt: Date;
  endsAt: Date;
}

function spanOf(hours: Hours, day: string, tz: string | undefined): Span {
  const lastDay = hours.to > hours.from ? day : addDays(day, 1);
  return { startsAt: instantOf(day, hours.from, tz), endsAt: instantOf(lastDay, hours.to, tz) };
}

/**
 * The working hours that begin on a day, as instants, from the first moment on duty to the first off duty; pauses lie within.
 * @returns undefined on a day off
 */
export function shiftHours(working: Working, day: string, tz: string | undefined): Span | undefined {
  const hours = hoursOn(working, day);
  return hours && spanOf(hours, day, tz);
}

/** The same without the pauses: the spans of a day in which somebody is on duty, in order; none on a day off. */
export function dutySpans(working: Working, day: string, tz: string | undefined): Span[] {
  const hours = hoursOn(working, day);
  if (hours === undefined) return [];
  const at = (time: string) => instantOf(time < hours.from ? addDays(day, 1) : day, time, tz);
  const { startsAt, endsAt } = spanOf(hours, day, tz);
  const pauses = (hours.pauses ?? []).map(({ from, to }) => ({ from: at(from), to: at(to) }));
  const starts = [startsAt, ...pauses.map(({ to }) => to)];
  const ends = [...pauses.map(({ from }) => from), endsAt];
  return starts.flatMap((start, index) => {
    const end = ends[index];
    return end === undefined || end <= start ? [] : [{ startsAt: start, endsAt: end }];
  });
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
 * When a member may next be disturbed: the earliest instant from `at` on that is in working hours and not in quiet hours. On a
 * day whose hours lie in the quiet hours altogether they are awake then: for it the quiet hours do not count. Somebody who is not on
 * duty within 400 days can be disturbed at any time.
 * @param quiet off when undefined or empty (`from` equal to `to`)
 */
export function nextWorkingInstant(working: Working, tz: string | undefined, at: Date, quiet?: Hours): Date {
  return nextDuty(working, tz, at, quiet) ?? at;
}

/** The same; undefined for somebody who is not on duty within 400 days. */
export function nextDuty(working: Working, tz: string | undefined, at: Date, quiet?: Hours): Date | undefined {
  const first = addDays(dayOf(at, tz), -1);
  const awake = (instant: Date) =>
    quiet === undefined || quiet.from === quiet.to ? instant : afterQuiet(instant, quiet, tz);
  for (let i = 0; i <= LOOK_AHEAD_DAYS; i++) {
    const spans = dutySpans(working, addDays(first, i), tz);
    const hasFree = spans.some(({ startsAt, endsAt }) => awake(startsAt) < endsAt);
    for (const { startsAt, endsAt } of spans) {
      const start = startsAt > at ? startsAt : at;
      if (start >= endsAt) continue;
      const free = hasFree ? awake(start) : start;
      if (free < endsAt) return free;
    }
  }
  return undefined;
}
