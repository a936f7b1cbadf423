import { addDays, DAY_MS, dayOf, instantOf, MINUTE_MS } from '../../lib/zone.ts';
import {
  type Hours,
  hoursOn,
  nextWorkingInstant,
  patternOn,
  QUIET_HOURS,
  type Shift,
  type Working,
} from '../../members/shift.ts';

export const RUNGS = ['week', 'day', 'hour', 'start'] as const;
/** A week before and the day before, each at the person's morning; one hour before; at the start. */
export type Rung = (typeof RUNGS)[number];

const USUAL: readonly Rung[] = ['day', 'hour', 'start'];

/** When people are reminded of a gathering: as its officers want it, or as usual. */
export const rungsOf = ({ reminders = USUAL }: { reminders?: readonly Rung[] | null | undefined }): readonly Rung[] =>
  reminders ?? USUAL;

/** What is kept of a ladder that was chosen: nothing of the usual one. */
export function chosenRungs(chosen: readonly string[]): Rung[] | undefined {
  const rungs = RUNGS.filter((one) => chosen.includes(one));
  return String(rungs) === String(USUAL) ? undefined : rungs;
}

/** Whose clock it is. */
export interface Reader {
  tz: string;
  shift: Working;
  quiet?: Hours | undefined;
}

const MORNING = '08:00';
const AROUND_THE_CLOCK: Shift = { kind: 'weekly', weekdays: [1, 2, 3, 4, 5, 6, 7], from: '00:00', to: '00:00' };

/** What is written down at one time: the last two rungs together. */
export const PLANES = ['week', 'day', 'near'] as const;
export type Plane = (typeof PLANES)[number];
export const planeOf = (rung: Rung): Plane => (rung === 'week' || rung === 'day' ? rung : 'near');

/** How long before the start: every zone's day before, from its first morning on, lies within two days. */
const AHEAD_MS: Record<Plane, number> = { week: 8 * DAY_MS, day: 2 * DAY_MS, near: 120 * MINUTE_MS };
/** A reminder of the start helps people who are on the way. */
const LATE_MS = 15 * MINUTE_MS;
/** So long is needed to see an offer and to take it. */
const TO_ANSWER_MS = 30 * MINUTE_MS;

/** When a rung's reminders are written down: shortly before the first of them is due. */
export function plannedFrom(plane: Plane, startsAt: Date): Date {
  return new Date(startsAt.getTime() - AHEAD_MS[plane]);
}

/** Until when a rung's reminder is of use: it does not come beside the next one. */
export function usefulUntil(rung: Rung, { startsAt, endsAt }: { startsAt: Date; endsAt: Date }): Date {
  if (rung === 'week') return plannedFrom('day', startsAt);
  if (rung === 'day') return new Date(startsAt.getTime() - 60 * MINUTE_MS);
  if (rung === 'hour') return startsAt;
  return new Date(Math.min(startsAt.getTime() + LATE_MS, endsAt.getTime()));
}

/**
 * The first instant from `at` on at which the person is awake: on duty, or outside the quiet hours. People who work in the quiet
 * hours are awake then.
 */
export function awakeAt({ tz, shift, quiet = QUIET_HOURS }: Reader, at: Date): Date {
  const onDuty = nextWorkingInstant(shift, tz, at, quiet);
  const free = nextWorkingInstant(AROUND_THE_CLOCK, tz, at, quiet);
  return new Date(Math.min(onDuty.getTime(), free.getTime()));
}

/** When a rung reaches those with this clock. */
export function reminderAt(rung: Rung, startsAt: Date, reader: Reader): Date {
  const wanted = wantedAt(rung, startsAt, reader);
  const free = rung === 'start' ? wanted : awakeAt(reader, wanted);
  // Out of the quiet hours when that is still in time.
  return free < startsAt ? free : wanted;
}

/** Whether a person who took their seat at `since` needs no such reminder any more: its hour was over by then. */
export function isPassed(rung: Rung, at: Date, since: Date): boolean {
  return rung !== 'start' && at < since;
}

function wantedAt(rung: Rung, startsAt: Date, { tz, shift: working }: Reader): Date {
  if (rung === 'start') return startsAt;
  if (rung === 'hour') return new Date(startsAt.getTime() - 60 * MINUTE_MS);
  const day = addDays(dayOf(startsAt, tz), rung === 'week' ? -7 : -1);
  const hours = patternOn(working, day) && hoursOn(working, day);
  const isMorningShift = hours !== undefined && hours.from >= '05:00' && hours.from <= '12:00';
  return instantOf(day, isMorningShift ? hours.from : MORNING, tz);
}

/** When an offer reaches somebody: at a waking hour if it can still be taken then, else at once, so that nobody loses it unheard. */
export function offeredAt(reader: Reader, now: Date, until: Date): Date {
  const awake = awakeAt(reader, now);
  return awake.getTime() + TO_ANSWER_MS <= until.getTime() ? awake : now;
}

/** When somebody is told of a change: in their hours; before the deadline at any rate, then at a waking hour if there is one. */
export function toldAt(reader: Reader, now: Date, deadline: Date): Date {
  const onDuty = nextWorkingInstant(reader.shift, reader.tz, now, reader.quiet ?? QUIET_HOURS);
  if (onDuty < deadline) return onDuty;
  const awake = awakeAt(reader, now);
  return awake < deadline ? awake : now;
}
