import { UserError } from '../../bot/routing/errors.ts';
import { fileReader } from '../../bot/slack/file-reader.ts';
import { clock } from '../../lib/clock.ts';
import { newId } from '../../lib/ids.ts';
import type { WrittenTable } from '../../lib/tables/written-rows.ts';
import { type RosterRow, rosterRows, type Store } from '../model.ts';
import { namedKeys } from '../shifts/named-shifts.ts';
import { shiftsOfCompany } from '../shifts/service.ts';
import { branchesWithoutOfficer, type RosterDiff, rightsChanges, rosterDiff, withoutRights } from './diff.ts';
import { CHUNK, chunks } from './enrich.ts';
import type { readRosterFile } from './file.ts';
import {
  type Listed,
  type PlannedChange,
  type RosterPlan,
  type RosterReport,
  rosterChanges,
  rosterPlans,
  rosterStates,
} from './plan-model.ts';
import { ROSTER_LIMITS, type RosterFault, type RosterReading } from './roster.ts';

const READ = new URL('./file.ts', import.meta.url);
const rosterFiles = fileReader<typeof readRosterFile>({
  module: READ,
  name: 'readRosterFile',
  maxBytes: ROSTER_LIMITS.bytes,
});

/** What is shown of each kind; the rest goes into a file. */
export const LISTED = 10;
/** Names of people who get or lose rights are shown as far as a modal takes them. */
const LISTED_RIGHTS = 40;
/** People's data of a preview or an import is kept as long as it can be needed. */
const KEPT_MS = 3 * 24 * 3_600_000;

export const PLAN_FAULTS = {
  gone: {
    zh: '这份预览已经不在了，没有改动名册。请重新导入文件。',
    en: 'This preview is gone, and the roster was not changed. Import the file again.',
  },
  stale: {
    zh: '预览之后名册已经变了，或者预览超过了一小时，所以没有改动。请再看一遍。',
    en: 'The roster has changed since this preview, or the preview is over an hour old. Nothing was changed; look again.',
  },
  late: {
    zh: '导入超过一天，不能再撤销了。名册没有改动。',
    en: 'This is over a day ago and can no longer be undone. The roster was not changed.',
  },
  later: {
    zh: '这次导入还没有做完，或者已经撤销了。名册没有改动。',
    en: 'This change is not finished yet, or was undone already. The roster was not changed.',
  },
};

/** A preview with everything in it; `plan.report` holds the first of each kind. */
export interface Preview {
  plan: RosterPlan;
  diff: RosterDiff;
  faults: RosterReading['faults'];
}

/**
 * Reads a roster file and keeps what it would change. Nothing counts until `applyPlan`.
 * @param by the one who asks, a user or `cli`
 * @throws UserError when the file as a whole is refused
 */
export async function previewRoster(ctx: Store, bytes: Uint8Array, by: string): Promise<Preview> {
  const reading = await rosterFiles.readBytes(bytes, namedKeys(await shiftsOfCompany(ctx)));
  const base = await lastChange(ctx);
  const rows = await rowsOf(ctx);
  const diff = rosterDiff(rows, reading);
  const withRights = diff.absent.filter((one) => one.rights.length > 0);
  const report: RosterReport = {
    added: diff.added,
    changed: diff.changed,
    same: diff.same,
    fields: diff.fields,
    unused: reading.unused,
    passed: reading.passed,
    rights: listed(diff.rights, LISTED_RIGHTS),
    withoutOfficer: listed(diff.withoutOfficer),
    renumbered: listed(diff.renumbered),
    namesakes: listed(diff.namesakes),
    near: listed(diff.near),
    absent: listed(withRights, LISTED_RIGHTS),
    absentWorkers: diff.absent.length - withRights.length,
    notes: listed(diff.notes),
    faults: listed(reading.faults),
  };
  const numbers = reading.entries.map((entry) => entry.employeeNumber);
  const absent = withRights.map((one) => one.employeeNumber);
  const plan = await keep(ctx, { by, kind: 'import', base, report, numbers, absent }, diff.changes);
  return { plan, diff, faults: reading.faults };
}

/** The rows of a roster that need mending, as they were written, and what is wrong with them. */
export interface RosterBadRows {
  tables: readonly WrittenTable[];
  /** In no order; a row may have several. */
  troubles: readonly RosterFault[];
}

