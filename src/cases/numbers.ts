import type { Actor } from '../bot/actor.ts';
import type { Context } from '../context.ts';
import { clock } from '../lib/clock.ts';
import { DAY_MS, dayOf, instantOf } from '../lib/zone.ts';
import { affairsOf, inAffairs } from '../members/roles.ts';
import { unmerged } from './boards.ts';
import type { Case } from './case.ts';
import type { AnyKind } from './kind.ts';

/** What the numbers need of one case. */
export interface Counted {
  kind: string;
  branch: string;
  createdAt: Date;
  acceptedAt?: Date | undefined;
  solvedAt?: Date | undefined;
  satisfaction?: string | undefined;
}

export interface Line {
  key: string;
  count: number;
  solved: number;
  /** Median days; undefined when nothing got so far. */
  toAccept: number | undefined;
  toSolve: number | undefined;
  satisfied: number;
  rated: number;
}

/** The median; undefined of nothing. */
export function median(values: readonly number[]): number | undefined {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const high = sorted[middle];
  if (high === undefined) return undefined;
  return sorted.length % 2 === 1 ? high : ((sorted[middle - 1] ?? high) + high) / 2;
}

/** The numbers of a group. */
export function lineOf(key: string, items: readonly Counted[]): Line {
  const days = (pick: (one: Counted) => Date | undefined) =>
    median(items.flatMap((one) => (pick(one) === undefined ? [] : [Number(pick(one)) - one.createdAt.getTime()])));
  const round = (ms: number | undefined) => (ms === undefined ? undefined : Math.round((ms / DAY_MS) * 10) / 10);
  const rated = items.filter((one) => one.satisfaction !== undefined);
  return {
    key,
    count: items.length,
    solved: items.filter((one) => one.solvedAt !== undefined).length,
    toAccept: round(days((one) => one.acceptedAt)),
    toSolve: round(days((one) => one.solvedAt)),
    satisfied: rated.filter((one) => one.satisfaction === 'satisfied').length,
    rated: rated.length,
  };
}

/** A line for each value of a field, the most frequent first. */
export function linesBy(items: readonly Counted[], field: 'kind' | 'branch'): Line[] {
  const groups = new Map<string, Counted[]>();
  for (const one of items) {
    const group = groups.get(one[field]);
    if (group === undefined) groups.set(one[field], [one]);
    else group.push(one);
  }
  return [...groups]
    .map(([key, own]) => lineOf(key, own))
    .sort((a, b) => b.count - a.count || (a.key < b.key ? -1 : 1));
}

/** The year in numbers. */
export interface Numbers {
  year: string;
  /** The branch whose numbers they are; undefined: the company's. */
  branch: string | undefined;
  all: Line;
  kinds: Line[];
  branches: Line[];
  /** New and solved cases by month, January first. */
  months: { label: string; count: number; solved: number }[];
}

/** The year's cases that an officer looks after, the oldest first; what was merged counts with what it was merged into. */
export async function yearOf<T extends Case>(
  ctx: Context,
  kind: AnyKind<T>,
  actor: Actor,
): Promise<{ year: string; branch: string | undefined; found: T[] }> {
  const { TIMEZONE } = ctx.config;
  const year = dayOf(clock.now(), TIMEZONE).slice(0, 4);
  const affairs = affairsOf(actor);
  const createdAt = { $gte: instantOf(`${year}-01-01`, '00:00', TIMEZONE) };
  const found = await kind
    .model(ctx)
    .find({ workspace: ctx.workspace, ...inAffairs(affairs), ...unmerged(kind), createdAt } as never, {
      events: 0,
      sealed: 0,
    })
    .sort({ createdAt: 1 })
    .lean<T[]>();
  return { year, branch: typeof affairs === 'string' ? undefined : affairs.branch, found };
}

/** The year's numbers of the cases that an officer looks after. */
export async function numbersOf<T extends Case>(ctx: Context, kind: AnyKind<T>, actor: Actor): Promise<Numbers> {
  const { year, found, branch } = await yearOf(ctx, kind, actor);
  const monthOf = (at: Date) => dayOf(at, ctx.config.TIMEZONE).slice(0, 7);
  const months = Array.from({ length: 12 }, (_, index) => `${year}-${String(index + 1).padStart(2, '0')}`)
    .filter((month) => month <= monthOf(clock.now()))
    .map((month) => ({
      label: month,
      count: found.filter((one) => monthOf(one.createdAt) === month).length,
      solved: found.filter((one) => one.solvedAt !== undefined && monthOf(one.solvedAt) === month).length,
    }));
  const lines = { all: lineOf('', found), kinds: linesBy(found, 'kind'), branches: linesBy(found, 'branch') };
  return { year, branch, ...lines, months };
}
