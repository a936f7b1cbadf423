import type { AnyBulkWriteOperation } from 'mongoose';
import { UserError } from '../../bot/routing/errors.ts';
import { clock } from '../../lib/clock.ts';
import type { Bilingual } from '../../lib/language.ts';
import { audit } from '../audit.ts';
import { type RosterRow, rosterRows } from '../model.ts';
import type { MembersContext } from '../service.ts';
import { matchNow } from '../slack/sync.ts';
import { fieldsOf, type RosterFields, sameFields } from './diff.ts';
import { CHUNK, chunks } from './enrich.ts';
import { lastChange, PLAN_FAULTS, planById, rowsOf } from './plan.ts';
import { type PlannedChange, type RosterPlan, rosterChanges, rosterPlans, rosterStates } from './plan-model.ts';
import { rightsLine } from './rights-words.ts';

/** A preview that is older is shown again. */
const FRESH_MS = 3_600_000;
/** So long a change can be undone. */
export const UNDO_MS = 24 * 3_600_000;

/**
 * Applies a preview: what was shown is what is written, once, however often and on how many processes it is asked for.
 * @throws UserError when the preview is gone, or `stale`: the roster has changed since, or it is over an hour old
 */
export async function applyPlan(ctx: MembersContext, id: string): Promise<RosterPlan> {
  const plan = await planById(ctx, id);
  if (plan.state !== 'preview') return plan;
  if (!(await claimed(ctx, plan))) throw new UserError(PLAN_FAULTS.stale);
  const { workspace } = ctx;
  await rosterPlans(ctx).updateOne({ _id: id, workspace, appliedAt: null }, { $set: { appliedAt: clock.now() } });
  const { appliedAt = clock.now() } = await planById(ctx, id);
  const changes = await changesOf(ctx, id);
  const writes = changes.map(({ employeeNumber, after }) => writeOf(ctx, employeeNumber, after, appliedAt));
  for (const part of chunks(writes)) await rosterRows(ctx).bulkWrite(part, { ordered: false });
  await matchNow(ctx);
  await noted(ctx, plan);
  await rosterPlans(ctx).updateOne({ _id: id, workspace, state: 'preview' }, { $set: { state: 'applied' } });
  return { ...plan, state: 'applied', appliedAt };
}

/** Whether the roster is this plan's to change: it is the first on its base, or was before and did not come to its end. */
async function claimed(ctx: MembersContext, { _id, base, at }: RosterPlan): Promise<boolean> {
  if ((await lastChange(ctx)) === _id) return true;
  if (clock.now().getTime() - at.getTime() > FRESH_MS) return false;
  const { workspace } = ctx;
  const taken = await rosterStates(ctx).updateOne({ workspace, last: base }, { $set: { last: _id } });
  return taken.modifiedCount === 1 || (await lastChange(ctx)) === _id;
}

/** What an undo gave back, and what it left because it was changed since. */
export interface Undone {
  restored: number;
  changedSince: { employeeNumber: string; name: string }[];
}

/** Undoes a change within a day: each row that is still as the change left it is again as it was before. Twice is once. */
export async function undoPlan(ctx: MembersContext, id: string, by: string): Promise<Undone> {
  const plan = await planById(ctx, id);
  const { workspace } = ctx;
  if (!isUndoable(plan)) throw new UserError(plan.state === 'applied' ? PLAN_FAULTS.late : PLAN_FAULTS.later);
  await rosterPlans(ctx).updateOne({ _id: id, workspace, state: 'applied' }, { $set: { state: 'undoing' } });
  // Every preview that was made before is stale now.
  await rosterStates(ctx).updateOne({ workspace }, { $set: { last: `undo ${id}` } });
  const changes = await changesOf(ctx, id);
  const now = new Map((await rowsOf(ctx)).map((row) => [row.employeeNumber, row]));
  const changedSince = changes.flatMap(({ employeeNumber, before, after }) => {
    const row = now.get(employeeNumber);
    if (isAs(row, after) || isAs(row, before)) return [];
    return [{ employeeNumber, name: (row ?? after ?? before)?.name ?? '' }];
  });
  const left = new Set(changedSince.map((one) => one.employeeNumber));
  const mine = changes.filter((one) => !left.has(one.employeeNumber));
  for (const part of chunks(mine.map((change) => restoreOf(ctx, change))))
    await rosterRows(ctx).bulkWrite(part, { ordered: false });
  await matchNow(ctx);
  await audit(ctx, {
    id: `undo-${id}`,
    by,
    kind: 'undo',
    what: {
      zh: `撤销了一次名册改动，${mine.length} 人恢复，${left.size} 人之后又改过，没有动`,
      en: `undid a change of the roster: ${mine.length} restored, ${left.size} changed since and left as they are`,
    },
    rights: [],
  });
  await rosterPlans(ctx).updateOne({ _id: id, workspace }, { $set: { state: 'undone', undoneAt: clock.now() } });
  return { restored: mine.length, changedSince };
}

