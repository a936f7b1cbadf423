import type { Context } from '../src/context.ts';
import { type Competition, competitions, type Value, values } from '../src/features/competition/model.ts';
import type { Indicator } from '../src/features/competition/rules/facts.ts';
import { standingFrom } from '../src/features/competition/rules/reckon.ts';
import { slotsOf } from '../src/features/competition/rules/slots.ts';
import { standingsOf } from '../src/features/competition/service/facts.ts';
import { lives, settle } from '../src/features/competition/service/lives.ts';
import { packsOf, recount } from '../src/features/competition/service/packs.ts';
import { valueId } from '../src/features/competition/service/value-id.ts';
import type { Bed } from './bed.ts';
import { median } from './load.ts';
import type { Row } from './table.ts';

export interface StandingSizes {
  units: number;
  indicators: number;
  weeks: number;
  rounds: number;
}

export interface StandingResult {
  /** A page after one value was verified. */
  pageMs: number[];
  /** The same page with nothing new. */
  stillMs: number[];
  /** The first page of a process. */
  coldMs: number;
  /** From the verified value to its pack. */
  settleMs: number[];
  /** MongoDB sums all values by unit and indicator; then the same standing. Without trend and banners. */
  plainMs: number[];
}

const YEAR = { from: '2024-01-01', to: '2024-12-29' };
const BATCH = 10_000;

/**
 * The standings of a large competition as a page reads them, against the plain aggregation, in turns; what they come to must be equal.
 */
export async function measureStandings(bed: Bed, sizes: StandingSizes): Promise<StandingResult> {
  const { ctx } = await bed.open('contests');
  const one = await fill(ctx, sizes);
  await recount(ctx, one);
  const result: StandingResult = { pageMs: [], stillMs: [], coldMs: 0, settleMs: [], plainMs: [] };
  result.coldMs = (await timed(() => standingsOf(ctx, one))).ms;
  for (let round = 0; round < sizes.rounds; round++) {
    const changed = placeOf(one, round * 7_919);
    await values(ctx).updateOne(
      { _id: valueId(ctx, { competition: one._id, ...changed }) },
      { $set: { counted: 90 + (round % 20), unpacked: true }, $inc: { rev: 1 } },
    );
    result.settleMs.push((await timed(() => settle(ctx, one._id))).ms);
    const page = await timed(() => standingsOf(ctx, one));
    result.pageMs.push(page.ms);
    result.stillMs.push((await timed(() => standingsOf(ctx, one))).ms);
    const plain = await timed(() => aggregated(ctx, one));
    result.plainMs.push(plain.ms);
    const totals = ({ rows }: typeof plain.of) => JSON.stringify(rows.map(({ unit, total }) => [unit.key, total]));
    if (totals(page.of.now) !== totals(plain.of)) throw new Error('the packs do not say what the values say');
  }
  const { packs } = await packsOf(ctx, one);
  if (packs.length !== sizes.indicators * sizes.weeks) throw new Error(`${packs.length} packs`);
  return result;
}

async function timed<T>(work: () => Promise<T>): Promise<{ of: T; ms: number }> {
  const since = performance.now();
  const of = await work();
  return { of, ms: performance.now() - since };
}

/** As one would write it without packs. */
async function aggregated(ctx: Context, one: Competition) {
  const sums = await values(ctx).aggregate<{ _id: { i: string; u: string }; value: number }>([
    { $match: { workspace: ctx.workspace, competition: one._id, counted: { $exists: true } } },
    { $group: { _id: { i: '$indicator', u: '$unit' }, value: { $sum: '$counted' } } },
  ]);
  const folded = new Map<string, Map<string, number>>();
  for (const { _id, value } of sums)
    folded.set(_id.i, (folded.get(_id.i) ?? new Map<string, number>()).set(_id.u, value));
  return standingFrom(one, folded);
}

