import type { Context } from '../context.ts';
import { clock } from '../lib/clock.ts';
import { dayOf, instantOf } from '../lib/zone.ts';
import type { Case } from './case.ts';
import type { AnyKind } from './kind.ts';

/** The views of a board. */
export const BOARDS = ['open', 'solved', 'overdue', 'supported'] as const;
export type Board = (typeof BOARDS)[number];

export interface Counts {
  open: number;
  solved: number;
  overdue: number;
}

export interface BoardData<T extends Case> {
  counts: Counts;
  view: Board;
  items: T[];
}

/** A branch's board; the company's without one. */
export interface BoardScope {
  branch?: string;
}

const SHOWN = 10;

/** A feature's board: how many are open, solved this month and overdue, and ten of one of its four views. */
export async function boardOf<T extends Case>(ctx: Context, kind: AnyKind<T>, view: Board): Promise<BoardData<T>> {
  const [counts, found] = await Promise.all([countsOf(ctx, kind, {}), listOf(ctx, kind, {}, view, SHOWN)]);
  return { counts, view, items: found };
}

export async function countsOf<T extends Case>(ctx: Context, kind: AnyKind<T>, scope: BoardScope): Promise<Counts> {
  const count = (of: Board) => kind.model(ctx).countDocuments(filterOf(ctx, kind, scope, of) as never);
  const [open, solved, overdue] = await Promise.all([count('open'), count('solved'), count('overdue')]);
  return { open, solved, overdue };
}

/** The first of a view: the newest, of the overdue ones the oldest, of the supported ones those with the most behind them. */
export async function listOf<T extends Case>(
  ctx: Context,
  kind: AnyKind<T>,
  scope: BoardScope,
  view: Board,
  most: number,
): Promise<T[]> {
  const filter = filterOf(ctx, kind, scope, view);
  if (view === 'supported')
    return kind
      .model(ctx)
      .aggregate<T>([
        { $match: filter },
        { $addFields: { support: { $size: '$supporters' } } },
        { $sort: { support: -1, createdAt: 1 } },
        { $limit: most },
      ]);
  const sort = view === 'solved' ? ({ solvedAt: -1 } as const) : ({ createdAt: view === 'overdue' ? 1 : -1 } as const);
  return kind
    .model(ctx)
    .find(filter as never)
    .sort(sort)
    .limit(most)
    .lean<T[]>();
}

function filterOf<T extends Case>(
  ctx: Context,
  kind: AnyKind<T>,
  { branch }: BoardScope,
  view: Board,
): Record<string, unknown> {
  const now = clock.now();
  const base = { workspace: ctx.workspace, ...(branch === undefined ? {} : { branch }) };
  switch (view) {
    case 'open':
      return { ...base, state: { $in: [...kind.open] } };
    case 'solved':
      return { ...base, ...unmerged(kind), solvedAt: { $gte: monthStart(ctx, now) } };
    case 'overdue':
      return {
        ...base,
        $or: kind.clocks.map(({ runsIn, field }) => ({ state: { $in: [...runsIn] }, [field]: { $lte: now } })),
      };
    case 'supported':
      return { ...base, state: { $in: [...kind.open] }, 'supporters.0': { $exists: true } };
  }
}

/** Without those that went on as another case. */
export function unmerged<T extends Case>({ merges, steps }: AnyKind<T>): { state?: { $ne: string } } {
  const to = merges === undefined ? undefined : steps[merges]?.to;
  return to === undefined ? {} : { state: { $ne: to } };
}

/** The start of the month in which an instant is, in the house's zone. */
function monthStart(ctx: Context, now: Date): Date {
  const { TIMEZONE } = ctx.config;
  return instantOf(`${dayOf(now, TIMEZONE).slice(0, 8)}01`, '00:00', TIMEZONE);
}
