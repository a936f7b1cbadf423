import mongoose from 'mongoose';
import { isDuplicateKey } from '../../lib/stores/mongo.ts';
import { coverOf } from '../boards/periods.ts';
import { ledgerRows, type Store } from '../ledger/model.ts';
import { ordinalsOf } from '../ledger/ordinals.ts';
import { type DayGroup, foldDay, mergeCells, type RollupRow } from './cells.ts';
import { markRows, type Rollup, rollupRows } from './model.ts';

/**
 * What is looked at again: an insert that was under way, and the clocks of several processes, are never further apart.
 * What comes later still is found by `verifyRollups`.
 */
const OVERLAP_SECONDS = 15 * 60;
/**
 * Entries looked at together: a ledger of years is rolled up in pieces, of which each holds when the next one breaks
 * off.
 */
const PAGE = 100_000;
/** Days at work together: one waits for MongoDB while another is folded. */
const TOGETHER = 4;

/** A day or a month of a feature. */
export interface Part {
  period: string;
  feature: string;
}

/**
 * The numbers of the days from one to another, both included, as the ledger has them now: whole months come from their
 * roll-ups, other days from theirs. Sum them up with `totalOf` and `totalsBy`.
 * @throws RangeError when one is no day
 */
export async function rollupsOf(
  ctx: Store,
  days: { from: string; to: string; feature?: string },
): Promise<RollupRow[]> {
  await refreshRollups(ctx);
  const { from, to, feature } = days;
  const period = { $in: coverOf(from, to) };
  const rows: RollupRow[] = [];
  const found = rollupRows(ctx).find(
    { workspace: ctx.workspace, period, ...(feature === undefined ? {} : { feature }) },
    { hint: 'period', projection: { _id: 0, period: 1, feature: 1, cells: 1 }, promoteBuffers: true },
  );
  for await (const one of found) {
    for (const cell of one.cells) rows.push({ ...cell, period: one.period, feature: one.feature });
  }
  return rows;
}

/**
 * Brings the roll-ups up to the ledger: recounts the days to which something was added since the last time, whenever
 * these days were, then their months. A process that dies is followed by the next, which finds out by the numbers of
 * entries what is behind; of two at the same time the one who has seen more wins.
 * @param options `page` is how many entries are looked at together
 * @returns how many days of features were recounted
 */
export async function refreshRollups(ctx: Store, { page = PAGE }: { page?: number } = {}): Promise<{ days: number }> {
  const { workspace } = ctx;
  const result = { days: 0 };
  const known: KnownOrdinals = { member: new Map(), activity: new Map() };
  const mark = await markRows(ctx).findOne({ workspace });
  let from: object = mark === null ? {} : { _id: { $gte: beforeMark(mark.seen) } };
  for (;;) {
    const touched = await touchedDays(ctx, from, page);
    if (touched === undefined) return result;
    const { parts, seen, entries } = touched;
    result.days += await recount(ctx, parts, known);
    if (mark === null || !seen.equals(mark.seen))
      await markRows(ctx).updateOne({ workspace }, { $max: { seen } }, { upsert: true });
    if (entries < page) return result;
    from = { _id: { $gt: seen } };
  }
}

/** Recounts those of these days that are behind the ledger, then their months. @returns how many days these were */
async function recount(ctx: Store, parts: readonly Part[], known: KnownOrdinals): Promise<number> {
  const months = monthsOf(parts);
  const [inLedger, kept] = await Promise.all([entriesOf(ctx, parts), entriesKept(ctx, months)]);
  const behind = (part: Part): boolean =>
    (kept.get(nameOf(part))?.entries ?? 0) < (inLedger.get(nameOf(part))?.entries ?? 0);
  const stale = parts.filter(behind);
  for (let start = 0; start < stale.length; start += TOGETHER)
    await Promise.all(
      stale.slice(start, start + TOGETHER).map(async (day) => {
        const counted = await countDay(ctx, day, known);
        await keep(ctx, counted);
        kept.set(nameOf(day), counted);
      }),
    );
  for (const month of months) {
    const days = [...kept.values()].filter((one) => one.feature === month.feature && isDayOf(one, month));
    const entries = days.reduce((sum, one) => sum + one.entries, 0);
    if ((kept.get(nameOf(month))?.entries ?? 0) < entries) await keep(ctx, await countMonth(ctx, month));
  }
  return stale.length;
}

/** Ordinals by name: they are given for good. */
export type KnownOrdinals = Record<'member' | 'activity', Map<string, number>>;

/** How many entries a day or a month has. */
type Counted = Part & Pick<Rollup, 'entries'>;

/**
 * What the ledger says of a day of a feature. MongoDB puts the entries of an activity together, so that a name is all that
 * travels for each of them.
 * @param known ordinals that were looked up before; those that are looked up now are added
 */
