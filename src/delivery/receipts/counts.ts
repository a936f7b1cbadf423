import { mongo } from 'mongoose';
import type { Context } from '../../context.ts';
import { clock } from '../../lib/clock.ts';
import { isDuplicateKey } from '../../lib/stores/mongo.ts';
import { DAY_MS } from '../../lib/zone.ts';
import { type Book, changesIndex, countsIndex, type StoredTally, tallyOf } from './book.ts';
import { type Tally, type TallyRow, tallied } from './rules.ts';
import {
  type Cover,
  coverOf,
  coversMost,
  inOrder,
  packRows,
  type Unit,
  unpackRows,
  withRecount,
} from './tally-rules.ts';

/** A look goes back so far before the last one: clocks of processes differ, and a write is seen after its instant. */
export const OVERLAP_MS = 120_000;
/** What was stored less than so long ago is not stored again: the overlap finds most of its changes once more all the same. */
const KEPT_MS = 60_000;

/**
 * How many receipts are in which state, by branch and team, as they are now. What was counted last is stored; only the
 * units with a receipt that changed since are counted again, from an index alone.
 * @param branch only this one's
 */
export async function countReceipts(ctx: Context, book: Book, id: string, branch?: string): Promise<TallyRow[]> {
  const rows = await countedRows(ctx, book, id);
  return branch === undefined ? rows : rows.filter((row) => row.branch === branch);
}

async function countedRows(ctx: Context, book: Book, id: string): Promise<TallyRow[]> {
  const stored = await book
    .tallies(ctx)
    .findOne(tallyOf(ctx, book, id))
    .lean<StoredTally>();
  // Before the look: what changes meanwhile is found by the next one.
  const countedAt = clock.now();
  // Once a day all of it: a write that was later than the overlap, or was rolled back, is wrong no longer than that.
  if (!isCounted(stored) || countedAt.getTime() - stored.wholeAt.getTime() >= DAY_MS)
    return countWhole(ctx, book, id, countedAt);
  const units = await changedUnits(ctx, book, id, new Date(stored.countedAt.getTime() - OVERLAP_MS));
  const rows = unpackRows(stored.rows.value());
  if (units.length === 0) return rows;
  const cover = coverOf(units);
  if (coversMost(rows, cover)) return countWhole(ctx, book, id, countedAt);
  const present = withRecount(rows, cover, await countAnew(ctx, book, id, cover));
  if (countedAt.getTime() - stored.countedAt.getTime() >= KEPT_MS)
    await store(ctx, book, id, { countedAt, wholeAt: stored.wholeAt }, present);
  return present;
}

/** Whether there are counts: a record may only say how far deliveries are looked through. */
function isCounted(stored: StoredTally | null): stored is Required<StoredTally> {
  return stored?.countedAt !== undefined && stored.wholeAt !== undefined && stored.rows !== undefined;
}

async function countWhole(ctx: Context, book: Book, id: string, countedAt: Date): Promise<TallyRow[]> {
  const rows = inOrder(await countAnew(ctx, book, id));
  if (rows.length > 0) await store(ctx, book, id, { countedAt, wholeAt: countedAt }, rows);
  return rows;
}

/** Where a receipt has changed since an instant: reads the keys of those receipts and no others. */
async function changedUnits(ctx: Context, book: Book, id: string, since: Date): Promise<Unit[]> {
  return book
    .receipts(ctx)
    .aggregate<Unit>(
      [
        { $match: { workspace: ctx.workspace, [book.of]: id, changedAt: { $gte: since } } },
        { $group: { _id: { branch: '$branch', team: '$team' } } },
        { $project: { _id: 0, branch: '$_id.branch', team: '$_id.team' } },
      ],
      { hint: changesIndex(book.of) },
    );
}

/** Groups the keys of an index: of all receipts or of a part, in one look, so that they add up. */
async function countAnew(ctx: Context, book: Book, id: string, cover?: Cover): Promise<TallyRow[]> {
  const part = cover === undefined ? {} : { branch: { $in: [...cover.branches] }, team: { $in: [...cover.teams] } };
  return book.receipts(ctx).aggregate<TallyRow>(
    [
      { $match: { workspace: ctx.workspace, [book.of]: id, ...part } },
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
          _id: 0,
          branch: '$_id.branch',
          team: '$_id.team',
          state: '$_id.state',
          count: 1,
          wrongFirst: 1,
          opened: 1,
        },
      },
    ],
    { hint: countsIndex(book.of) },
  );
}

/** Unless a later look is stored: what another has counted since is not lost. */
async function store(
  ctx: Context,
  book: Book,
  id: string,
  { countedAt, wholeAt }: { countedAt: Date; wholeAt: Date },
  rows: readonly TallyRow[],
): Promise<void> {
  try {
    await book
      .tallies(ctx)
      .updateOne(
        { ...tallyOf(ctx, book, id), countedAt: { $not: { $gte: countedAt } } },
        { $set: { countedAt, wholeAt, rows: new mongo.Binary(packRows(rows)) } },
        { upsert: true },
      );
  } catch (error) {
    // There is one, and it is no older.
    if (!isDuplicateKey(error)) throw error;
  }
}

/** The counts of every branch and team. @param branch only this one's */
export async function countUnits(
  ctx: Context,
  book: Book,
  id: string,
  branch?: string,
): Promise<{ branch: string; team: string; tally: Tally }[]> {
  const units = new Map<string, TallyRow[]>();
  for (const row of await countReceipts(ctx, book, id, branch)) {
    const key = JSON.stringify([row.branch, row.team]);
    units.set(key, [...(units.get(key) ?? []), row]);
  }
  return [...units.values()].flatMap((of) => {
    const [first] = of;
    const tally = tallied(of, () => '').get('');
    return first === undefined || tally === undefined ? [] : [{ branch: first.branch, team: first.team, tally }];
  });
}
