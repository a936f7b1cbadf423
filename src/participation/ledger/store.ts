import { setTimeout as sleep } from 'node:timers/promises';
import type { mongo } from 'mongoose';
import { findBy } from '../../lib/lists/find-by.ts';
import { isDuplicateKey } from '../../lib/stores/mongo.ts';
import { askedRecords } from '../asked/model.ts';
import { type DutyOf, dutiesOf } from '../standing/duty.ts';
import { type Asked, emptyStanding, foldEntries, RECENT_KEPT } from '../standing/standing.ts';
import { type Entry, ledgerRows, type Standing, type Store, standingRows, standings } from './model.ts';

const RECOUNT_ATTEMPTS = 50;

/** Where a member stands; undefined if the ledger has told nothing of them yet. */
export const standingOf = findBy(standings, 'member', { hint: 'member' });

/** Where many members stand, by member; a member who is not in it has no standing. */
export async function standingsOf(ctx: Store, members: readonly string[]): Promise<Map<string, Standing>> {
  const filter = { workspace: ctx.workspace, member: { $in: [...members] } };
  const rows = await standingRows(ctx)
    .find(filter, { projection: { _id: 0 }, hint: 'member' })
    .toArray();
  return new Map((rows as Standing[]).map((row) => [row.member, row]));
}

/**
 * Writes a standing if nobody has written it since it was read.
 * @param seen what was read; undefined if there was none
 * @returns false when somebody was faster
 */
export async function replaceStanding(ctx: Store, seen: Standing | undefined, next: Standing): Promise<boolean> {
  if (seen !== undefined) {
    const filter = { workspace: ctx.workspace, member: next.member, version: seen.version };
    const { matchedCount } = await standingRows(ctx).replaceOne(filter, next, { hint: 'member' });
    return matchedCount === 1;
  }
  try {
    // A copy: the driver writes its id into what it is given.
    await standingRows(ctx).insertOne({ ...next });
    return true;
  } catch (error) {
    if (isDuplicateKey(error)) return false;
    throw error;
  }
}

/** What a standing was and what it shall be. */
export interface Step {
  seen: Standing | undefined;
  next: Standing;
}

/**
 * Writes many standings at once, each if nobody has written it since it was read.
 * @returns false when somebody was faster with one or more of them; which ones, only reading tells
 */
export async function advanceStandings(ctx: Store, steps: readonly Step[]): Promise<boolean> {
  if (steps.length === 0) return true;
  const writes = steps.map(({ seen, next }) =>
    seen === undefined
      ? { insertOne: { document: { ...next } } }
      : {
          updateOne: {
            filter: { workspace: ctx.workspace, member: next.member, version: seen.version },
            update: changeOf(seen, next),
            hint: 'member',
          },
        },
  );
  try {
    const { matchedCount, insertedCount } = await standingRows(ctx).bulkWrite(writes, { ordered: false });
    return matchedCount + insertedCount === steps.length;
  } catch (error) {
    if (isDuplicateKey(error)) return false;
    throw error;
  }
}

/** What differs, so that a long memory of keys does not travel with every answer. */
function changeOf(seen: Standing, next: Standing): mongo.UpdateFilter<Standing> {
  const fields = Object.keys({ ...seen, ...next }) as (keyof Standing)[];
  const changed = fields.filter((field) => field !== 'recent' && seen[field] !== next[field]);
  const $set = Object.fromEntries(changed.flatMap((field) => (field in next ? [[field, next[field]]] : [])));
  const $unset = Object.fromEntries(changed.flatMap((field) => (field in next ? [] : [[field, true as const]])));
  const added = next.recent.filter((key) => !seen.recent.includes(key));
  return {
    $set,
    ...(Object.keys($unset).length === 0 ? {} : { $unset }),
    $push: { recent: { $each: added, $slice: -RECENT_KEPT } },
  };
}

/** The entries of a member as they came in. */
export async function entriesOf(ctx: Store, member: string): Promise<Entry[]> {
  const rows = await ledgerRows(ctx).find({ workspace: ctx.workspace, member }, { hint: 'member' }).toArray();
  return inOrderOfArrival(rows);
}

const askedRecordOf = findBy(askedRecords, 'member', { hint: 'member' });

/** What was asked of a member and not answered, as the fold wants it. */
export async function askedOf(ctx: Store, member: string): Promise<Asked> {
  const { missed = [], floor } = (await askedRecordOf(ctx, member)) ?? {};
  return { missed: missed.toSorted(), floor };
}

/** Sorts entries read by the driver as they came in, which their ids tell. */
export function inOrderOfArrival(rows: (Entry & { _id: { toHexString(): string } })[]): Entry[] {
  const idOf = new Map(rows.map((row) => [row, row._id.toHexString()]));
  return rows.toSorted((a, b) => ((idOf.get(a) ?? '') < (idOf.get(b) ?? '') ? -1 : 1));
}

/**
 * The standing that entries make, ready to replace another. Its version jumps, so that a process that was about to add
 * an entry sees that it may be in there already.
 * @param of.entries all of the member's, in the order of arrival
 * @param of.asked what was asked of the member and not answered
 */
export function standingFrom(
  ctx: Store,
  member: string,
  { entries, asked, dutyOf, version }: { entries: Entry[]; asked: Asked; dutyOf: DutyOf; version: number },
): Standing {
  const standing = foldEntries(entries, dutyOf, asked) ?? emptyStanding(ctx.workspace, member);
  const recent = entries.slice(-RECENT_KEPT).map((entry) => entry.key);
  return { ...standing, recent, version: version + RECENT_KEPT + 1 };
}

/**
 * Makes a member's standing again from the ledger and from what was asked of them. Safe beside others who record at the
 * same time: what it reads holds at least everything that the replaced standing held.
 * @throws Error when others are faster time and again
 */
export async function recount(ctx: Store, member: string): Promise<Standing> {
  for (let attempt = 1; attempt <= RECOUNT_ATTEMPTS; attempt++) {
    const seen = await standingOf(ctx, member);
    const [entries, asked] = await Promise.all([entriesOf(ctx, member), askedOf(ctx, member)]);
    const next = standingFrom(ctx, member, {
      entries,
      asked,
      dutyOf: await dutiesOf(ctx),
      version: seen?.version ?? 0,
    });
    if (await replaceStanding(ctx, seen, next)) return next;
    await sleep(attempt);
  }
  throw new Error('The standing was written by others during every recount');
}
