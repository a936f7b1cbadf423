import { dutyOf } from './duty.ts';
import { type Entry, ledgerRows, type Standing, type Store } from './model.ts';
import { applyEntry, isBehindStreak, RECENT_KEPT } from './standing.ts';
import { recount, replaceStanding, standingOf } from './store.ts';

/** More than the writers that can possibly meet at one member. */
const WRITE_ATTEMPTS = 1_000;

/**
 * Adds entries that this caller has just inserted to the standing of their member, each exactly once, whoever else
 * writes it meanwhile.
 * @param before what was read before they were inserted, and therefore cannot hold them
 */
export async function settle(
  ctx: Store,
  before: Standing | undefined,
  inserted: readonly [Entry, ...Entry[]],
): Promise<Standing> {
  const { member } = inserted[0];
  const wanted = inserted.toSorted((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0));
  let seen = before;
  // The last version of which we know what of ours it holds.
  let known = before?.version ?? 0;
  for (let attempt = 0; attempt < WRITE_ATTEMPTS; attempt++) {
    const missing = wanted.filter((entry) => !seen?.recent.includes(entry.key));
    if (seen !== undefined && missing.length === 0) return seen;
    // Past what `recent` remembers, nobody can tell whether another one has added them.
    const isForgotten = (seen?.version ?? 0) - known > RECENT_KEPT;
    if (isForgotten || missing.some((entry) => isBehindStreak(seen, entry))) return recount(ctx, member);
    known = seen?.version ?? 0;
    const next = missing.reduce((sum: Standing | undefined, entry) => applyEntry(sum, entry, dutyOf(entry)), seen);
    if (next !== undefined && (await replaceStanding(ctx, seen, next))) return next;
    seen = await standingOf(ctx, member);
  }
  return recount(ctx, member);
}

/**
 * Brings a standing up to date with entries that are in the ledger, whoever inserted them.
 * @param keys what it shall hold; remembered ones are taken on trust, others by the number of entries
 */
export async function complete(ctx: Store, member: string, keys: readonly string[]): Promise<Standing> {
  const standing = await standingOf(ctx, member);
  if (standing !== undefined) {
    if (keys.every((key) => standing.recent.includes(key))) return standing;
    // Nothing comes into a standing that is not in the ledger: equal numbers are equal sets.
    const entries = await ledgerRows(ctx).countDocuments({ workspace: ctx.workspace, member }, { hint: 'member' });
    if (entries === standing.entries) return standing;
  }
  return recount(ctx, member);
}
