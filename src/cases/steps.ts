import type { Actor } from '../bot/actor.ts';
import { UserError } from '../bot/routing/errors.ts';
import type { Write } from '../lib/living.ts';
import type { DayCalendar } from '../members/calendar/day-calendar.ts';
import { rankAbove } from '../members/ranks.ts';
import type { Case, CaseEvent } from './case.ts';
import { afterWorkingDays, endOfDay, nextDue } from './clocks.ts';
import type { CaseKind } from './kind.ts';

/** What became of a step. */
export interface Changed<T> {
  item: T;
  /** False: somebody else was first, and the case is as it is. */
  isDone: boolean;
}

/** A step that somebody takes. */
export interface Taking<T extends Case, Step extends string> {
  step: Step;
  /** What the person says. */
  words?: string;
  /** The day of a clock whose end is chosen; without it the pace decides. 'YYYY-MM-DD' */
  due?: string | undefined;
  /** What it sets besides. */
  set?: Write<T>;
}

/** What decides beside the case itself. */
export interface Moment<Clock extends string> {
  now: Date;
  tz: string;
  calendar: DayCalendar;
  pace: Partial<Record<Clock, number>>;
}

/** Whether a step leads on from where a case stands. */
export function isPossible<T extends Case, Step extends string, Clock extends string>(
  kind: Pick<CaseKind<T, Step, Clock>, 'steps' | 'reopens'>,
  { state, round }: Pick<T, 'state' | 'round'>,
  step: Step,
): boolean {
  const rule = kind.steps[step];
  const mayReopen = round < (kind.reopens ?? 1);
  return rule.from.includes(state) && (mayReopen ? rule.isLast !== true : rule.reopens !== true);
}

/** A case with one event more: that it has to be told is part of it. */
export function withEvent<T extends Case>(one: T, now: Date, event: Omit<CaseEvent, 'seq' | 'at'>): Write<T> {
  const events = [...one.events, { seq: one.events.length, at: now, ...event }];
  return { events, untold: true } as unknown as Write<T>;
}

/** The ends of the clocks that a step, or the coming of a case, sets. @throws UserError when the chosen day is past */
export function clocksSetBy<T extends Case, Step extends string, Clock extends string>(
  kind: CaseKind<T, Step, Clock>,
  step: Step | 'open',
  due: string | undefined,
  { now, tz, calendar, pace }: Moment<Clock>,
): Write<T> {
  const ends = kind.clocks
    .filter(({ setBy }) => setBy.includes(step))
    .flatMap(({ name, field, isChosen }) => {
      const days = pace[name];
      const end =
        isChosen === true && due !== undefined
          ? endOfDay(due, tz)
          : days === undefined
            ? undefined
            : afterWorkingDays(now, days, tz, calendar);
      if (end !== undefined && end <= now) throw new UserError(kind.words.badDate);
      return [[field, end]];
    });
  return Object.fromEntries(ends) as Write<T>;
}

/**
 * What a step writes.
 * @returns undefined when it is not possible as the case stands
 * @throws UserError when it needs words, or the chosen day is past
 */
export function stepWrite<T extends Case, Step extends string, Clock extends string>(
  kind: CaseKind<T, Step, Clock>,
  one: T,
  { step, words, due, set }: Taking<T, Step>,
  by: Pick<Actor, 'user'> | undefined,
  moment: Moment<Clock>,
): Write<T> | undefined {
  if (!isPossible(kind, one, step)) return undefined;
  const rule = kind.steps[step];
  if (rule.words === 'required' && (words ?? '').trim() === '') throw new UserError(kind.words.needReason);
  const isNamed = by !== undefined && (rule.by === 'officer' || rule.by === 'owner');
  const own = {
    state: rule.to,
    ...(rule.owns === true && by !== undefined ? { owner: by.user } : {}),
    ...(rule.reopens === true ? { round: one.round + 1, rank: rankAbove(one.rank) } : {}),
    ...(rule.ends === true ? { closedAt: moment.now, sealed: undefined } : {}),
  };
  const event = {
    what: rule.event,
    ...(isNamed ? { by: by.user } : {}),
    ...(words === undefined ? {} : { words }),
  };
  return {
    ...(own as unknown as Write<T>),
    ...clocksSetBy(kind, step, due, moment),
    ...rule.sets?.(one, moment.now),
    ...set,
    ...withEvent(one, moment.now, event),
  };
}

/** What a case does by itself now: warn, escalate or close after silence; undefined when nothing is due. */
export function dueWrite<T extends Case, Step extends string, Clock extends string>(
  kind: CaseKind<T, Step, Clock>,
  one: T,
  moment: Moment<Clock>,
): Write<T> | undefined {
  const due = nextDue(kind, one, moment.now, moment.tz, moment.calendar);
  if (due === undefined || due.at > moment.now) return undefined;
  if (due.do === 'silence')
    return kind.silence === undefined
      ? undefined
      : stepWrite(kind, one, { step: kind.silence.step }, undefined, moment);
  const marks = [...one.marks, due.mark];
  const what = due.do === 'warn' ? 'warned' : 'escalated';
  return {
    ...({ marks, ...(due.do === 'warn' ? {} : { rank: rankAbove(one.rank) }) } as unknown as Write<T>),
    ...withEvent(one, moment.now, { what, clock: due.clock }),
  };
}
