import { mongo } from 'mongoose';
import type { Context } from '../../../../context.ts';
import { clock } from '../../../../lib/clock.ts';
import { isDuplicateKey } from '../../../../lib/stores/mongo.ts';
import { DAY_MS } from '../../../../lib/zone.ts';
import { CHANGES, COUNTS, receipts } from '../../model.ts';
import type { TallyRow } from '../../rules.ts';
import { type Cover, coverOf, coversMost, inOrder, packRows, type Unit, unpackRows, withRecount } from '../rules.ts';
import { type StoredTally, tallies } from '../tally-model.ts';

/** A look goes back so far before the last one: clocks of processes differ, and a write is seen after its instant. */
export const OVERLAP_MS = 120_000;
/** What was stored less than so long ago is not stored again: the overlap finds most of its changes once more all the same. */
const KEPT_MS = 60_000;

/**
 * How many receipts are in which state, by branch and team, as they are now. What was counted last is stored; only the
 * units with a receipt that changed since are counted anew, from an index alone.
 * @param branch only this one's
 */
export async function countReceipts(ctx: Context, announcement: string, branch?: string): Promise<TallyRow[]> {
  const rows = await countedRows(ctx, announcement);
  return branch === undefined ? rows : rows.filter((row) => row.branch === branch);
}

async function countedRows(ctx: Context, announcement: string): Promise<TallyRow[]> {
  const stored = await tallies(ctx).findOne({ workspace: ctx.workspace, announcement }).lean<StoredTally>();
  // Before the look: what changes meanwhile is found by the next one.
  const countedAt = clock.now();
  // Once a day all of it: a write that was later than the overlap, or was rolled back, is wrong no longer than that.
  if (stored === null || countedAt.getTime() - stored.wholeAt.getTime() >= DAY_MS)
    return countWhole(ctx, announcement, countedAt);
  const units = await changedUnits(ctx, announcement, new Date(stored.countedAt.getTime() - OVERLAP_MS));
  const rows = unpackRows(stored.rows.value());
  if (units.length === 0) return rows;
  const cover = coverOf(units);
  if (coversMost(rows, cover)) return countWhole(ctx, announcement, countedAt);
  const present = withRecount(rows, cover, await countAnew(ctx, announcement, cover));
  if (countedAt.getTime() - stored.countedAt.getTime() >= KEPT_MS)
    await store(ctx, { announcement, countedAt, wholeAt: stored.wholeAt }, present);
  return present;
}

async function countWhole(ctx: Context, announcement: string, countedAt: Date): Promise<TallyRow[]> {
  const rows = inOrder(await countAnew(ctx, announcement));
  if (rows.length > 0) await store(ctx, { announcement, countedAt, wholeAt: countedAt }, rows);
  return rows;
}

/** Where a receipt has changed since an instant: reads the keys of those receipts and no others. */
async function changedUnits(ctx: Context, announcement: string, since: Date): Promise<Unit[]> {
  return receipts(ctx).aggregate<Unit>(
    [
      { $match: { workspace: ctx.workspace, announcement, changedAt: { $gte: since } } },
      { $group: { _id: { branch: '$branch', team: '$team' } } },
      { $project: { _id: 0, branch: '$_id.branch', team: '$_id.team' } },
    ],
    { hint: CHANGES },
  );
}

/** Groups the keys of an index: of all receipts or of a part, in one look, so that they add up. */
async function countAnew(ctx: Context, announcement: string, cover?: Cover): Promise<TallyRow[]> {
  const part = cover === undefined ? {} : { branch: { $in: [...cover.branches] }, team: { $in: [...cover.teams] } };
  return receipts(ctx).aggregate<TallyRow>(
    [
      { $match: { workspace: ctx.workspace, announcement, ...part } },
      {
        $group: {
          _id: { branch: '$branch', team: '$team', state: '$state' },
          count: { $sum: 1 },
          wrongFirst: { $sum: '$wrongFirst' },
          opened: { $sum: '$opened' },
        },
      },
      {
        $project: {
          ...{ _id: 0, branch: '$_id.branch', team: '$_id.team', state: '$_id.state' },
          ...{ count: 1, wrongFirst: 1, opened: 1 },
        },
      },
    ],
    { hint: COUNTS },
  );
}

/** Unless a later look is stored: what another has counted since is not lost. */
async function store(
  ctx: Context,
  { announcement, countedAt, wholeAt }: Pick<StoredTally, 'announcement' | 'countedAt' | 'wholeAt'>,
  rows: readonly TallyRow[],
): Promise<void> {
  try {
    await tallies(ctx).updateOne(
      { workspace: ctx.workspace, announcement, countedAt: { $lt: countedAt } },
      { $set: { countedAt, wholeAt, rows: new mongo.Binary(packRows(rows)) } },
      { upsert: true },
    );
  } catch (error) {
    // There is one, and it is no older.
    if (!isDuplicateKey(error)) throw error;
  }
}
