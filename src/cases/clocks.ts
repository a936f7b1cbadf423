import { addDays, DAY_MS, dayOf, instantOf } from '../lib/zone.ts';
import { type DayCalendar, OFFICIAL_CALENDAR } from '../members/calendar/day-calendar.ts';
import type { Case } from './case.ts';
import type { CaseKind } from './kind.ts';

/** The end of a working day, in the house's zone. */
const DAY_END = '17:30';

/**
 * The end of the n-th working day after the day of `from`, by the calendar of the branch whose case it is.
 * @param days 1 or more
 */
export function afterWorkingDays(
  from: Date,
  days: number,
  tz: string,
  calendar: DayCalendar = OFFICIAL_CALENDAR,
): Date {
  let day = dayOf(from, tz);
  for (let left = days; left > 0; ) {
    day = addDays(day, 1);
    if (calendar.isWorkday(day)) left -= 1;
  }
  return instantOf(day, DAY_END, tz);
}

/** The end of the last working day before the day of `by`: when the owner is warned. */
export function dayBefore(by: Date, tz: string, calendar: DayCalendar = OFFICIAL_CALENDAR): Date {
  let day = addDays(dayOf(by, tz), -1);
  while (!calendar.isWorkday(day)) day = addDays(day, -1);
  return instantOf(day, DAY_END, tz);
}

/** The end of a day that somebody chose. @param day 'YYYY-MM-DD' */
export function endOfDay(day: string, tz: string): Date {
  return instantOf(day, DAY_END, tz);
}

/** What the clocks need to know of a kind of case. */
export type ClockTable<T extends Case, Step extends string, Clock extends string> = Pick<
  CaseKind<T, Step, Clock>,
  'open' | 'clocks' | 'steps' | 'silence'
>;

/** What the clocks need to know of a case; their ends stand in fields of its own. */
export type Timed<T extends Case> = Pick<T, 'state' | 'round' | 'marks'> & Partial<T>;

/** The clocks that run, the one that ends first in front. */
function runningClocks<T extends Case, Step extends string, Clock extends string>(
  { clocks }: Pick<ClockTable<T, Step, Clock>, 'clocks'>,
  one: Timed<T>,
): { clock: Clock; by: Date }[] {
  return clocks
    .flatMap(({ name, field, runsIn }) => {
      const by = one[field as keyof T] as Date | undefined;
      return runsIn.includes(one.state) && by !== undefined ? [{ clock: name, by }] : [];
    })
    .sort((a, b) => Number(a.by) - Number(b.by));
}

/** Which clock runs, and until when, of several the one that ends first; undefined when nobody has to act. */
export function runningClock<T extends Case, Step extends string, Clock extends string>(
  kind: Pick<ClockTable<T, Step, Clock>, 'clocks'>,
  one: Timed<T>,
): { clock: Clock; by: Date } | undefined {
  return runningClocks(kind, one)[0];
}

export function isOverdue<T extends Case, Step extends string, Clock extends string>(
  kind: Pick<ClockTable<T, Step, Clock>, 'clocks'>,
  one: Timed<T>,
  now: Date,
): boolean {
  const running = runningClock(kind, one);
  return running !== undefined && running.by <= now;
}

export type Due<Clock extends string> =
  | { do: 'warn' | 'escalate'; clock: Clock; mark: string; at: Date }
  | { do: 'silence'; at: Date };

/**
 * What happens to a case next by itself, and when. What is marked is not done again: there is one warning and one
 * escalation per clock and round, also where several clocks run in one state. A warning that was missed until the clock ran out is left out: the escalation says it all.
 */
export function nextDue<T extends Case, Step extends string, Clock extends string>(
  kind: ClockTable<T, Step, Clock>,
  one: Timed<T>,
  now: Date,
  tz: string,
  calendar: DayCalendar = OFFICIAL_CALENDAR,
): Due<Clock> | undefined {
  const { silence } = kind;
  if (silence !== undefined && kind.steps[silence.step].from.includes(one.state)) {
    if (one.answeredAt === undefined) return undefined;
    return { do: 'silence', at: new Date(one.answeredAt.getTime() + silence.days * DAY_MS) };
  }
  if (!kind.open.includes(one.state)) return undefined;
  const dues = runningClocks(kind, one).flatMap(({ clock, by }): (Due<Clock> & { clock: Clock })[] => {
    const name = (what: string) => `${what}-${one.round}-${clock}`;
    if (one.marks.includes(name('escalated'))) return [];
    return !one.marks.includes(name('warned')) && now < by
      ? [{ do: 'warn', clock, mark: name('warned'), at: dayBefore(by, tz, calendar) }]
      : [{ do: 'escalate', clock, mark: name('escalated'), at: by }];
  });
  return dues.sort((a, b) => Number(a.at) - Number(b.at))[0];
}
