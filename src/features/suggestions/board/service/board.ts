import type { Context } from '../../../../context.ts';
import { clock } from '../../../../lib/clock.ts';
import { dayOf, instantOf } from '../../../../members/shift.ts';
import { type Item, items } from '../../model.ts';
import { OPEN } from '../../rules/states.ts';
import type { Board } from '../rules.ts';

export interface Counts {
  open: number;
  solved: number;
  overdue: number;
}

export interface BoardData {
  counts: Counts;
  view: Board;
  items: Item[];
}

/** A branch's board; the company's without one. */
export interface BoardScope {
  branch?: string;
}

const SHOWN = 10;

/** The public board: how many are open, solved this month and overdue, and ten of one of its four views. */
export async function boardOf(ctx: Context, view: Board): Promise<BoardData> {
  const [counts, found] = await Promise.all([countsOf(ctx, {}), listOf(ctx, {}, view, SHOWN)]);
  return { counts, view, items: found };
}

export async function countsOf(ctx: Context, scope: BoardScope): Promise<Counts> {
  const count = (of: Board) => items(ctx).countDocuments(filterOf(ctx, scope, of));
  const [open, solved, overdue] = await Promise.all([count('open'), count('solved'), count('overdue')]);
  return { open, solved, overdue };
}

/** The first of a view: the newest, of the overdue ones the oldest, of the supported ones those with the most behind them. */
export async function listOf(ctx: Context, scope: BoardScope, view: Board, most: number): Promise<Item[]> {
  const filter = filterOf(ctx, scope, view);
  if (view === 'supported')
    return items(ctx).aggregate<Item>([
      { $match: filter },
      { $addFields: { support: { $size: '$supporters' } } },
      { $sort: { support: -1, createdAt: 1 } },
      { $limit: most },
    ]);
  const sort = view === 'solved' ? ({ solvedAt: -1 } as const) : ({ createdAt: view === 'overdue' ? 1 : -1 } as const);
  return items(ctx).find(filter).sort(sort).limit(most).lean<Item[]>();
}

function filterOf(ctx: Context, { branch }: BoardScope, view: Board): Record<string, unknown> {
  const now = clock.now();
  const base = { workspace: ctx.workspace, ...(branch === undefined ? {} : { branch }) };
  switch (view) {
    case 'open':
      return { ...base, state: { $in: [...OPEN] } };
    case 'solved':
      return { ...base, state: { $ne: 'merged' }, solvedAt: { $gte: monthStart(ctx, now) } };
    case 'overdue':
      return {
        ...base,
        $or: [
          { state: 'received', acceptBy: { $lte: now } },
          { state: 'accepted', replyBy: { $lte: now } },
          { state: 'progress', dueAt: { $lte: now } },
        ],
      };
    case 'supported':
      return { ...base, state: { $in: [...OPEN] }, 'supporters.0': { $exists: true } };
  }
}

/** The start of the month in which an instant is, in the house's zone. */
function monthStart(ctx: Context, now: Date): Date {
  const { TIMEZONE } = ctx.config;
  return instantOf(`${dayOf(now, TIMEZONE).slice(0, 8)}01`, '00:00', TIMEZONE);
}
