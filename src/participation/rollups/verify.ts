import { isDeepStrictEqual } from 'node:util';
import { ledgerRows, type Store } from '../ledger/model.ts';
import type { Cell } from './cells.ts';
import { type Rollup, rollupRows } from './model.ts';
import { countDay, countMonth, monthsOf, nameOf, type Part, refreshRollups } from './rollups.ts';

/** What is added meanwhile is no difference; three looks in a row are never all disturbed. */
const LOOKS = 3;

/** A roll-up that is not what a recount makes of it, with how many entries each of them holds. */
export interface RollupDifference extends Part {
  kept: number;
  ledger: number;
}

export interface RollupVerification {
  rollups: number;
  differences: RollupDifference[];
}

/**
 * Compares every roll-up with a recount: the days with the ledger, the months with their days.
 * @param options `repair` writes what the recount says
 */
export async function verifyRollups(ctx: Store, options: { repair?: boolean } = {}): Promise<RollupVerification> {
  await refreshRollups(ctx);
  const result: RollupVerification = { rollups: 0, differences: [] };
  const days = await partsOf(ctx, 'day');
  const months = new Map([...monthsOf(days), ...(await partsOf(ctx, 'month'))].map((one) => [nameOf(one), one]));
  const work = [
    ...days.map((part) => ({ part, count: countDay })),
    ...[...months.values()].map((part) => ({ part, count: countMonth })),
  ];
  for (const { part, count } of work) {
    result.rollups += 1;
    const found = await differenceOf(ctx, part, count);
    if (found === undefined) continue;
    const { kept, counted } = found;
    result.differences.push({ ...part, kept: kept?.entries ?? 0, ledger: counted.entries });
    if (options.repair === true) await mend(ctx, kept, counted);
  }
  return result;
}

async function differenceOf(
  ctx: Store,
  part: Part,
  count: typeof countDay,
): Promise<{ kept: Rollup | undefined; counted: Rollup } | undefined> {
  let found: { kept: Rollup | undefined; counted: Rollup } | undefined;
  for (let look = 0; look < LOOKS; look++) {
    if (look > 0) await refreshRollups(ctx);
    const kept = await keptOf(ctx, part);
    const counted = await count(ctx, part);
    if (isSame(kept, counted)) return undefined;
    found = { kept, counted };
  }
  return found;
}

/** Replaces what was seen, unless somebody has written it since. */
async function mend(ctx: Store, kept: Rollup | undefined, counted: Rollup): Promise<void> {
  const { workspace, period, feature } = counted;
  const entries = kept === undefined ? { $exists: false } : kept.entries;
  await rollupRows(ctx).replaceOne({ workspace, period, feature, entries }, counted, { upsert: kept === undefined });
}

async function keptOf(ctx: Store, { period, feature }: Part): Promise<Rollup | undefined> {
  const filter = { workspace: ctx.workspace, period, feature };
  return (await rollupRows(ctx).findOne(filter, { hint: 'period', promoteBuffers: true })) ?? undefined;
}

/** Every day of a feature in the ledger or the roll-ups, or every month in these. */
async function partsOf(ctx: Store, kind: 'day' | 'month'): Promise<Part[]> {
  const { workspace } = ctx;
  const kept = await rollupRows(ctx)
    .find({ workspace }, { hint: 'period', projection: { _id: 0, period: 1, feature: 1 } })
    .toArray();
  const ofKind = kept.filter(({ period }) => (period.length === 7) === (kind === 'month'));
  if (kind === 'month') return ofKind;
  const told = await ledgerRows(ctx)
    .aggregate<{ _id: Part }>(
      [{ $match: { workspace } }, { $group: { _id: { period: '$day', feature: '$feature' } } }],
      { hint: 'day', allowDiskUse: true },
    )
    .toArray();
  const parts = [...ofKind, ...told.map(({ _id }) => _id)];
  return [...new Map(parts.map((part) => [nameOf(part), part])).values()];
}

function isSame(kept: Rollup | undefined, counted: Rollup): boolean {
  if (kept === undefined) return counted.entries === 0;
  return kept.entries === counted.entries && isDeepStrictEqual(plain(kept.cells), plain(counted.cells));
}

/** Cells that can be compared, whatever order and class of bytes they came in. */
function plain(cells: readonly Cell[]): unknown[] {
  return cells
    .map((cell) => ({ ...cell, members: [...cell.members], activities: [...cell.activities] }))
    .toSorted((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1));
}

const placeOf = ({ category, kind, branch }: Pick<Cell, 'category' | 'kind' | 'branch'>): string =>
  JSON.stringify([category, kind, branch]);
