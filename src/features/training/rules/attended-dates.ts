import { hasAttended, type Mark } from '../../../gatherings/rules/marks.ts';
import type { Needed } from './terms.ts';

/** A person's mark of one session. */
export interface DateMark {
  session: string;
  mark: Mark | undefined;
  /** Set: a make-up, of these sessions. */
  makesUp?: readonly string[] | undefined;
}

/**
 * Which dates of a course a person has attended: the date itself, or a session that makes up for it. The mark of the date stays what
 * it was.
 * @param dates the course's own sessions that took place or will: none that was cancelled
 */
export function attendedDates(dates: readonly string[], marks: readonly DateMark[]): Set<string> {
  const attended = new Set(
    marks.flatMap(({ session, mark, makesUp = [] }) => (hasAttended(mark) ? [session, ...makesUp] : [])),
  );
  return new Set(dates.filter((date) => attended.has(date)));
}

/** Whether who has attended these dates of a course has completed it. */
export function hasCompleted(needed: Needed, dates: readonly string[], attended: ReadonlySet<string>): boolean {
  return needed === 'all' ? dates.length > 0 && dates.every((date) => attended.has(date)) : attended.size > 0;
}
