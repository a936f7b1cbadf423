import { clock } from '../../lib/clock.ts';
import { findBy } from '../../lib/lists/find-by.ts';
import { gather } from '../../lib/lists/gather.ts';
import { insertNew } from '../../lib/stores/mongo.ts';
import { dayOf } from '../../lib/zone.ts';
import { type Entry, ledger, type Standing, type Store } from './model.ts';
import { entriesWhere } from './read.ts';
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

/** What saves round trips of a recording. */
export interface Recording {
  /** Where the member stood, read before the recording began; absent: it is read. */
  seen?: { standing: Standing | undefined };
  /** What else follows from the entry, where this call is the one that has written it: done while the standing is. */
  follow?: () => Promise<unknown>;
}

interface Asked extends Pick<Recording, 'seen'> {
  entry: Entry;
  /** Told when this call has written the entry. */
  inserted?: () => void;
}

/** Deeds of the same moment share their round trips. */
const recordTogether = gather((ctx: Store, asked: readonly Asked[]) => recordBatch(ctx, asked));

/**
 * Writes a deed into the ledger, once, and brings the member's standing up to date. What decides is the journaled
 * insert under `key`; a process that dies after it leaves a standing behind that the next one, or `catchUp`, completes.
 * One read, one insert and one write, shared with others who record at the same moment; a repetition among the last 50
 * costs the read alone.
 * @throws RangeError for points or minutes that are not whole; the driver's error if MongoDB is gone: then nothing is
 *   certain, and recording again is safe
 */
export async function record(
  ctx: Store,
  deed: Deed,
  person: Person,
  { seen, follow }: Recording = {},
): Promise<Recorded> {
  const entry = entryFrom(ctx, deed, person);
  const asked = { entry, ...(seen === undefined ? {} : { seen }) };
  if (follow === undefined) return recordTogether(ctx, asked);
  let followed: Promise<unknown> | undefined;
  const inserted = (): void => {
    followed = follow();
    // Its failure is told below, once the standing is written too.
    followed.catch(() => {});
  };
  const recorded = await recordTogether(ctx, { ...asked, inserted });
  await followed;
  return recorded;
}

/**
 * `record` for many deeds, of few or many members, with one read, one insert and one write for 500 of them.
 * @returns what became of each, in the order given; the standing is the member's after all of the batch
 */
export async function recordMany(ctx: Store, items: readonly { deed: Deed; person: Person }[]): Promise<Recorded[]> {
  return inBatches(items, (batch) =>
    recordBatch(
      ctx,
      batch.map(({ deed, person }) => ({ entry: entryFrom(ctx, deed, person) })),
    ),
  );
}

/** What a reversing entry says. */
export interface Correction {
  /** Names the correction: the same one told twice has the same key. */
  key: string;
  /** What to add; negative: to take away. */
  points: number;
  minutes?: number;
  outcome: Record<string, unknown>;
}

/**
 * Corrects an entry by a reversing one, in the periods, unit and activity of the original. Streaks stay: who took
 * part has taken part.
 * @throws Error if there is no such entry
 */
export async function reverse(ctx: Store, originalKey: string, correction: Correction): Promise<Recorded> {
  const original = await entryByKey(ctx, originalKey);
  if (original === undefined) throw noEntry(originalKey);
  const { deed, person } = correcting(original, correction);
  return record(ctx, deed, person);
}

/**
 * `reverse` for many entries, of few or many members: two reads, one insert and one write for 500 of them. An entry may be corrected
 * several times in one call, each time under a key of its own.
 * @param corrections `of` is the key of the entry that is corrected
 * @returns what became of each, in the order given
 * @throws Error if one of the entries is not there; then none of its 500 is corrected, and doing all again is safe
 */
export async function reverseMany(
  ctx: Store,
  corrections: readonly (Correction & { of: string })[],
): Promise<Recorded[]> {
  return inBatches(corrections, async (batch) => {
    const originalOf = await originalsOf(
      ctx,
      batch.map(({ of }) => of),
    );
    return recordMany(
      ctx,
      batch.map(({ of, ...correction }) => correcting(originalOf(of), correction)),
    );
  });
}

/**
 * Takes an entry back altogether, with what corrections have made of its points and minutes; nobody was there, say the
 * numbers. Twice is once, so a member who does count after all is recorded under a new key. The streak stays.
 * @throws Error if there is no such entry
 */
export async function annul(ctx: Store, originalKey: string, outcome: Record<string, unknown>): Promise<Recorded> {
  const [recorded] = await annulMany(ctx, [{ of: originalKey, outcome }]);
  if (recorded === undefined) throw new Error(`Nothing became of ${originalKey}`);
  return recorded;
}

