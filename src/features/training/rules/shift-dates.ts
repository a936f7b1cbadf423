import { addDays, dayOf, instantOf, zoneOf } from '../../../lib/zone.ts';
import { QUIET_HOURS, shiftHours, type Working } from '../../../members/shift.ts';
import { parseShift } from '../../../members/shifts/read-shift.ts';
import { type Repeat, readDates, wallOf, writeDates } from './dates.ts';

/*
 * A series with one date for each shift, so that nobody is on duty: the dates stand in the form as lines of day, hour and shift.
 */

/** Who shares a clock: members of one zone and shift. */
export interface Clock {
  tz: string;
  /** In the roster's words; empty without one. */
  shift: string;
}

/** A date of a course; `group`: only for those of this shift. */
export interface CourseDate {
  startsAt: Date;
  group?: Clock;
}

/** A date that a published course was given. */
export interface AddedDate extends CourseDate {
  revision: number;
  /** When it was added, and by whom. */
  at: Date;
  by?: string;
  /** Everybody who may come hears of it, not only who is on a list of the course. */
  isForAll?: true;
}

const NONE = '-';
const WEEK = 7;
const LINE = /^(\S+\s+\d{1,2}[:：]\d{2})\s+(.+?)(?:\s+@(\S+))?$/;

const same = (text: string): string => text.normalize('NFKC').replace(/\s+/g, ' ').trim();

/** Whether somebody belongs to a group; without one everybody does. */
export function isOfGroup(
  { tz, shift = '' }: { tz: string; shift?: string | undefined },
  group: Clock | undefined,
): boolean {
  return group === undefined || (tz === group.tz && same(shift) === same(group.shift));
}

/** A group as it stands in a line; the zone where it is not that of the line's hour. */
function labelOf({ tz, shift }: Clock, own: string): string {
  return `${shift === '' ? NONE : same(shift)}${tz === own ? '' : ` @${tz}`}`;
}

/** Some dates of a course, from when to when at least two of them are, and the shifts that they are for. */
export interface DatesAtOnce {
  startsAt: Date;
  endsAt: Date;
  shifts: (string | undefined)[];
}

/** Which dates of one course overlap, the first first; of three that meet one another it is one place. */
export function datesAtOnce(
  dates: readonly { startsAt: Date; endsAt: Date; group?: Clock | undefined }[],
): DatesAtOnce[] {
  const found: { until: Date; dates: (typeof dates)[number][] }[] = [];
  for (const date of dates.toSorted((a, b) => a.startsAt.getTime() - b.startsAt.getTime())) {
    const last = found.at(-1);
    if (last === undefined || last.until <= date.startsAt) found.push({ until: date.endsAt, dates: [date] });
    else {
      last.dates.push(date);
      if (date.endsAt > last.until) last.until = date.endsAt;
    }
  }
  return found
    .filter((one) => one.dates.length > 1)
    .map(({ until, dates: own }) => ({
      startsAt: own[0]?.startsAt ?? until,
      endsAt: until,
      shifts: own.map((one) => one.group?.shift),
    }));
}

/** The lines of a form. */
export function shiftLines(dates: readonly Required<CourseDate>[], tz: string): string {
  return dates
    .map(({ startsAt, group }) => {
      const { day, time } = wallOf(startsAt, tz);
      return `${day} ${time.slice(0, 5)} ${labelOf(group, tz)}`;
    })
    .join('\n');
}

/**
 * Reads what `shiftLines` writes, as an officer has changed it; what is written twice is one date.
 * @param zoneOfShift the zone of a shift that names none
 * @param known the shifts that have a name only, beside those that say their hours
 * @returns `wrong`: the first line that says no date, no shift or no zone
 */
export function readShiftLines(
  text: string,
  tz: string,
  zoneOfShift: (shift: string) => string = () => tz,
  known: readonly string[] | 'any' = [],
): { dates: Required<CourseDate>[] } | { wrong: string } {
  const dates = new Map<string, Required<CourseDate>>();
  const names = known === 'any' ? known : new Set(known.map(same));
  const isShift = (shift: string) =>
    shift === NONE || names === 'any' || names.has(same(shift)) || parseShift(shift) !== undefined;
  for (const line of text.normalize('NFKC').split('\n')) {
    const trimmed = line.trim();
    if (trimmed === '') continue;
    const [, date = '', shift = '', zone] = LINE.exec(trimmed) ?? [];
    const read = readDates(date, tz);
    const startsAt = 'dates' in read ? read.dates[0] : undefined;
    if (startsAt === undefined || !isShift(shift)) return { wrong: trimmed };
    if (zone !== undefined && zoneOf(zone) !== zone) return { wrong: trimmed };
    const name = shift === NONE ? '' : same(shift);
    const group = { tz: zone ?? zoneOfShift(name), shift: name };
    dates.set(`${startsAt.getTime()} ${group.tz} ${name}`, { startsAt, group });
  }
  return { dates: [...dates.values()].toSorted((a, b) => a.startsAt.getTime() - b.startsAt.getTime()) };
}

/** The lines of a form as they stand on another clock, for the same instants; what says no dates stays as it was typed. */
export function linesOn(tz: string, { repeat, more, tz: own }: { repeat: Repeat; more: string; tz: string }): string {
  if (tz === own) return more;
  if (repeat === 'shifts') {
    const read = readShiftLines(more, own, undefined, 'any');
    return 'wrong' in read ? more : shiftLines(read.dates, tz);
  }
  const read = readDates(more, own);
  return 'wrong' in read ? more : writeDates(read.dates, tz);
}

/** The zone that a shift has among these dates, so that a line need not name it; without it this one. */
export function zoneAmong(dates: readonly CourseDate[], tz: string): (shift: string) => string {
  return (shift) => dates.find(({ group }) => group !== undefined && same(group.shift) === shift)?.group?.tz ?? tz;
}

/**
 * When a group could come in the week that begins with the wished day: day by day at the wished hour if it is off duty for all of
 * the session, else right after the shift that ends on that day, outside the quiet hours.
 * @param wished day and hour, on the wall of `tz`
 * @param working the group's hours; those of its shift by the official calendar if absent
 * @returns undefined when nothing of it fits: then somebody has to say a date
 */
export function freeStart(
  group: Clock,
  wished: Date,
  minutes: number,
  tz: string,
  now: Date,
  working: Working = parseShift(group.shift),
): Date | undefined {
  const first = wallOf(wished, tz);
  const endOf = (start: Date) => new Date(start.getTime() + minutes * 60_000);
  const dutyOn = (day: string) => [-1, 0, 1].flatMap((days) => shiftHours(working, addDays(day, days), group.tz) ?? []);
  const isFree = (start: Date) =>
    start > now &&
    dutyOn(dayOf(start, group.tz)).every((duty) => duty.endsAt <= start || duty.startsAt >= endOf(start));
  const isAwake = (start: Date) => {
    const day = dayOf(start, group.tz);
    return (
      start >= instantOf(day, QUIET_HOURS.to, group.tz) && endOf(start) <= instantOf(day, QUIET_HOURS.from, group.tz)
    );
  };
  for (let days = 0; days < WEEK; days++) {
    const day = addDays(first.day, days);
    const wanted = instantOf(day, first.time, tz);
    if (isFree(wanted)) return wanted;
    const after = dutyOn(day)
      .map((duty) => duty.endsAt)
      .filter((end) => dayOf(end, tz) === day)
      .find((end) => isFree(end) && isAwake(end));
    if (after !== undefined) return after;
  }
  return undefined;
}
