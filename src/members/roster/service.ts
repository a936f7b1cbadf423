import { type Paged, pageOf } from '../../lib/pages.ts';
import { type RosterRow, rosterRows, type Store } from '../model.ts';
import type { MembersContext } from '../service.ts';
import { applyPlan } from './apply.ts';
import { isWithheld } from './enrich.ts';
import { planById, previewRoster, rowsOf } from './plan.ts';
import type { RosterPlan } from './plan-model.ts';
import type { RosterFault } from './roster.ts';

export interface RosterImport {
  plan: RosterPlan;
  /** People of the file who are on the roster now. */
  rows: number;
  /** Of these, how many are matched with a member. */
  matched: number;
  unmatched: RosterRow[];
  /** Officers and administrators found by name and number only: they are workers until the file has their email. */
  withheld: RosterRow[];
}

/** Applies a preview and says what became of the people in it. Throws as `applyPlan`. */
export async function applyImport(ctx: MembersContext, id: string): Promise<RosterImport> {
  await applyPlan(ctx, id);
  const plan = await planById(ctx, id);
  const rows = await rowsOf(ctx, plan.numbers);
  const unmatched = rows.filter((row) => row.matchedUser === undefined);
  return {
    plan,
    rows: rows.length,
    matched: rows.length - unmatched.length,
    unmatched,
    withheld: rows.filter((row) => isWithheld(row, row.matchedBy)),
  };
}

/**
 * Previews a roster file and applies it at once, for callers that do not look first.
 * @throws UserError when nothing of the file can be imported
 */
export async function importRoster(
  ctx: MembersContext,
  bytes: Uint8Array,
  by = 'cli',
): Promise<RosterImport & { faults: RosterFault[] }> {
  const { plan, faults } = await previewRoster(ctx, bytes, by);
  return { ...(await applyImport(ctx, plan._id)), faults };
}

/** The people of the roster who are not found in Slack, by employee number. @param page from 1 */
export async function unmatchedRoster(ctx: Store, page: number, size = 15): Promise<Paged<RosterRow>> {
  const filter = { workspace: ctx.workspace, matchedUser: null };
  return pageOf(rosterRows(ctx), filter, { employeeNumber: 1 }, { page, size }, { _id: 0 });
}

/** How many rows the roster has, and how many of them are matched. */
export async function rosterSize(ctx: Store): Promise<{ rows: number; matched: number }> {
  const { workspace } = ctx;
  const [rows, matched] = await Promise.all([
    rosterRows(ctx).countDocuments({ workspace }),
    rosterRows(ctx).countDocuments({ workspace, matchedUser: { $gt: '' } }),
  ]);
  return { rows, matched };
}
