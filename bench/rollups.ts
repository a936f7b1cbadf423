import { isDeepStrictEqual } from 'node:util';
import mongoose, { mongo } from 'mongoose';
import { type Entry, ledgerRows, prepareParticipation, type Store } from '../src/participation/model.ts';
import { periodRange } from '../src/participation/periods.ts';
import { type Dimension, type NumbersRow, totalsBy } from '../src/participation/rollup-cells.ts';
import { refreshRollups, rollupsOf } from '../src/participation/rollups.ts';
import { plainNumbers } from '../test/participation/plain-numbers.ts';
import type { Bed } from './bed.ts';
import { BRANCH_SIZE, SET_UP, userAt } from './company.ts';
import { median } from './load.ts';

/** The last year kept, whose numbers are asked for; the others lie before it. */
const YEAR = 2026;
const DAY_MS = 86_400_000;
const BATCH = 20_000;
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

/** Ms: what is usual, and the fastest, which other work on the machine disturbs least. */
interface Times {
  usual: number;
  fastest: number;
}

export interface RollupResult {
  /** Ms of the year's numbers, in all and by month, branch and sort, with one year in the ledger and with all. */
  ours: Times;
  oursBig: Times;
  /** Ms of a plain aggregation of the sums alone. */
  plain: number;
  /** Ms with a thousand entries since the last roll-up. */
  behind: number;
  /** Seconds of the first roll-up of a year. */
  first: number;
}

/** The year's numbers, in all, by month, by branch and by sort, from the roll-ups and from the ledger itself. */
export async function measureRollups(bed: Bed, sizes: RollupSizes): Promise<RollupResult> {
  const { ctx } = await bed.open('rollups');
  // The plain aggregation, and making indexes, may take longer than the bot lets a command take.
  const { MONGODB_URI = '' } = await bed.env('rollups');
  const patient = { ...ctx, db: await mongoose.createConnection(MONGODB_URI, { autoIndex: false }).asPromise() };
  const { entries, rounds } = sizes;
  await addYear(patient, YEAR, sizes);
  const first = (await timed(() => refreshRollups(ctx))) / 1_000;
  const ours = await repeated(rounds, () => fromRollups(ctx));
  const plain = await timed(() => plainNumbers(patient, periodRange(String(YEAR)), []));
  if (!isDeepStrictEqual(await fromRollups(ctx), await fromLedger(patient))) {
    throw new Error('The roll-ups do not say what the ledger says');
  }
  for (let before = 1; before < sizes.years; before++) await addYear(patient, YEAR - before, sizes);
  await patient.db.close();
  await refreshRollups(ctx);
  const oursBig = await repeated(rounds, () => fromRollups(ctx));
  const behind: number[] = [];
  for (let round = 0; round < rounds; round++) {
    await insert(
      ctx,
      Array.from({ length: 1_000 }, (_, index) => entryAt(ctx, YEAR, entries + round * 1_000 + index, sizes)),
    );
    behind.push(await timed(() => fromRollups(ctx)));
  }
  return { ours, oursBig, plain, behind: median(behind), first };
}

async function fromRollups(ctx: Store): Promise<NumbersRow[][]> {
  const rows = await rollupsOf(ctx, periodRange(String(YEAR)));
  return GROUPS.map((by) => totalsBy(rows, by));
}

async function fromLedger(ctx: Store): Promise<NumbersRow[][]> {
  const tables: NumbersRow[][] = [];
  for (const by of GROUPS) tables.push(await plainNumbers(ctx, periodRange(String(YEAR)), by));
  return tables;
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const since = performance.now();
  await work();
  return performance.now() - since;
}

async function repeated(rounds: number, work: () => Promise<unknown>): Promise<Times> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) times.push(await timed(work));
  return { usual: median(times), fastest: Math.min(...times) };
}

/** A year's entries; their ids are of their time, as if they had come one by one. */
async function addYear(ctx: Store, year: number, sizes: RollupSizes): Promise<void> {
  // Indexes made at the end cost a fraction of those kept up entry by entry.
  await ledgerRows(ctx).dropIndexes();
  for (let start = 0; start < sizes.entries; start += BATCH) {
    const length = Math.min(BATCH, sizes.entries - start);
    await insert(
      ctx,
      Array.from({ length }, (_, index) => entryAt(ctx, year, start + index, sizes)),
    );
  }
  await prepareParticipation(ctx);
}

async function insert(ctx: Store, entries: Entry[]): Promise<void> {
  await ledgerRows(ctx).insertMany(entries, SET_UP);
}

/** Entries by time; whoever is beyond the year's number comes on its last day. */
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
    ...{ _id: new mongo.ObjectId(unique), workspace: ctx.workspace, member: userAt(member), ...sort },
    ...{ unit: { branch: `分会 ${Math.floor(member / BRANCH_SIZE)}` }, activity: `${sort.feature}-${day}`, day, at },
    ...{ points: 10, streak: true, outcome: {}, key: `bench-${year}-${index}` },
  };
}
