import { isDeepStrictEqual } from 'node:util';
import mongoose, { mongo } from 'mongoose';
import { periodRange } from '../src/participation/boards/periods.ts';
import { type Entry, ledgerRows, prepareParticipation, type Store } from '../src/participation/ledger/model.ts';
import { type Dimension, type NumbersRow, totalsBy } from '../src/participation/rollups/cells.ts';
import { refreshRollups, rollupsOf } from '../src/participation/rollups/rollups.ts';
import { plainNumbers } from '../test/participation/plain-numbers.ts';
import type { Bed } from './bed.ts';
import { BRANCH_SIZE, SET_UP, userAt } from './company.ts';
import { median } from './load.ts';

/** The last year kept, whose numbers are asked for; the others lie before it. */
const YEAR = 2026;
const YEAR_DAYS = periodRange(String(YEAR));
const DAY_MS = 86_400_000;
const BATCH = 20_000;
const BEHIND_ROUNDS = 9;
const GROUPS: readonly (readonly Dimension[])[] = [[], ['month'], ['branch'], ['category', 'kind']];
const SORTS = [
  ...[
    { feature: 'quiz', kind: 'answer', minutes: 0 },
    { feature: 'training', category: 'class', kind: 'attend', minutes: 90 },
  ],
  ...[
    { feature: 'training', category: 'camp', kind: 'attend', minutes: 240 },
    { feature: 'training', category: 'class', kind: 'absent', minutes: 0 },
  ],
  { feature: 'suggestions', kind: 'adopted', minutes: 0 },
];

export interface RollupSizes {
  members: number;
  /** Entries in the year asked for. */
  entries: number;
  /** How many years are kept when the ledger is big. */
  years: number;
  rounds: number;
}

export interface RollupResult {
  /** Ms of the year's numbers, in all and by month, branch and sort, from a ledger of this year alone. */
  ours: number;
  /** The same from a ledger of several such years. */
  oursBig: number;
  /** How many times as long the ledger of several years took, by the median of the rounds. */
  timesBig: number;
  /** Ms of a plain aggregation of the sums alone. */
  plain: number;
  /** Ms with a thousand entries since the last roll-up. */
  behind: number;
  /** Seconds of the first roll-up of a year. */
  first: number;
}

/**
 * The year's numbers, in all, by month, by branch and by sort, from the roll-ups and from the ledger itself. The ledger
 * of one year and that of several are asked in turns, so that what else the machine does meets both.
 */
export async function measureRollups(bed: Bed, sizes: RollupSizes): Promise<RollupResult> {
  const one = await ledgerOf(bed, 'rollups', 1, sizes);
  const big = await ledgerOf(bed, 'rollups-years', sizes.years, sizes);
  try {
    const first = (await timed(() => refreshRollups(one.ctx))) / 1_000;
    await refreshRollups(big.ctx);
    const plain = await timed(() => plainNumbers(one.patient, YEAR_DAYS, []));
    const said = await fromLedger(one.patient);
    for (const { ctx } of [one, big]) {
      if (!isDeepStrictEqual(await fromRollups(ctx), said)) {
        throw new Error('The roll-ups do not say what the ledger says');
      }
    }
    const ours: number[] = [];
    const oursBig: number[] = [];
    for (let round = 0; round < sizes.rounds; round++) {
      ours.push(await timed(() => fromRollups(one.ctx)));
      oursBig.push(await timed(() => fromRollups(big.ctx)));
    }
    const timesBig = median(ours.map((ms, round) => (oursBig[round] ?? Number.NaN) / ms));
    const behind = await measureBehind(big.ctx, sizes);
    return { ours: median(ours), oursBig: median(oursBig), timesBig, plain, behind, first };
  } finally {
    await Promise.all([one.patient.db.close(), big.patient.db.close()]);
  }
}

/** A ledger of the last years, and a way to it that may take longer than the bot lets a command take. */
async function ledgerOf(
  bed: Bed,
  name: string,
  years: number,
  sizes: RollupSizes,
): Promise<{ ctx: Store; patient: Store }> {
  const { ctx } = await bed.open(name);
  const { MONGODB_URI = '' } = await bed.env(name);
  const patient = { ...ctx, db: await mongoose.createConnection(MONGODB_URI, { autoIndex: false }).asPromise() };
  // Indexes made at the end cost a fraction of those kept up entry by entry.
  await ledgerRows(patient).dropIndexes();
  for (let year = YEAR - years + 1; year <= YEAR; year++) await addYear(patient, year, sizes);
  await prepareParticipation(patient);
  return { ctx, patient };
}

async function measureBehind(ctx: Store, sizes: RollupSizes): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < BEHIND_ROUNDS; round++) {
    await insert(
      ctx,
      Array.from({ length: 1_000 }, (_, index) => entryAt(ctx, YEAR, sizes.entries + round * 1_000 + index, sizes)),
    );
    times.push(await timed(() => fromRollups(ctx)));
  }
  return median(times);
}

async function fromRollups(ctx: Store): Promise<NumbersRow[][]> {
  const rows = await rollupsOf(ctx, YEAR_DAYS);
  return GROUPS.map((by) => totalsBy(rows, by));
}

async function fromLedger(ctx: Store): Promise<NumbersRow[][]> {
  const tables: NumbersRow[][] = [];
  for (const by of GROUPS) tables.push(await plainNumbers(ctx, YEAR_DAYS, by));
  return tables;
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const since = performance.now();
  await work();
  return performance.now() - since;
}

/** A year's entries; their ids are of their time, as if they had come one by one. */
async function addYear(ctx: Store, year: number, sizes: RollupSizes): Promise<void> {
  for (let start = 0; start < sizes.entries; start += BATCH) {
    const length = Math.min(BATCH, sizes.entries - start);
    await insert(
      ctx,
      Array.from({ length }, (_, index) => entryAt(ctx, year, start + index, sizes)),
    );
  }
}

async function insert(ctx: Store, entries: Entry[]): Promise<void> {
  await ledgerRows(ctx).insertMany(entries, SET_UP);
}

/** Entries by time; entries beyond the year's number come on its last day. */
function entryAt(
  ctx: Store,
  year: number,
  index: number,
  { members, entries }: RollupSizes,
): Entry & { _id: mongo.ObjectId } {
  const at = new Date(Date.UTC(year, 0, 1) + Math.min(364.99, (index / entries) * 365) * DAY_MS);
  const day = at.toISOString().slice(0, 10);
  const [sort = { feature: 'quiz', kind: 'answer', minutes: 0 }] = SORTS.slice(index % SORTS.length);
  const seconds = Math.floor(at.getTime() / 1_000);
  const unique =
    mongo.ObjectId.createFromTime(seconds).toHexString().slice(0, 8) + index.toString(16).padStart(16, '0');
  const member = (index * 7_919) % members;
  return {
    _id: new mongo.ObjectId(unique),
    workspace: ctx.workspace,
    member: userAt(member),
    ...sort,
    unit: { branch: `分会 ${Math.floor(member / BRANCH_SIZE)}` },
    activity: `${sort.feature}-${day}`,
    day,
    at,
    points: 10,
    streak: true,
    outcome: {},
    key: `bench-${year}-${index}`,
  };
}