/** Whether a change can be undone now, or its undoing be brought to its end. */
export function isUndoable({ state, appliedAt }: Pick<RosterPlan, 'state' | 'appliedAt'>): boolean {
  if (state === 'undoing') return true;
  return state === 'applied' && appliedAt !== undefined && clock.now().getTime() - appliedAt.getTime() <= UNDO_MS;
}

/** Which of these changes can be undone now. */
export async function undoable(ctx: MembersContext, ids: readonly string[]): Promise<Set<string>> {
  const found = await rosterPlans(ctx)
    .find({ workspace: ctx.workspace, _id: { $in: [...ids] } }, { state: 1, appliedAt: 1 })
    .lean<RosterPlan[]>();
  return new Set(found.filter(isUndoable).map((plan) => plan._id));
}

/** Brings to its end what a killed process had begun: a change or an undoing. Without one it does nothing. */
export async function finishRosterChange(ctx: MembersContext): Promise<void> {
  const { workspace } = ctx;
  const last = await lastChange(ctx);
  const begun = await rosterPlans(ctx).findOne({ _id: last, workspace, state: 'preview' }).lean<RosterPlan>();
  if (begun !== null) await applyPlan(ctx, begun._id);
  const undoing = await rosterPlans(ctx).find({ workspace, state: 'undoing' }).lean<RosterPlan[]>();
  for (const plan of undoing) await undoPlan(ctx, plan._id, plan.by);
}

function changesOf(ctx: MembersContext, plan: string): Promise<PlannedChange[]> {
  return rosterChanges(ctx)
    .find({ workspace: ctx.workspace, plan }, { _id: 0 })
    .sort({ employeeNumber: 1 })
    .batchSize(CHUNK)
    .lean<PlannedChange[]>();
}

function writeOf(
  { workspace }: MembersContext,
  employeeNumber: string,
  after: RosterFields | undefined,
  importedAt: Date,
): AnyBulkWriteOperation<RosterRow> {
  const filter = { workspace, employeeNumber };
  if (after === undefined) return { deleteOne: { filter } };
  return { updateOne: { filter, update: { $set: { ...after, importedAt } }, upsert: true } };
}

/** Back to what was before, where the row is still as the change left it, or gone with it. */
function restoreOf(
  { workspace }: MembersContext,
  { employeeNumber, before, after }: PlannedChange,
): AnyBulkWriteOperation<RosterRow> {
  const own = { workspace, employeeNumber };
  if (before === undefined) return { deleteOne: { filter: { ...own, ...(after && fieldsOf(after)) } } };
  if (after === undefined) return { updateOne: { filter: own, update: { $setOnInsert: before }, upsert: true } };
  return { updateOne: { filter: { ...own, ...fieldsOf(after) }, update: { $set: before } } };
}

function isAs(row: RosterRow | undefined, fields: RosterFields | undefined): boolean {
  return row === undefined || fields === undefined ? row === fields : sameFields(row, fields);
}

async function noted(ctx: MembersContext, { _id, by, kind, report }: RosterPlan): Promise<void> {
  const { added, changed, rights, faults } = report;
  const what: Bilingual =
    kind === 'rights'
      ? {
          zh: `取消了 ${changed} 个不在名册上的人的身份`,
          en: `took the rights of ${changed} people who are not in the roster`,
        }
      : {
          zh: `导入名册：新增 ${added} 人，改动 ${changed} 人，身份变化 ${rights.count} 人，${faults.count} 行没有导入`,
          en: `imported a roster: ${added} added, ${changed} changed, rights of ${rights.count} changed, ${faults.count} rows not imported`,
        };
  await audit(ctx, { id: _id, by, kind, what, rights: rights.first.slice(0, 10).map(rightsLine), plan: _id });
}
