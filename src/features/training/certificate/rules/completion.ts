import { hasAttended, type Mark } from '../../../../gatherings/rules/marks.ts';
import { hasCompleted } from '../../rules/attended-dates.ts';
import type { Needed } from '../../rules/terms.ts';
import { worthOf } from '../../rules/worth.ts';

/** A date of a course, and what one person's part in it came to. */
export interface DatePart {
  session: string;
  /** What was attended for it: the date itself, or a make-up, which may stand for several dates. */
  attended: string;
  isCancelled: boolean;
  /** As the closed attendance says; undefined while it is open, and for who was not expected. */
  mark: Mark | undefined;
  startsAt: Date;
  endsAt: Date;
  minutes: number;
}

/** What can be completed as one: a single date, or the course. */
export interface Whole {
  /** The id of the session or of the course. */
  scope: string;
  dates: readonly DatePart[];
}

/** What of a course is completed as one, by its terms. */
export function wholesOf(course: string, needed: Needed, dates: readonly DatePart[]): Whole[] {
  if (needed !== 'each') return [{ scope: course, dates }];
  return dates.map((one) => ({ scope: one.session, dates: [one] }));
}

/** Whether a person has completed it: has attended all of its dates, or one, leaving out what was cancelled. */
export function isComplete(needed: Needed, dates: readonly DatePart[]): boolean {
  const held = dates.filter((one) => !one.isCancelled).map((one) => one.session);
  return hasCompleted(needed, held, new Set(attendedOf(dates).map((one) => one.session)));
}

/** From when to when, and how long, a person was there. @returns undefined for who never was */
export function attendedSpan(dates: readonly DatePart[]): { from: Date; to: Date; minutes: number } | undefined {
  const attended = attendedOf(dates).toSorted((a, b) => a.startsAt.getTime() - b.startsAt.getTime());
  const [first, last] = [attended[0], attended.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  const once = new Map(attended.map((one) => [one.attended, worthOf(one.mark, one.minutes).minutes]));
  const minutes = [...once.values()].reduce((sum, one) => sum + one, 0);
  return { from: first.startsAt, to: last.startsAt, minutes };
}

const attendedOf = (dates: readonly DatePart[]): DatePart[] =>
  dates.filter((one) => !one.isCancelled && hasAttended(one.mark));
