import { addDays, dayOf, instantOf, MINUTE_MS, weekdayOf } from '../../../../lib/zone.ts';
import {
  dutySpans,
  isWorkingDay,
  nextWorkingInstant,
  patternOn,
  QUIET_HOURS,
  type Span,
  shiftHours,
  type Working,
} from '../../../../members/shift.ts';

/** When a quiz comes and when it is locked; times are those of the member's zone. */
export interface ScheduleTimes {
  /** 'HH:mm' */
  time: string;
  /** Every working day of the member, or once a week from a weekday on (1 Monday to 7 Sunday). */
  cadence: { kind: 'daily' } | { kind: 'weekly'; weekday: number };
  /** 'end-of-day', 'end-of-shift' or 'HH:mm'. */
  lock: string;
  state: 'active' | 'paused' | 'ended';
}

/** Longer than any turn (see `parseShift`), shutdown or leave. */
const LOOK_AHEAD_DAYS = 400;
/** When everything else would lock a quiz before it was sent. */
const LEAST_OPEN_MS = 60 * MINUTE_MS;
const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;

/** Whether a text is a lock that `lockAt` understands. */
export function isLock(text: string): boolean {
  return text === 'end-of-day' || text === 'end-of-shift' || TIME.test(text);
}

/**
 * Whether a member gets this schedule's quiz on a day: on every working day; a weekly one on its weekday or, when that is a
 * day off, on the first working day before the weekday returns. Says nothing of a pause.
 */
export function isQuizDay(schedule: ScheduleTimes, day: string, shift: Working): boolean {
  if (!isWorkingDay(shift, day)) return false;
  if (schedule.cadence.kind === 'daily') return true;
  const since = (weekdayOf(day) - schedule.cadence.weekday + 7) % 7;
  for (let back = 1; back <= since; back++) if (isWorkingDay(shift, addDays(day, -back))) return false;
  return true;
}

/**
 * When a member gets the quiz of a day. The schedule's time, as it is for members without a shift; who has one gets it
 * in working hours: at the start of the shift when the time lies outside, and not in quiet hours when it can be helped.
 */
export function sendAt(schedule: ScheduleTimes, day: string, shift: Working, tz: string | undefined): Date {
  const wanted = instantOf(day, schedule.time, tz);
  const hours = patternOn(shift, day) && shiftHours(shift, day, tz);
  const isWithin = ({ startsAt, endsAt }: Span) => startsAt <= wanted && wanted < endsAt;
  if (!hours || dutySpans(shift, day, tz).some(isWithin)) return wanted;
  // In a pause it waits for its end.
  const free = nextWorkingInstant(shift, tz, isWithin(hours) ? wanted : hours.startsAt, QUIET_HOURS);
  return free < hours.endsAt ? free : hours.startsAt;
}

/** The last second of a day; right also where summer time begins or ends at midnight. */
function endOfDay(day: string, tz: string | undefined): Date {
  return new Date(instantOf(addDays(day, 1), '00:00', tz).getTime() - 1000);
}

function wantedLock(schedule: ScheduleTimes, day: string, shift: Working, tz: string | undefined): Date {
  if (schedule.lock === 'end-of-shift') return shiftHours(shift, day, tz)?.endsAt ?? endOfDay(day, tz);
  if (!TIME.test(schedule.lock)) return endOfDay(day, tz);
  // Sent at 20:00 and locked at 08:00 means the next morning.
  return instantOf(schedule.lock > schedule.time ? day : addDays(day, 1), schedule.lock, tz);
}

/**
 * When the quiz of a day is locked for a member: as the schedule says, and always after it was sent. Where the two do
 * not fit (a night shift and a lock at noon), it is the end of the shift, else of the day on which it was sent.
 */
export function lockAt(schedule: ScheduleTimes, day: string, shift: Working, tz: string | undefined): Date {
  const sent = sendAt(schedule, day, shift, tz);
  const wanted = wantedLock(schedule, day, shift, tz);
  if (wanted > sent) return wanted;
  const shiftEnd = patternOn(shift, day) && shiftHours(shift, day, tz)?.endsAt;
  if (shiftEnd && shiftEnd > sent) return shiftEnd;
  const dayEnd = endOfDay(dayOf(sent, tz), tz);
  return dayEnd > sent ? dayEnd : new Date(sent.getTime() + LEAST_OPEN_MS);
}

/**
 * The next time a schedule sends to the members of one zone and shift.
 * @param at the run is after this instant, never at it
 * @param shift undefined: members without one
 * @returns undefined while the schedule is paused or has ended, or when the shift never works
 */
export function nextRun(
  schedule: ScheduleTimes,
  at: Date,
  tz: string | undefined,
  shift?: Working,
): { day: string; sendAt: Date } | undefined {
  if (schedule.state !== 'active') return undefined;
  const first = addDays(dayOf(at, tz), -1);
  for (let i = 0; i <= LOOK_AHEAD_DAYS; i++) {
    const day = addDays(first, i);
    if (!isQuizDay(schedule, day, shift)) continue;
    const sent = sendAt(schedule, day, shift, tz);
    if (sent > at) return { day, sendAt: sent };
  }
  return undefined;
}

/**
 * Whether the quiz of `day` is to be sent now: the schedule is active, the member on duty that day, the time has come
 * and the lock has not. Whether it was sent already is for the caller to know.
 */
export function isDue(schedule: ScheduleTimes, day: string, shift: Working, at: Date, tz: string | undefined): boolean {
  return (
    schedule.state === 'active' &&
    isQuizDay(schedule, day, shift) &&
    sendAt(schedule, day, shift, tz) <= at &&
    at < lockAt(schedule, day, shift, tz)
  );
}

/** The days whose quiz may be due at an instant: the member's day, and the eve for shifts over midnight. */
export function daysToCheck(at: Date, tz: string | undefined): string[] {
  const today = dayOf(at, tz);
  return [addDays(today, -1), today];
}

/**
 * When people who have not answered are reminded: before the lock or the end of the shift, whichever comes first.
 * @param options.shiftEndsAt a reminder after work would reach nobody
 * @param options.beforeMinutes how long before, 60 if absent
 * @param options.gapMinutes the least time after the sending, 60 if absent
 * @returns undefined when it would come too soon after the sending
 */
export function nudgeAt(
  locksAt: Date,
  sentAt: Date,
  options: { shiftEndsAt?: Date | undefined; beforeMinutes?: number; gapMinutes?: number } = {},
): Date | undefined {
  const { shiftEndsAt, beforeMinutes = 60, gapMinutes = 60 } = options;
  const end = shiftEndsAt && shiftEndsAt > sentAt && shiftEndsAt < locksAt ? shiftEndsAt : locksAt;
  const at = new Date(end.getTime() - beforeMinutes * MINUTE_MS);
  return at.getTime() - sentAt.getTime() < gapMinutes * MINUTE_MS ? undefined : at;
}
