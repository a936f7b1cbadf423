import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { inBatches } from '../../lib/lists/batches.ts';
import type { Difference } from '../../lib/lists/difference.ts';
import { type DutyOf, dutiesOf } from '../standing/duty.ts';
import { type Entry, ledgerRows, type Standing, type Store, standingRows } from './model.ts';
import { complete } from './settle.ts';
import { askedOf, entriesOf, inOrderOfArrival, recount, standingFrom, standingOf } from './store.ts';

const PAGE = 500;
/** An answer that is between its two writes is no difference; it has time enough to finish. */
const SETTLING_MS = 300;

export interface Verification {
  members: number;
  differences: Difference[];
  repaired: number;
}

/**
 * Compares every standing with a recount from the ledger, page by page, while the programme goes on.
 * @param options `repair` writes what the ledger says
 */
export async function verify(ctx: Store, options: { repair?: boolean } = {}): Promise<Verification> {
  const result: Verification = { members: 0, differences: [], repaired: 0 };
  for (let after: string | undefined = ''; after !== undefined; ) {
    const page = await standingsAfter(ctx, after);
    const upTo: string | undefined = page.length === PAGE ? page.at(-1)?.member : undefined;
    const standings = new Map(page.map((standing) => [standing.member, standing]));
    const suspects: string[] = [];
    const dutyOf = await dutiesOf(ctx);
    for await (const [member, entries] of entriesByMember(ctx, after, upTo)) {
      result.members += 1;
      const found = await differencesOf(ctx, dutyOf, member, standings.get(member), entries);
      if (found.length > 0) suspects.push(member);
      standings.delete(member);
    }
    // Left: standings of whom the ledger tells nothing.
    result.members += standings.size;
    suspects.push(...standings.keys());
    if (suspects.length > 0) await judge(ctx, suspects, options.repair === true, result);
    after = upTo;
  }
  return result;
}

/**
 * Completes the standings of all members with entries since an instant: closes the gap that a crash between the
 * insert of an entry and its standing leaves.
 * @param since by the entries' own `at`; what is older is left to `verify`
 * @returns how many members had something missing
 */
export async function catchUp(ctx: Store, since: Date): Promise<{ members: number; completed: number }> {
  const groups = ledgerRows(ctx).aggregate<{ _id: string; keys: string[] }>(
    [
      { $match: { workspace: ctx.workspace, at: { $gte: since } } },
      { $group: { _id: '$member', keys: { $push: '$key' } } },
    ],
    { hint: 'at', allowDiskUse: true },
  );
  const result = { members: 0, completed: 0 };
  for await (const batch of inBatches(groups, PAGE)) {
    // All at once: what they read is gathered into few commands.
    const isCompleted = await Promise.all(
      batch.map(async ({ _id: member, keys }) => {
        const before = await standingOf(ctx, member);
        const after = await complete(ctx, member, keys);
        return before?.entries !== after.entries;
      }),
    );
    result.members += batch.length;
    result.completed += isCompleted.filter(Boolean).length;
  }
  return result;
}

async function standingsAfter(ctx: Store, after: string): Promise<Standing[]> {
  return (await standingRows(ctx)
    .find({ workspace: ctx.workspace, member: { $gt: after } }, { projection: { _id: 0 }, hint: 'member' })
    .sort({ member: 1 })
    .limit(PAGE)
    .toArray()) as Standing[];
}

/** All entries of the members after one and up to another, member by member: one member's are in memory at a time. */
async function* entriesByMember(
  ctx: Store,
  after: string,
  upTo: string | undefined,
): AsyncGenerator<[string, Entry[]]> {
  const member = { $gt: after, ...(upTo === undefined ? {} : { $lte: upTo }) };
  const rows = ledgerRows(ctx)
    .find({ workspace: ctx.workspace, member }, { hint: 'member' })
    .sort({ workspace: 1, member: 1, at: 1 });
  let own: Parameters<typeof inOrderOfArrival>[0] = [];
  for await (const row of rows) {
    const last = own[0];
    if (last !== undefined && last.member !== row.member) {
      yield [last.member, inOrderOfArrival(own)];
      own = [];
    }
    own.push(row);
  }
  if (own[0] !== undefined) yield [own[0].member, inOrderOfArrival(own)];
}

/** Looks again at members who seemed to differ, after a pause, and reports those who still do. */
async function judge(ctx: Store, suspects: readonly string[], isRepair: boolean, result: Verification): Promise<void> {
  await sleep(SETTLING_MS);
  const dutyOf = await dutiesOf(ctx);
  for (const member of suspects) {
    const standing = await standingOf(ctx, member);
    const found = await differencesOf(ctx, dutyOf, member, standing, await entriesOf(ctx, member));
    if (found.length === 0 || (await standingOf(ctx, member))?.version !== standing?.version) continue;
    result.differences.push(...found);
    if (!isRepair) continue;
    await recount(ctx, member);
    result.repaired += 1;
  }
}

async function differencesOf(
  ctx: Store,
  dutyOf: DutyOf,
  member: string,
  standing: Standing | undefined,
  entries: Entry[],
): Promise<Difference[]> {
  if (standing === undefined && entries.length === 0) return [];
  const {
    recent: _recent,
    version: _version,
    ...expected
  } = standingFrom(ctx, member, { entries, asked: await askedOf(ctx, member), dutyOf, version: 0 });
  const actual = new Map<string, unknown>(Object.entries(standing ?? {}));
  const fields = new Set([...Object.keys(expected), 'branch', 'team']);
  return [...fields].flatMap((field) => {
    const difference = {
      member,
      field,
      kept: actual.get(field),
      ledger: new Map<string, unknown>(Object.entries(expected)).get(field),
    };
    return isDeepStrictEqual(difference.kept, difference.ledger) ? [] : [difference];
  });
}