function placeOf({ units, indicators }: Competition, nth: number): { indicator: string; unit: string; slot: string } {
  const slots = slotsOf('week', YEAR);
  return {
    indicator: indicators[nth % indicators.length]?.id ?? '',
    unit: units[nth % units.length]?.key ?? '',
    slot: slots[nth % slots.length] ?? '',
  };
}

async function fill(ctx: Context, { units, indicators, weeks }: StandingSizes): Promise<Competition> {
  const { workspace } = ctx;
  const at = new Date();
  const slots = slotsOf('week', YEAR).slice(0, weeks);
  const made = {
    ...{ _id: 'bench', workspace, name: 'Bench', kind: 'theme', level: 'team', ...YEAR, chosen: [] },
    units: Array.from({ length: units }, (_, nth) => ({
      key: `t1:b${nth}`,
      name: `Team ${nth}`,
      heads: 5 + (nth % 30),
    })),
    indicators: Array.from({ length: indicators }, (_, nth): Indicator => {
      const scale = nth % 3 === 0 ? ('head' as const) : ('total' as const);
      return {
        ...{
          id: `i${nth}`,
          name: `Indicator ${nth}`,
          measure: 't',
          direction: 'more',
          weight: 5 + nth,
          scale,
          cap: 120,
        },
        ...{ pace: 'week', fold: 'sum', days: 5, source: 'log', reporters: ['U1'], verifiers: ['U2'] },
      };
    }),
    ...{ half: 10, prizes: [], changes: [], state: 'open', zone: 'Asia/Shanghai', rankings: 0, rev: 1 },
    ...{ createdBy: 'U1', openedAt: at, createdAt: at, updatedAt: at },
  };
  await competitions(ctx).create(made as never);
  const one = await lives.present(ctx, 'bench');
  for (const { id: indicator } of one.indicators) {
    const own = one.units.flatMap(({ key: unit }, u) =>
      slots.map((slot, s): Value => {
        const place = { competition: one._id, indicator, unit, slot };
        // Quarters of a number: sums are exact in any order.
        const counted = 80 + ((u * 31 + s * 17) % 160) / 4;
        const said = { at, by: 'U1', what: 'reported' as const, value: counted };
        const history = [said, { ...said, by: 'U2', what: 'verified' as const }];
        return {
          _id: valueId(ctx, place),
          workspace,
          ...place,
          counted,
          countedBy: 'U2',
          hands: ['U1'],
          history,
          rev: 2,
        };
      }),
    );
    for (let start = 0; start < own.length; start += BATCH)
      await values(ctx).collection.insertMany(own.slice(start, start + BATCH) as never[], { ordered: false });
  }
  return one;
}

const TARGET_MS = 50;
const TARGET_RATIO = 20;

export function standingRows(result: StandingResult, { units, indicators, weeks }: StandingSizes): Row[] {
  const ms = (all: readonly number[]): string => {
    const sorted = all.toSorted((a, b) => a - b);
    return `${median(all).toFixed(1)} / ${(sorted[Math.floor(sorted.length * 0.99)] ?? 0).toFixed(1)} ms`;
  };
  const [page, plain] = [median(result.pageMs), median(result.plainMs)];
  return [
    {
      what: `Standings of ${units} × ${indicators} × ${weeks} after one value was verified, p50 / p99`,
      ours: ms(result.pageMs),
      bare: `${plain.toFixed(0)} ms, plain aggregation`,
      ratio: `${(plain / page).toFixed(0)} times`,
      target: `p50 < ${TARGET_MS} ms, ≥ ${TARGET_RATIO} times`,
      isReached: page < TARGET_MS && plain / page >= TARGET_RATIO,
    },
    { what: '… with nothing new', ours: ms(result.stillMs) },
    { what: '… the first page of a process', ours: `${result.coldMs.toFixed(0)} ms` },
    { what: '… from the verified value to its pack', ours: ms(result.settleMs) },
  ];
}
