import { MOST_SESSIONS, type Repeat, readDates, startsOf } from './dates.ts';
import { type CourseDate, readShiftLines } from './shift-dates.ts';

/** The dates of a draft, in order. */
export function datesIn({
  facts,
  repeat,
  times,
  more,
  tz,
}: {
  facts: { startsAt?: Date };
  repeat: Repeat;
  times: number;
  more: string;
  tz: string;
}): CourseDate[] {
  if (facts.startsAt === undefined) return [];
  if (repeat === 'shifts') {
    const read = readShiftLines(more, tz, undefined, 'any');
    return 'wrong' in read ? [] : read.dates;
  }
  const read = readDates(more, tz);
  const count = Math.min(Math.max(1, Math.floor(times) || 1), MOST_SESSIONS);
  const starts = startsOf(facts.startsAt, repeat, count, 'wrong' in read ? [] : read.dates, tz);
  return starts.map((startsAt) => ({ startsAt }));
}
