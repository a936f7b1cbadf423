import { periodsOf } from '../boards/periods.ts';
import type { Entry, Standing } from '../ledger/model.ts';
import { newStreak, raiseStreak, type StreakFloor, type StreakState, stepStreak } from './streak.ts';

/** How many keys a standing remembers, and therefore how far two writers may drift apart before a recount. */
export const RECENT_KEPT = 50;

/**
 * How many missed days a standing keeps until they are counted. A member who missed so many has neither streak nor
 * shields, and a window of misses alone, however many more there are.
 */
export const MISSED_KEPT = 400;

/** What the fold must know beside the entries: what was asked of the member and not answered. */
export interface Asked {
  /** Days, ascending, on which something was asked and locked unanswered. */
  missed: readonly string[];
  /** What a change of the rules left to the member. */
  floor?: StreakFloor | undefined;
}

const NOTHING_ASKED: Asked = { missed: [] };

/** What the fold must know beside the entry: on which days the member was on duty, by the shift of that entry. */
export interface Duty {
  isOnDuty(day: string): boolean;
}

/** The standing of a member who has done nothing yet. */
export function emptyStanding(workspace: string, member: string): Standing {
  return {
    workspace,
    member,
    unitAt: new Date(0),
    total: 0,
    entries: 0,
    day: '',
    dayPoints: 0,
    week: '',
    weekPoints: 0,
    month: '',
    monthPoints: 0,
    year: '',
    yearPoints: 0,
    streak: newStreak(),
    streakDay: '',
    missed: [],
    recent: [],
    version: 0,
  };
}

/** Whether an entry lies before what moved the streak last: only a recount, which reads by day, can place it. */
export function isBehindStreak(standing: Standing | undefined, entry: Entry): boolean {
  return entry.streak && standing !== undefined && entry.day < standing.streakDay;
}

/**
 * The standing after an entry. An entry that is in it already (as far as `recent` goes) changes nothing; one of an
 * older period counts only where it belongs; one behind the streak leaves the streak alone (see `isBehindStreak`).
 * @returns a new standing, its version higher by one, or the same object
 */
export function applyEntry(standing: Standing | undefined, entry: Entry, duty: Duty): Standing {
  const before = standing ?? emptyStanding(entry.workspace, entry.member);
  if (before.recent.includes(entry.key)) return before;
  const periods = periodsOf(entry.day);
  const sum = (period: 'day' | 'week' | 'month' | 'year'): { key: string; points: number } => {
    const key = periods[period];
    if (key < before[period]) return { key: before[period], points: before[`${period}Points`] };
    return { key, points: entry.points + (key === before[period] ? before[`${period}Points`] : 0) };
  };
  const [day, week, month, year] = [sum('day'), sum('week'), sum('month'), sum('year')];
  return {
    ...withUnit(before, entry),
    total: before.total + entry.points,
    entries: before.entries + 1,
    day: day.key,
    dayPoints: day.points,
    week: week.key,
    weekPoints: week.points,
    month: month.key,
    monthPoints: month.points,
    year: year.key,
    yearPoints: year.points,
    ...(entry.streak && entry.day > before.streakDay
      ? { streak: takePart(before, entry.day, duty), streakDay: entry.day, missed: missedAfter(before, entry.day) }
      : {}),
    recent: [...before.recent, entry.key].slice(-RECENT_KEPT),
    version: before.version + 1,
  };
}

/** The missed days that are still to be counted after a day on which the member took part. */
function missedAfter({ missed = [] }: Standing, day: string): string[] {
  return missed.length === 0 ? missed : missed.filter((one) => one > day);
}

/**
 * The standing that a member's entries make, whatever order they come in.
 * @param dutyOf the duty days by the shift of an entry
 * @param asked what was asked of the member meanwhile
 * @returns undefined if there are none
 */
export function foldEntries(
  entries: readonly Entry[],
  dutyOf: (entry: Entry) => Duty,
  { missed, floor }: Asked = NOTHING_ASKED,
): Standing | undefined {
  const sorted = entries.toSorted(byDay);
  const [first] = sorted;
  if (first === undefined) return undefined;
  let standing: Standing = { ...emptyStanding(first.workspace, first.member), missed: [...missed] };
  let isRaised = floor === undefined;
  for (const entry of sorted) {
    if (floor !== undefined && !isRaised && entry.streak && entry.day > floor.day) {
      standing = { ...standing, streak: raiseStreak(standing.streak, floor) };
      isRaised = true;
    }
    standing = applyEntry(standing, entry, dutyOf(entry));
  }
  const streak = floor === undefined || isRaised ? standing.streak : raiseStreak(standing.streak, floor);
  // Before a first answer there is nothing to miss.
  return { ...standing, streak, missed: standing.streakDay === '' ? [] : (standing.missed ?? []).slice(-MISSED_KEPT) };
}

/**
 * The streak as it stands on a day: days on duty since the last entry on which something was asked and not answered are
 * counted as missed, the day itself is not, because it is not over.
 */
export function streakOn(standing: Standing, today: string, duty: Duty): StreakState {
  return standing.streakDay === '' ? standing.streak : passDays(standing, today, duty);
}

function takePart(before: Standing, day: string, duty: Duty): StreakState {
  const streak = before.streakDay === '' ? before.streak : passDays(before, day, duty);
  return stepStreak(streak, day, true, duty.isOnDuty(day));
}

/** Steps the missed days between the last one that moved the streak and `until`, both excluded. */
function passDays(before: Standing, until: string, duty: Duty): StreakState {
  return (before.missed ?? [])
    .filter((day) => before.streakDay < day && day < until)
    .reduce((streak, day) => stepStreak(streak, day, false, duty.isOnDuty(day)), before.streak);
}

/** A correction tells what was, not where the member is now. */
function withUnit(before: Standing, entry: Entry): Standing {
  const isOlder = entry.at < before.unitAt;
  if (entry.reverses !== undefined || isOlder) return before;
  const { branch: _branch, team: _team, ...rest } = before;
  return { ...rest, ...entry.unit, unitAt: entry.at };
}

function byDay(a: Entry, b: Entry): number {
  if (a.day !== b.day) return a.day < b.day ? -1 : 1;
  return a.at.getTime() - b.at.getTime();
}