/**
 * `annul` for many entries, with three reads, one insert and one write for 500 of them.
 * @returns what became of each, in the order given
 * @throws Error if one of the entries is not there; doing all again is safe
 */
export async function annulMany(
  ctx: Store,
  annulments: readonly { of: string; outcome: Record<string, unknown> }[],
): Promise<Recorded[]> {
  return inBatches(annulments, async (batch) => {
    const keys = batch.map(({ of }) => of);
    const originalOf = await originalsOf(ctx, keys);
    const activity = { $in: [...new Set(keys.map((key) => originalOf(key).activity))] };
    const left = new Map(keys.map((key) => [key, { ...worthOf(originalOf(key)) }]));
    const earlier = entriesWhere(ctx, { activity, kind: 'reversal', reverses: { $in: keys } }, { hint: 'activity' });
    for await (const { key, reverses = '', ...correction } of earlier) {
      const sum = left.get(reverses);
      if (sum === undefined || key === annulledKey(reverses)) continue;
      sum.points += correction.points;
      sum.minutes += correction.minutes;
    }
    return recordMany(
      ctx,
      batch.map(({ of, outcome }) => {
        const { points, minutes } = left.get(of) ?? worthOf(originalOf(of));
        // Not -0, which is no whole number to MongoDB.
        const correction = { key: annulledKey(of), points: 0 - points, minutes: 0 - minutes, outcome, annuls: true };
        return correcting(originalOf(of), correction);
      }),
    );
  });
}

const annulledKey = (key: string): string => `${key}.annulled`;

const worthOf = ({ points, minutes }: Entry): Pick<Entry, 'points' | 'minutes'> => ({ points, minutes });

async function inBatches<T>(
  items: readonly T[],
  run: (batch: readonly T[]) => Promise<Recorded[]>,
): Promise<Recorded[]> {
  const results: Recorded[] = [];
  for (let start = 0; start < items.length; start += BATCH)
    results.push(...(await run(items.slice(start, start + BATCH))));
  return results;
}

const noEntry = (key: string): Error => new Error(`No entry to reverse: ${key}`);

/** The entries of these keys. @throws Error if one of them is not there */
async function originalsOf(ctx: Store, keys: readonly string[]): Promise<(key: string) => Entry> {
  const rows = await entriesWhere(ctx, { key: { $in: [...new Set(keys)] } }, { hint: 'key' }).toArray();
  const byKey = new Map<string, Entry>(rows.map((row) => [row.key, row]));
  const originalOf = (key: string): Entry => {
    const original = byKey.get(key);
    if (original === undefined) throw noEntry(key);
    return original;
  };
  for (const key of keys) originalOf(key);
  return originalOf;
}

/** The deed that corrects an entry, in its periods, unit and activity. */
function correcting(original: Entry, correction: Correction & { annuls?: boolean }): { deed: Deed; person: Person } {
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
  return { deed, person: { ...unit, shift } };
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

async function recordBatch(ctx: Store, asked: readonly Asked[]): Promise<Recorded[]> {
  const entries = asked.map(({ entry }) => entry);
  const ofMember = new Map<string, Entry[]>();
  for (const entry of entries) {
    const own = ofMember.get(entry.member);
    if (own === undefined) ofMember.set(entry.member, [entry]);
    else own.push(entry);
  }
  // Read before the insert: a standing of this version cannot hold what is new.
  const before = await standingsBefore(ctx, asked);
  const isKnown = (entry: Entry): boolean => before.get(entry.member)?.recent.includes(entry.key) === true;
  const unknown = entries.filter((entry) => !isKnown(entry));
  const fresh = new Set(await insertNew(ledger(ctx), unknown));
  for (const { entry, inserted } of asked) if (fresh.has(entry)) inserted?.();
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

/** Where the members stood: as the callers have read it, and the others as it is now. */
async function standingsBefore(ctx: Store, asked: readonly Asked[]): Promise<Map<string, Standing>> {
  const seen = new Map(
    asked.flatMap(({ entry, seen: own }) => (own === undefined ? [] : [[entry.member, own.standing] as const])),
  );
  const unread = new Set(asked.flatMap(({ entry }) => (seen.has(entry.member) ? [] : [entry.member])));
  const read = unread.size === 0 ? new Map<string, Standing>() : await standingsOf(ctx, [...unread]);
  for (const [member, standing] of seen) if (standing !== undefined) read.set(member, standing);
  return read;
}
