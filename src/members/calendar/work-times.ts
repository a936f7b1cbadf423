import type { Connection } from 'mongoose';
import { clock } from '../../lib/clock.ts';
import { knownLeaves } from '../leave/known.ts';
import type { Store } from '../model.ts';
import type { AwaySpan, Shift, Work } from '../shift.ts';
import { companyShifts } from '../shifts/model.ts';
import { type ShiftFacts, shiftsNamed } from '../shifts/named-shifts.ts';
import { readShiftText } from '../shifts/read-shift.ts';
import { calendarOf, type DayCalendar, type DayKind } from './day-calendar.ts';
import { type CalendarChange, calendarChanges } from './model.ts';

/** How long another process's change of the calendar may stay unseen here. */
const KEPT_MS = 5_000;

/** One day of a calendar, and where it comes from. */
export interface KeptDay {
  kind: DayKind;
  name: string;
  by: string;
}

/** What is said in a workspace, by day: the notice, the company's own, and each branch's. */
export interface KeptDays {
  notice: ReadonlyMap<string, KeptDay>;
  company: ReadonlyMap<string, KeptDay>;
  branches: ReadonlyMap<string, ReadonlyMap<string, KeptDay>>;
}

/** Whose hours are asked for; a person who is not known has those of the house. */
export interface Worker {
  user?: string | undefined;
  /** In the roster's words. */
  shift?: string | undefined;
  branch?: string | undefined;
}

/** The working times of everybody, as they were a few seconds ago. */
export interface WorkTimes {
  days: KeptDays;
  of(worker: Worker): Work;
  /** The calendar of a branch; of the company without one. */
  calendar(branch?: string): DayCalendar;
  /** The branches that have days of their own. */
  branches: readonly string[];
}

interface Kept {
  atMs: number;
  times: Promise<WorkTimes>;
}

const caches = new WeakMap<Connection, Map<string, Kept>>();

function cacheOf(ctx: Pick<Store, 'db'>): Map<string, Kept> {
  const cache = caches.get(ctx.db) ?? new Map<string, Kept>();
  caches.set(ctx.db, cache);
  return cache;
}

/** The working times as read in the last 5 s, else as they stand; who asks meanwhile waits for the same reading. */
export function workTimesOf(ctx: Store): Promise<WorkTimes> {
  const cache = cacheOf(ctx);
  const nowMs = clock.now().getTime();
  const kept = cache.get(ctx.workspace);
  // A clock that was moved back must not keep an old reading alive.
  if (kept !== undefined && nowMs >= kept.atMs && nowMs - kept.atMs < KEPT_MS) return kept.times;
  const times = load(ctx);
  const fresh = { atMs: nowMs, times };
  cache.set(ctx.workspace, fresh);
  times.catch(() => {
    if (cache.get(ctx.workspace) === fresh) cache.delete(ctx.workspace);
  });
  return times;
}

/** Forgets what was read, after a change. */
export function forgetWorkTimes(ctx: Store): void {
  cacheOf(ctx).delete(ctx.workspace);
}

async function load(ctx: Store): Promise<WorkTimes> {
  const [changes, shifts, leaves] = await Promise.all([standingChanges(ctx), shiftFacts(ctx), knownLeaves(ctx)]);
  return timesFrom(daysSaid(changes), shifts, leaves);
}

/** The changes that count, in their order. */
export function standingChanges(ctx: Store): Promise<CalendarChange[]> {
  return calendarChanges(ctx)
    .find({ workspace: ctx.workspace, undoneAt: { $exists: false }, isDraft: { $ne: true } })
    .sort({ at: 1, _id: 1 })
    .lean<CalendarChange[]>()
    .exec();
}

/** What stands after these changes. @param changes in their order, without those that were taken back */
export function daysSaid(changes: readonly Pick<CalendarChange, 'source' | 'branch' | 'days' | 'by'>[]): KeptDays {
  const notice = new Map<string, KeptDay>();
  const company = new Map<string, KeptDay>();
  const branches = new Map<string, Map<string, KeptDay>>();
  for (const { source, branch, days, by } of changes) {
    const own = branch === '' ? company : (branches.get(branch) ?? new Map<string, KeptDay>());
    if (source === 'own' && branch !== '') branches.set(branch, own);
    const layer = source === 'notice' ? notice : own;
    for (const { day, kind, name } of days)
      if (kind === 'none') layer.delete(day);
      else layer.set(day, { kind, name, by });
  }
  return { notice, company, branches };
}

/** The shifts that the company has named. */
export function shiftFacts(ctx: Store): Promise<ShiftFacts[]> {
  return companyShifts(ctx)
    .find({ workspace: ctx.workspace }, { name: 1, keys: 1, aliases: 1, versions: 1 })
    .lean<ShiftFacts[]>()
    .exec();
}

/** The working times that these days make, and the shifts that have a name. @param leaves by user, the days on which they are away */
export function timesFrom(
  days: KeptDays,
  named: readonly ShiftFacts[] = [],
  leaves: ReadonlyMap<string, readonly AwaySpan[]> = new Map(),
): WorkTimes {
  const { notice, company } = days;
  const whole = calendarOf({ company, notice });
  const calendars = new Map(
    [...days.branches].map(([name, branch]) => [name, calendarOf({ branch, company, notice })] as const),
  );
  const shifts = new Map<string, Shift | undefined>();
  const byName = shiftsNamed(named);
  const shiftOf = (text: string): Shift | undefined => {
    if (!shifts.has(text)) {
      const read = readShiftText(text, byName);
      shifts.set(text, read === undefined || 'unnamed' in read ? undefined : read);
    }
    return shifts.get(text);
  };
  const calendar = (branch = '') => calendars.get(branch) ?? whole;
  return {
    days,
    calendar,
    branches: [...calendars.keys()],
    of: ({ user = '', shift = '', branch }) => ({
      shift: shiftOf(shift),
      calendar: calendar(branch),
      away: leaves.get(user) ?? [],
    }),
  };
}
