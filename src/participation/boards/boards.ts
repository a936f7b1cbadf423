import { clock } from '../../lib/clock.ts';
import { boardIndex, ledgerRows, type Standing, type Store, standingRows } from '../ledger/model.ts';
import { ranksOf } from '../ledger/points.ts';
import { standingOf } from '../ledger/store.ts';
import { type PeriodKind, type Periods, periodRange } from './periods.ts';

export type BoardScope = 'company' | 'branch' | 'team';

/** Which board: of whom, of what kind of period, and which periods are now (`periodsOf` the reader's day). */
export interface BoardQuery {
  period: PeriodKind;
  scope: BoardScope;
  /** Needed where `scope` is the branch or the team. */
  branch?: string | undefined;
  team?: string | undefined;
  at: Periods;
}

/** A member's own board; without `at` that of the member's latest entry, which right after one is now. */
export type OwnQuery = Pick<BoardQuery, 'period' | 'scope'> & Partial<Pick<BoardQuery, 'at'>>;

export interface BoardRow {
  /** Equal points share a rank. */
  rank: number;
  member: string;
  points: number;
}

export interface Rank {
  rank: number;
  points: number;
  /** How many took part; beyond a thousand it may be a minute old. */
  of: number;
}

type Filter = { workspace: string; branch?: string; team?: string; [field: string]: unknown };

const FIRST = 10;
const COUNTED_EXACTLY = 1_000;
const COUNT_KEPT_MS = 60_000;
const COUNTS_KEPT = 1_000;
const counts = new Map<string, { of: number; until: number }>();

/**
 * A member's rank in a running period: one more than those with more points, counted in the index.
 * @param member an id, or the standing where it has just been read
 * @param query the scope's branch and team are the member's own
 * @returns undefined if the member has no points in the period or belongs to no such unit
 */
export async function rankOf(ctx: Store, member: string | Standing, query: OwnQuery): Promise<Rank | undefined> {
  const own = await ownBoard(ctx, member, query);
  if (own === undefined || own.points <= 0) return undefined;
  const [rank, of] = await Promise.all([rankAt(ctx, own.query, own.points), takingPart(ctx, own.query)]);
  return { rank, points: own.points, of: Math.max(of, rank) };
}

/** The first of a running period; members without points are not shown. */
export async function board(
  ctx: Store,
  query: BoardQuery,
  { limit = FIRST }: { limit?: number } = {},
): Promise<BoardRow[]> {
  const points = pointsField(query);
  const rows = await find(ctx, query, { [points]: { $gt: 0 } }, { [points]: -1, member: 1 }, limit);
  return ranked(rows.map((row) => ({ member: row.member, points: row[points] })));
}

/**
 * A member between the one before and the one after on the board, as far as there are any.
 * @returns undefined under the conditions of `rankOf`
 */
export async function around(ctx: Store, member: string, query: OwnQuery): Promise<BoardRow[] | undefined> {
  const own = await ownBoard(ctx, member, query);
  if (own === undefined || own.points <= 0) return undefined;
  const field = pointsField(query);
  const up = { [field]: 1, member: -1 } as const;
  const down = { [field]: -1, member: 1 } as const;
  const next = async (same: object, other: object, order: typeof up | typeof down): Promise<Standing | undefined> => {
    const [beside] = await find(ctx, own.query, { [field]: own.points, member: same }, order, 1);
    return beside ?? (await find(ctx, own.query, { [field]: other }, order, 1))[0];
  };
  const [before, after] = await Promise.all([
    next({ $lt: member }, { $gt: own.points }, up),
    next({ $gt: member }, { $lt: own.points, $gt: 0 }, down),
  ]);
  const rows = [before?.[field], own.points, after?.[field]];
  const ranks = await Promise.all(rows.map((points) => (points === undefined ? 0 : rankAt(ctx, own.query, points))));
  return [before?.member, member, after?.member].flatMap((who, index) => {
    const [rank, points] = [ranks[index], rows[index]];
    return who === undefined || rank === undefined || points === undefined ? [] : [{ rank, member: who, points }];
  });
}

/**
 * The first of a period that is over, from the ledger: units as they were then, corrections included.
 * @param query `key` is the period as `periodsOf` writes it
 * @returns the first with points, and how many took part
 */