export async function countDay(
  ctx: Store,
  { period, feature }: Part,
  known: KnownOrdinals = { member: new Map(), activity: new Map() },
): Promise<Rollup> {
  const { workspace } = ctx;
  const groups = await ledgerRows(ctx)
    .aggregate<DayGroup>(
      [
        { $match: { workspace, day: period, feature } },
        {
          $group: {
            _id: {
              category: { $ifNull: ['$category', ''] },
              kind: { $ifNull: ['$reversedKind', '$kind'] },
              branch: { $ifNull: ['$unit.branch', ''] },
              activity: '$activity',
            },
            entries: { $sum: 1 },
            points: { $sum: '$points' },
            minutes: { $sum: '$minutes' },
            members: { $push: { $cond: ['$reverses', '$$REMOVE', '$member'] } },
            annulled: { $push: { $cond: [{ $and: ['$reverses', '$annuls'] }, '$member', '$$REMOVE'] } },
          },
        },
        { $replaceWith: { $mergeObjects: ['$$ROOT', '$_id'] } },
        { $unset: '_id' },
      ],
      { hint: 'day' },
    )
    .toArray();
  const [member, activity] = await Promise.all([
    ordinalsOf(
      ctx,
      'member',
      groups.flatMap((one) => [...one.members]),
      known.member,
    ),
    ordinalsOf(
      ctx,
      'activity',
      groups.map((one) => one.activity),
      known.activity,
    ),
  ]);
  const cells = foldDay(groups, { member, activity });
  return { workspace, period, feature, entries: groups.reduce((sum, one) => sum + one.entries, 0), cells };
}

/** What the roll-ups of its days say of a month of a feature. */
export async function countMonth(ctx: Store, { period, feature }: Part): Promise<Rollup> {
  const { workspace } = ctx;
  const days = await rollupRows(ctx)
    .find(
      { workspace, period: { $gt: period, $lte: lastOf(period) }, feature },
      { hint: 'period', promoteBuffers: true },
    )
    .toArray();
  const cells = mergeCells(days.flatMap((day) => day.cells));
  return { workspace, period, feature, entries: days.reduce((sum, day) => sum + day.entries, 0), cells };
}

/** Writes a roll-up unless one is there that holds as many entries or more. */
async function keep(ctx: Store, rollup: Rollup): Promise<void> {
  const { workspace, period, feature, entries } = rollup;
  try {
    const filter = { workspace, period, feature, entries: { $lt: entries } };
    await rollupRows(ctx).replaceOne(filter, rollup, { upsert: true });
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
  }
}

/** The days of the next entries of a page, how many these are, and the last of them; undefined when there is none. */
async function touchedDays(
  ctx: Store,
  from: object,
  page: number,
): Promise<{ parts: Part[]; entries: number; seen: mongoose.mongo.ObjectId } | undefined> {
  const found = await ledgerRows(ctx)
    .aggregate<{ _id: { day: string; feature: string }; entries: number; last: mongoose.mongo.ObjectId }>(
      [
        { $match: { ...from, workspace: ctx.workspace } },
        { $sort: { _id: 1 } },
        { $limit: page },
        { $group: { _id: { day: '$day', feature: '$feature' }, entries: { $sum: 1 }, last: { $max: '$_id' } } },
      ],
      { hint: '_id_' },
    )
    .toArray();
  const [seen] = found.map((one) => one.last).toSorted((a, b) => (a.toHexString() > b.toHexString() ? -1 : 1));
  if (seen === undefined) return undefined;
  const entries = found.reduce((sum, one) => sum + one.entries, 0);
  return { parts: found.map(({ _id }) => ({ period: _id.day, feature: _id.feature })), entries, seen };
}

function beforeMark(seen: mongoose.mongo.ObjectId): mongoose.mongo.ObjectId {
  const seconds = Math.floor(seen.getTimestamp().getTime() / 1_000) - OVERLAP_SECONDS;
  return mongoose.mongo.ObjectId.createFromTime(Math.max(0, seconds));
}

/** How many entries the ledger has of each of these days, by `nameOf`. */
async function entriesOf(ctx: Store, parts: readonly Part[]): Promise<Map<string, Counted>> {
  const days = [...new Set(parts.map((part) => part.period))];
  const counts = await ledgerRows(ctx)
    .aggregate<{ _id: { day: string; feature: string }; entries: number }>(
      [
        { $match: { workspace: ctx.workspace, day: { $in: days } } },
        { $group: { _id: { day: '$day', feature: '$feature' }, entries: { $sum: 1 } } },
      ],
      { hint: 'day' },
    )
    .toArray();
  return byName(counts.map(({ _id, entries }) => ({ period: _id.day, feature: _id.feature, entries })));
}

/** How many entries the roll-ups of these months and of their days hold, by `nameOf`. */
async function entriesKept(ctx: Store, months: readonly Part[]): Promise<Map<string, Counted>> {
  const periods = [...new Set(months.map((month) => month.period))];
  const found = await Promise.all(
    periods.map((period) =>
      rollupRows(ctx)
        .find<Counted>(
          { workspace: ctx.workspace, period: { $gte: period, $lte: lastOf(period) } },
          { hint: 'period', projection: { _id: 0, period: 1, feature: 1, entries: 1 } },
        )
        .toArray(),
    ),
  );
  return byName(found.flat());
}

const byName = (counted: readonly Counted[]): Map<string, Counted> => new Map(counted.map((one) => [nameOf(one), one]));

/** The months of days, each once. */
export function monthsOf(days: readonly Part[]): Part[] {
  const months = days.map(({ period, feature }) => ({ period: period.slice(0, 7), feature }));
  return [...new Map(months.map((month) => [nameOf(month), month])).values()];
}

export const nameOf = ({ period, feature }: Part): string => JSON.stringify([period, feature]);

const isDayOf = ({ period }: Part, month: Part): boolean => period.startsWith(`${month.period}-`);

/** No day of a month sorts behind it, and none of the next before it. */
const lastOf = (month: string): string => `${month}-31`;