/**
 * The rows of a roster file that are not imported, and those that are imported without one of their cells. Nothing is kept.
 * @throws UserError when the file as a whole is refused
 */
export async function badRosterRows(ctx: Store, bytes: Uint8Array): Promise<RosterBadRows> {
  const reading = await rosterFiles.readBytes(bytes, namedKeys(await shiftsOfCompany(ctx)));
  const { notes } = rosterDiff(await rowsOf(ctx), reading);
  return { tables: reading.written, troubles: [...reading.faults, ...notes] };
}

/**
 * What taking the rights of those who were not in an imported roster would change, of those who still have some.
 * @param id of the import
 * @throws UserError when it is gone
 */
export async function previewRightsTaken(ctx: Store, id: string, by: string): Promise<RosterPlan> {
  const { absent } = await planById(ctx, id);
  const base = await lastChange(ctx);
  const rows = await rowsOf(ctx);
  const among = new Set(absent);
  const changes = withoutRights(rows.filter((row) => among.has(row.employeeNumber)));
  const report: RosterReport = {
    added: 0,
    changed: changes.length,
    same: 0,
    fields: { roles: changes.length },
    absentWorkers: 0,
    unused: [],
    passed: [],
    rights: listed(rightsChanges(changes), LISTED_RIGHTS),
    withoutOfficer: listed(branchesWithoutOfficer(rows, changes)),
    renumbered: listed([]),
    namesakes: listed([]),
    near: listed([]),
    absent: listed([]),
    notes: listed([]),
    faults: listed([]),
  };
  const numbers = changes.map((change) => change.employeeNumber);
  return keep(ctx, { by, kind: 'rights', base, report, numbers, absent: [] }, changes);
}

/** @throws UserError when there is none, or none any more */
export async function planById(ctx: Store, id: string): Promise<RosterPlan> {
  const plan = await rosterPlans(ctx).findOne({ _id: id, workspace: ctx.workspace }).lean<RosterPlan>();
  if (plan === null) throw new UserError(PLAN_FAULTS.gone);
  return plan;
}

/** Which change the roster has seen last; empty before the first. */
export async function lastChange(ctx: Store): Promise<string> {
  const { workspace } = ctx;
  const state = await rosterStates(ctx).findOneAndUpdate(
    { workspace },
    { $setOnInsert: { last: '' } },
    { upsert: true, returnDocument: 'after' },
  );
  return state.last;
}

export function rowsOf(ctx: Store, numbers?: readonly string[]): Promise<RosterRow[]> {
  const filter = numbers === undefined ? {} : { employeeNumber: { $in: [...numbers] } };
  return rosterRows(ctx)
    .find({ workspace: ctx.workspace, ...filter }, { _id: 0 })
    .sort({ employeeNumber: 1 })
    .batchSize(CHUNK)
    .lean<RosterRow[]>();
}

async function keep(
  ctx: Store,
  made: Omit<RosterPlan, '_id' | 'workspace' | 'at' | 'state'>,
  changes: RosterDiff['changes'],
): Promise<RosterPlan> {
  const { workspace } = ctx;
  const plan: RosterPlan = { _id: newId(), workspace, at: clock.now(), state: 'preview', ...made };
  await forget(ctx, plan.at);
  const writes = changes.map((change): PlannedChange => ({ ...change, workspace, plan: plan._id }));
  for (const part of chunks(writes)) await rosterChanges(ctx).insertMany(part, { ordered: false });
  // Last: a preview that can be found is whole.
  await rosterPlans(ctx).insertMany([plan]);
  return plan;
}

async function forget(ctx: Store, now: Date): Promise<void> {
  const { workspace } = ctx;
  const old = { workspace, at: { $lt: new Date(now.getTime() - KEPT_MS) } };
  const plans: string[] = await rosterPlans(ctx).distinct('_id', old);
  if (plans.length === 0) return;
  await rosterChanges(ctx).deleteMany({ workspace, plan: { $in: plans } });
  await rosterPlans(ctx).deleteMany({ ...old, _id: { $in: plans } });
}

function listed<T>(all: readonly T[], most = LISTED): Listed<T> {
  return { count: all.length, first: all.slice(0, most) };
}
