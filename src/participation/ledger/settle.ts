import { type DutyOf, dutiesOf } from '../standing/duty.ts';
import { applyEntry, isBehindStreak, RECENT_KEPT } from '../standing/standing.ts';
import { type Entry, ledgerRows, type Standing, type Store } from './model.ts';
import { advanceStandings, recount, type Step, standingOf } from './store.ts';

/** More than the writers that can possibly meet at one member. */
const WRITE_ATTEMPTS = 1_000;

/** Entries that this caller has just inserted, all of one member. */
export interface Inserted {
  /** What was read before they were inserted, and therefore cannot hold them. */
  before: Standing | undefined;
  entries: readonly [Entry, ...Entry[]];
}

/**
 * Adds entries to the standings of their members, each exactly once, also when others write them meanwhile: in one
 * write for all, and member by member where somebody was faster.
 * @returns the standings in the order given
 */
export async function settle(ctx: Store, inserted: readonly Inserted[]): Promise<Standing[]> {
  const dutyOf = await dutiesOf(ctx);
  const steps = inserted.map((one) => stepOf(dutyOf, one.before, one.entries));
  const plain = steps.filter((step) => step !== undefined);
  const isWritten = await advanceStandings(ctx, plain);
  return Promise.all(
    inserted.map((one, index) => {
      const step = steps[index];
      return step !== undefined && isWritten ? step.next : settleOne(ctx, dutyOf, one);
    }),
  );
}

/** The step that adds entries; undefined where only a recount can place them. */
function stepOf(dutyOf: DutyOf, seen: Standing | undefined, entries: readonly Entry[]): Step | undefined {
  if (entries.some((entry) => isBehindStreak(seen, entry))) return undefined;
  const byDay = entries.toSorted((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0));
  const next = byDay.reduce((sum: Standing | undefined, entry) => applyEntry(sum, entry, dutyOf(entry)), seen);
  return next === undefined ? undefined : { seen, next };
}

async function settleOne(ctx: Store, dutyOf: DutyOf, { before, entries }: Inserted): Promise<Standing> {
  const { member } = entries[0];
  // The last version of which we know what of ours it holds.
  let known = before?.version ?? 0;
  for (let attempt = 0; attempt < WRITE_ATTEMPTS; attempt++) {
    const seen = await standingOf(ctx, member);
    const missing = entries.filter((entry) => !seen?.recent.includes(entry.key));
    if (seen !== undefined && missing.length === 0) return seen;
    // Past what `recent` remembers, nobody can tell whether another one has added them.
    const isForgotten = (seen?.version ?? 0) - known > RECENT_KEPT;
    const step = isForgotten ? undefined : stepOf(dutyOf, seen, missing);
    if (step === undefined) return recount(ctx, member);
    known = seen?.version ?? 0;
    if (await advanceStandings(ctx, [step])) return step.next;
  }
  return recount(ctx, member);
}

/**
 * Brings a standing up to date with entries that are in the ledger, whatever process inserted them.
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
