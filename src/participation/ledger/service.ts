import { clock } from '../../lib/clock.ts';
import { findBy } from '../../lib/lists/find-by.ts';
import { gather } from '../../lib/lists/gather.ts';
import { insertNew } from '../../lib/stores/mongo.ts';
import { dayOf } from '../../lib/zone.ts';
import { type Entry, ledger, ledgerRows, type Standing, type Store } from './model.ts';
import { complete, type Inserted, settle } from './settle.ts';
import { standingsOf } from './store.ts';

/** What recording must know of the member, as it is now. */
export interface Person {
  branch?: string | undefined;
  team?: string | undefined;
  /** In the roster's words, as `parseShift` reads them. */
  shift?: string | undefined;
  tz?: string | undefined;
}

/** A deed to record; `day` is the member's day at `at` unless it belongs to another (a card of the day before). */
export type Deed = Omit<Entry, 'workspace' | 'unit' | 'shift' | 'day' | 'category' | Correcting> & {
  day?: string | undefined;
  category?: string | undefined;
  reverses?: string | undefined;
  reversedKind?: string | undefined;
  annuls?: boolean | undefined;
};

type Correcting = 'reverses' | 'reversedKind' | 'annuls';

export interface Recorded {
  /** False: it was in the ledger already. */
  fresh: boolean;
  standing: Standing;
}

const BATCH = 500;

/** Deeds of the same moment share their round trips. */
const recordTogether = gather((ctx: Store, entries: readonly Entry[]) => recordBatch(ctx, entries));

/**
 * Writes a deed into the ledger, once, and brings the member's standing up to date. What decides is the journaled
 * insert under `key`; a process that dies after it leaves a standing behind that the next one, or `catchUp`, completes.
 * One read, one insert and one write, shared with others who record at the same moment; a repetition among the last 50
 * costs the read alone.
 * @throws RangeError for points or minutes that are not whole; the driver's error if MongoDB is gone: then nothing is
 *   certain, and recording again is safe
 */
export async function record(ctx: Store, deed: Deed, person: Person): Promise<Recorded> {
  return recordTogether(ctx, entryFrom(ctx, deed, person));
}

/**
 * `record` for many deeds, of few or many members, with one read, one insert and one write for 500 of them.
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

interface Correction {
  key: string;
  points: number;
  minutes?: number;
  outcome: Record<string, unknown>;
}

/**
 * Corrects an entry by a reversing one, in the periods, unit and activity of the original. Streaks stay: who took
 * part has taken part.
 * @param correction `points` is what to add (negative: to take away)
 * @throws Error if there is no such entry
 */
export async function reverse(ctx: Store, originalKey: string, correction: Correction): Promise<Recorded> {
  return correct(ctx, await originalOf(ctx, originalKey), correction);
}

/**
 * Takes an entry back altogether, with what corrections have made of its points and minutes; nobody was there, say the
 * numbers. Twice is once, so a member who does count after all is recorded under a new key. The streak stays.
 * @throws Error if there is no such entry
 */
export async function annul(ctx: Store, originalKey: string, outcome: Record<string, unknown>): Promise<Recorded> {
  const original = await originalOf(ctx, originalKey);
  const { workspace, member, activity } = original;
  const key = `${originalKey}.annulled`;
  const corrections = await ledgerRows(ctx)
    .find({ workspace, activity, kind: 'reversal', member, reverses: originalKey, key: { $ne: key } })
    .toArray();
  const sumOf = (what: 'points' | 'minutes') => corrections.reduce((sum, one) => sum + one[what], original[what]);
  const [points, minutes] = [-sumOf('points'), -sumOf('minutes')];
  return correct(ctx, original, { key, points, minutes, outcome, annuls: true });
}

async function originalOf(ctx: Store, key: string): Promise<Entry> {
  const original = await entryByKey(ctx, key);
  if (original === undefined) throw new Error(`No entry to reverse: ${key}`);
  return original;
}

function correct(ctx: Store, original: Entry, correction: Correction & { annuls?: boolean }): Promise<Recorded> {
  const { member, feature, activity, category, day, unit, shift } = original;
  const deed: Deed = {
    member,
    feature,
    activity,
    category,
    day,
    kind: 'reversal',
    at: clock.now(),
    streak: false,
    reverses: original.key,
    reversedKind: original.kind,
    minutes: 0,
    ...correction,
  };
  return record(ctx, deed, { ...unit, shift });
}

/** The entry of a key; undefined if there is none. */
export const entryByKey = findBy(ledger, 'key', { hint: 'key' });

function entryFrom(ctx: Store, deed: Deed, person: Person): Entry {
  if (!Number.isSafeInteger(deed.points)) throw new RangeError(`Points must be whole: ${deed.points}`);
  if (!Number.isSafeInteger(deed.minutes)) throw new RangeError(`Minutes must be whole: ${deed.minutes}`);
  const { day, category, reverses, reversedKind, annuls, ...rest } = deed;
  return {
    workspace: ctx.workspace,
    ...rest,
    unit: {
      ...(person.branch === undefined ? {} : { branch: person.branch }),
      ...(person.team === undefined ? {} : { team: person.team }),
    },
    ...(person.shift === undefined ? {} : { shift: person.shift }),
    day: day ?? dayOf(deed.at, person.tz),
    ...(category === undefined ? {} : { category }),
    ...(reverses === undefined ? {} : { reverses }),
    ...(reversedKind === undefined ? {} : { reversedKind }),
    ...(annuls === undefined ? {} : { annuls }),
  };
}

async function recordBatch(ctx: Store, entries: readonly Entry[]): Promise<Recorded[]> {
  const ofMember = new Map<string, Entry[]>();
  for (const entry of entries) {
    const own = ofMember.get(entry.member);
    if (own === undefined) ofMember.set(entry.member, [entry]);
    else own.push(entry);
  }
  // Read before the insert: a standing of this version cannot hold what is new.
  const before = await standingsOf(ctx, [...ofMember.keys()]);
  const isKnown = (entry: Entry): boolean => before.get(entry.member)?.recent.includes(entry.key) === true;
  const unknown = entries.filter((entry) => !isKnown(entry));
  const fresh = new Set(await insertNew(ledger(ctx), unknown));
  const inserted = [...ofMember].flatMap(([member, own]): Inserted[] => {
    const [first, ...rest] = own.filter((entry) => fresh.has(entry));
    return first === undefined ? [] : [{ before: before.get(member), entries: [first, ...rest] }];
  });
  const settled = new Map((await settle(ctx, inserted)).map((standing) => [standing.member, standing]));
  const standings = await Promise.all(
    [...ofMember].map(async ([member, own]): Promise<[string, Standing]> => {
      const standing = settled.get(member) ?? before.get(member);
      const repeated = own.filter((entry) => !fresh.has(entry)).map((entry) => entry.key);
      const isDone = standing !== undefined && repeated.every((key) => standing.recent.includes(key));
      return [member, isDone ? standing : await complete(ctx, member, repeated)];
    }),
  );
  const after = new Map(standings);
  return entries.flatMap((entry) => {
    const standing = after.get(entry.member);
    return standing === undefined ? [] : [{ fresh: fresh.has(entry), standing }];
  });
}
