import { addDays, DAY_MS } from '../../../lib/zone.ts';
import { type DayCalendar, OFFICIAL_CALENDAR } from '../../../members/calendar/day-calendar.ts';
import { dayOf, instantOf } from '../../../members/shift.ts';
import { OPEN, OUTCOMES, type State } from './states.ts';

/** Calendar days without a word until an answered item closes. */
export const SILENCE_DAYS = 7;
/** The end of a working day, in the house's zone. */
const DAY_END = '17:30';

/**
 * The end of the n-th working day after the day of `from`, by the calendar of the branch whose item it is.
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

export const CLOCKS = ['accept', 'reply', 'due'] as const;
export type Clock = (typeof CLOCKS)[number];

/** What the clocks must know of an item. `marks` names what was done: `warned-0-accept`, `escalated-0-accept`. */
export interface Timed {
  state: State;
  /** Grows when the item is reopened, and its clocks begin anew. */
  round: number;
  acceptBy: Date;
  replyBy?: Date | undefined;
  dueAt?: Date | undefined;
  answeredAt?: Date | undefined;
  marks: readonly string[];
}

/** Which clock runs, and until when; undefined when nobody has to act. */
export function runningClock(item: Timed): { clock: Clock; by: Date } | undefined {
  if (item.state === 'received') return { clock: 'accept', by: item.acceptBy };
  if (item.state === 'accepted' && item.replyBy !== undefined) return { clock: 'reply', by: item.replyBy };
  if (item.state === 'progress' && item.dueAt !== undefined) return { clock: 'due', by: item.dueAt };
  return undefined;
}

export function isOverdue(item: Timed, now: Date): boolean {
  const running = runningClock(item);
  return running !== undefined && running.by <= now;
}

export type Due = { do: 'warn' | 'escalate'; clock: Clock; mark: string; at: Date } | { do: 'silence'; at: Date };

/**
 * What happens to an item next by itself, and when. What is marked is not done again: one warning and one escalation per
 * clock and round. A warning that was missed until the clock ran out is left out: the escalation says it all.
 */
export function nextDue(
  item: Timed,
  now: Date,
  tz: string,
  calendar: DayCalendar = OFFICIAL_CALENDAR,
): Due | undefined {
  if (OUTCOMES.some((one) => one === item.state)) {
    if (item.answeredAt === undefined) return undefined;
    return { do: 'silence', at: new Date(item.answeredAt.getTime() + SILENCE_DAYS * DAY_MS) };
  }
  const running = runningClock(item);
  if (!OPEN.includes(item.state) || running === undefined) return undefined;
  const { clock, by } = running;
  const name = (what: string) => `${what}-${item.round}-${clock}`;
  if (item.marks.includes(name('escalated'))) return undefined;
  if (!item.marks.includes(name('warned')) && now < by)
    return { do: 'warn', clock, mark: name('warned'), at: dayBefore(by, tz, calendar) };
  return { do: 'escalate', clock, mark: name('escalated'), at: by };
}
