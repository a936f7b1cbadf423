import { mongo } from 'mongoose';
import { clock } from '../lib/clock.ts';
import { isDuplicateKey } from '../lib/mongo.ts';
import { dayOf } from '../members/shift.ts';
import { type Entry, ledgerRows, type Standing, type Store } from './model.ts';
import { complete, settle } from './settle.ts';
import { standingOf, standingsOf } from './store.ts';
import { inTurn } from './turns.ts';

/** What recording must know of the member, as it is now. */
export interface Person {
  branch?: string | undefined;
  team?: string | undefined;
  /** In the roster's words, as `parseShift` reads them. */
  shift?: string | undefined;
  tz?: string | undefined;
}

/** A deed to record; `day` is the member's day at `at` unless it belongs to another (a card of the day before). */
export type Deed = Omit<Entry, 'workspace' | 'unit' | 'shift' | 'day' | 'reverses'> & {
  day?: string | undefined;
  reverses?: string | undefined;
};

export interface Recorded {
  /** False: it was in the ledger already. */
  fresh: boolean;
  standing: Standing;
}

const BATCH = 500;
const MEMBERS_AT_ONCE = 16;

/**
 * Writes a deed into the ledger, once, and brings the member's standing up to date. What decides is the journaled insert under
 * `key`; whoever dies after it leaves a standing behind that the next one, or `catchUp`, completes. One read, one
 * insert and one write; a repetition among the last 50 costs the read alone.
 * @throws RangeError for points or minutes that are not whole; the driver's error if MongoDB is gone: then nothing is
 *   certain, and recording again is safe
 */
export async function record(ctx: Store, deed: Deed, person: Person): Promise<Recorded> {
  const entry = entryFrom(ctx, deed, person);
  return inTurn(ctx, entry.member, async () => {
    // Read before the insert: a standing of this version cannot hold the entry yet.
    const before = await standingOf(ctx, entry.member);
    if (before?.recent.includes(entry.key)) return { fresh: false, standing: before };
    if (await insert(ctx, entry)) return { fresh: true, standing: await settle(ctx, before, [entry]) };
    return { fresh: false, standing: await complete(ctx, entry.member, [entry.key]) };
  });
}

/**
 * `record` for many deeds, of few or many members, with one read and one insert for 500 of them and one write per member.
 * @returns what became of each, in the order given; the standing is the member's after all of the batch
 */
export async function recordMany(ctx: Store, items: readonly { deed: Deed; person: Person }[]): Promise<Recorded[]> {
  const results: Recorded[] = [];
  for (let start = 0; start < items.length; start += BATCH) {
    const entries = items.slice(start, start + BATCH).map(({ deed, person }) => entryFrom(ctx, deed, person));
    results.push(...(await recordBatch(ctx, entries)));
  }
  return results;
}

/**
 * Corrects an entry by a reversing one, in the periods, unit and activity of the original. Streaks stay: who took
 * part has taken part.
 * @param correction `points` is what to add (negative: to take away)
 * @throws Error if there is no such entry
 */
export async function reverse(
  ctx: Store,
  originalKey: string,
  correction: { key: string; points: number; minutes?: number; outcome: Record<string, unknown> },
): Promise<Recorded> {
  const original = await entryByKey(ctx, originalKey);
  if (original === undefined) throw new Error(`No entry to reverse: ${originalKey}`);
  const { member, feature, activity, day, unit, shift } = original;
  const deed: Deed = {
    ...{ member, feature, activity, day, kind: 'reversal', at: clock.now(), streak: false, reverses: originalKey },
    ...{ minutes: 0, ...correction },
  };
  return record(ctx, deed, { ...unit, shift });
}

/** Whether a deed is in the ledger. */
export async function hasEntry(ctx: Store, key: string): Promise<boolean> {
  const found = await ledgerRows(ctx).findOne(
    { workspace: ctx.workspace, key },
    { projection: { _id: 0, workspace: 1, key: 1 }, hint: 'key' },
  );
  return found !== null;
}

/** The entry of a key. */
export async function entryByKey(ctx: Store, key: string): Promise<Entry | undefined> {
  const found = await ledgerRows(ctx).findOne(
    { workspace: ctx.workspace, key },
    { projection: { _id: 0 }, hint: 'key' },
  );
  return (found as Entry | null) ?? undefined;
}

function entryFrom(ctx: Store, deed: Deed, person: Person): Entry {
  if (!Number.isSafeInteger(deed.points)) throw new RangeError(`Points must be whole: ${deed.points}`);
  if (!Number.isSafeInteger(deed.minutes)) throw new RangeError(`Minutes must be whole: ${deed.minutes}`);
  const { day, reverses, ...rest } = deed;
  return {
    workspace: ctx.workspace,
    ...rest,
    unit: {
      ...(person.branch === undefined ? {} : { branch: person.branch }),
      ...(person.team === undefined ? {} : { team: person.team }),
    },
    ...(person.shift === undefined ? {} : { shift: person.shift }),
    day: day ?? dayOf(deed.at, person.tz),
    ...(reverses === undefined ? {} : { reverses }),
  };
}

async function insert(ctx: Store, entry: Entry): Promise<boolean> {
  try {
    await ledgerRows(ctx).insertOne({ ...entry });
    return true;
  } catch (error) {
    if (isDuplicateKey(error)) return false;
    throw error;
  }
}

/** The keys that are in the ledger by this call, and were not before. */
async function insertMany(ctx: Store, entries: readonly Entry[]): Promise<Set<Entry>> {
  const fresh = new Set(entries);
  try {
    if (entries.length > 0)
      await ledgerRows(ctx).insertMany(
        entries.map((entry) => ({ ...entry })),
        { ordered: false },
      );
  } catch (error) {
    if (!(error instanceof mongo.MongoBulkWriteError)) throw error;
    for (const fault of [error.writeErrors].flat()) {
      const entry = entries[fault.index];
      if (!isDuplicateKey(fault.err ?? fault) || entry === undefined) throw error;
      fresh.delete(entry);
    }
  }
  return fresh;
}

async function recordBatch(ctx: Store, entries: readonly Entry[]): Promise<Recorded[]> {
  const members = [...new Set(entries.map((entry) => entry.member))];
  const before = await standingsOf(ctx, members);
  const isKnown = (entry: Entry): boolean => before.get(entry.member)?.recent.includes(entry.key) === true;
  const fresh = await insertMany(
    ctx,
    entries.filter((entry) => !isKnown(entry)),
  );
  const after = new Map<string, Standing>();
  const waiting = members.values();
  const work = async (): Promise<void> => {
    for (const member of waiting) {
      const own = entries.filter((entry) => entry.member === member);
      after.set(member, await inTurn(ctx, member, () => bringUp(ctx, before.get(member), own, fresh)));
    }
  };
  await Promise.all(Array.from({ length: MEMBERS_AT_ONCE }, work));
  return entries.flatMap((entry) => {
    const standing = after.get(entry.member);
    return standing === undefined ? [] : [{ fresh: fresh.has(entry), standing }];
  });
}

async function bringUp(
  ctx: Store,
  before: Standing | undefined,
  entries: readonly Entry[],
  fresh: ReadonlySet<Entry>,
): Promise<Standing> {
  const [first, ...rest] = entries.filter((entry) => fresh.has(entry));
  const standing = first === undefined ? before : await settle(ctx, before, [first, ...rest]);
  const repeated = entries.filter((entry) => !fresh.has(entry)).map((entry) => entry.key);
  const isDone = standing !== undefined && repeated.every((key) => standing.recent.includes(key));
  return isDone ? standing : complete(ctx, entries[0]?.member ?? '', repeated);
}