export async function boardOfPeriod(
  ctx: Store,
  query: Omit<BoardQuery, 'at' | 'period'> & { key: string },
  { limit = FIRST }: { limit?: number } = {},
): Promise<{ rows: BoardRow[]; of: number }> {
  const { from, to } = periodRange(query.key);
  const filter = {
    workspace: ctx.workspace,
    day: { $gte: from, $lte: to },
    ...(query.scope === 'company' ? {} : { 'unit.branch': query.branch ?? null }),
    ...(query.scope === 'team' ? { 'unit.team': query.team ?? null } : {}),
  };
  const first = { n: limit, sortBy: { points: -1, _id: 1 }, output: { member: '$_id', points: '$points' } };
  const [found] = await ledgerRows(ctx)
    .aggregate<{ rows: { member: string; points: number }[]; of: number }>(
      [
        { $match: filter },
        { $group: { _id: '$member', points: { $sum: '$points' } } },
        { $group: { _id: null, rows: { $topN: first }, of: { $sum: 1 } } },
      ],
      { hint: 'day', allowDiskUse: true },
    )
    .toArray();
  return { rows: ranked((found?.rows ?? []).filter((row) => row.points > 0)), of: found?.of ?? 0 };
}

const pointsField = ({ period }: Pick<BoardQuery, 'period'>): `${PeriodKind}Points` => `${period}Points`;

/** Rows in their order, ranked from the first of all. */
function ranked(rows: readonly { member: string; points: number }[]): BoardRow[] {
  const ranks = ranksOf(rows.map((row) => row.points));
  return rows.map((row, index) => ({ ...row, rank: ranks[index] ?? index + 1 }));
}

async function ownBoard(
  ctx: Store,
  member: string | Standing,
  { period, scope, at }: OwnQuery,
): Promise<{ query: BoardQuery; points: number } | undefined> {
  const standing = typeof member === 'string' ? await standingOf(ctx, member) : member;
  if (standing === undefined || standing[period] === '') return undefined;
  const { branch, team } = standing;
  const isOutside = (scope !== 'company' && branch === undefined) || (scope === 'team' && team === undefined);
  if (isOutside || (at !== undefined && standing[period] !== at[period])) return undefined;
  return { query: { period, scope, branch, team, at: at ?? standing }, points: standing[pointsField({ period })] };
}

function filterOf(ctx: Store, query: BoardQuery): Filter {
  return {
    workspace: ctx.workspace,
    ...(query.scope === 'company' ? {} : { branch: query.branch ?? '' }),
    ...(query.scope === 'team' ? { team: query.team ?? '' } : {}),
    [query.period]: query.at[query.period],
  };
}

async function find(
  ctx: Store,
  query: BoardQuery,
  condition: object,
  order: Record<string, 1 | -1>,
  limit: number,
): Promise<Standing[]> {
  const hint = boardIndex(query.scope, query.period);
  const projection = { _id: 0, member: 1, [pointsField(query)]: 1 };
  const rows = standingRows(ctx).find({ ...filterOf(ctx, query), ...condition }, { hint, projection });
  return (await rows.sort(order).limit(limit).toArray()) as Standing[];
}

async function rankAt(ctx: Store, query: BoardQuery, points: number): Promise<number> {
  const filter = { ...filterOf(ctx, query), [pointsField(query)]: { $gt: points } };
  const hint = boardIndex(query.scope, query.period);
  return 1 + (await standingRows(ctx).countDocuments(filter, { hint }));
}

/** How many are on a board: a small one is counted, a big one once a minute. */
async function takingPart(ctx: Store, query: BoardQuery): Promise<number> {
  const filter = filterOf(ctx, query);
  const hint = boardIndex(query.scope, query.period);
  const key = JSON.stringify([ctx.db.name, filter]);
  const now = clock.now().getTime();
  const kept = counts.get(key);
  if (kept !== undefined && now < kept.until && kept.until <= now + COUNT_KEPT_MS) return kept.of;
  const some = await standingRows(ctx).countDocuments(filter, { hint, limit: COUNTED_EXACTLY });
  if (some < COUNTED_EXACTLY) return some;
  const of = await standingRows(ctx).countDocuments(filter, { hint });
  if (counts.size >= COUNTS_KEPT) counts.clear();
  counts.set(key, { of, until: now + COUNT_KEPT_MS });
  return of;
}
