import { Schema } from 'mongoose';
import type { Context } from '../../context.ts';
import { collection, makeIndexes } from '../../lib/stores/collection.ts';
import { auditEntries } from '../audit.ts';
import type { AbsentPerson, RosterChange, RosterDiff } from './diff.ts';
import type { RosterFault, RosterReading } from './roster.ts';

/** How many there are, and the first of them. */
export interface Listed<T> {
  count: number;
  first: T[];
}

/** What a preview says of a change of the roster, as it is kept with it. */
export interface RosterReport extends Pick<RosterDiff, 'added' | 'changed' | 'same' | 'fields'> {
  rights: Listed<RosterDiff['rights'][number]>;
  withoutOfficer: Listed<string>;
  renumbered: Listed<RosterDiff['renumbered'][number]>;
  namesakes: Listed<RosterDiff['namesakes'][number]>;
  near: Listed<RosterDiff['near'][number]>;
  /** On file, and not in this roster: those who have rights. */
  absent: Listed<AbsentPerson>;
  /** The same without any. */
  absentWorkers: number;
  notes: Listed<RosterFault>;
  faults: Listed<RosterFault>;
  unused: RosterReading['unused'];
  passed: RosterReading['passed'];
}

/** A change of the roster: first a preview, then applied once, and undone within a day. */
export interface RosterPlan {
  _id: string;
  workspace: string;
  /** Who asked for it: a user, or `cli`. */
  by: string;
  kind: 'import' | 'rights';
  at: Date;
  /** The change that the roster had seen last: a preview counts only while that is so. */
  base: string;
  state: 'preview' | 'applied' | 'undoing' | 'undone';
  appliedAt?: Date;
  undoneAt?: Date;
  report: RosterReport;
  /** Employee numbers of everybody in the file. */
  numbers: string[];
  /** Employee numbers of those who have rights and are not in the file. */
  absent: string[];
}

/** What a plan does to one person's row. */
export interface PlannedChange extends RosterChange {
  workspace: string;
  plan: string;
}

/** Which change the roster has seen last. */
export interface RosterState {
  workspace: string;
  last: string;
}

const text = { type: String, required: true } as const;
const date = { type: Date, required: true } as const;
const any = { type: Schema.Types.Mixed } as const;

const planSchema = new Schema<RosterPlan>(
  {
    _id: text,
    workspace: text,
    by: text,
    kind: text,
    at: date,
    base: { type: String, default: '' },
    state: text,
    appliedAt: Date,
    undoneAt: Date,
    report: { ...any, required: true },
    numbers: [String],
    absent: [String],
  },
  { versionKey: false, minimize: false },
);
planSchema.index({ workspace: 1, at: 1 });

const changeSchema = new Schema<PlannedChange>(
  { workspace: text, plan: text, employeeNumber: text, before: any, after: any },
  { versionKey: false },
);
changeSchema.index({ workspace: 1, plan: 1, employeeNumber: 1 }, { unique: true });

const stateSchema = new Schema<RosterState>(
  { workspace: text, last: { type: String, default: '' } },
  { versionKey: false },
);
stateSchema.index({ workspace: 1 }, { unique: true });

export const rosterPlans = collection('members_roster_plans', planSchema);
export const rosterChanges = collection('members_roster_changes', changeSchema);
export const rosterStates = collection('members_roster_states', stateSchema);

/** Makes the indexes of the roster's changes and of the log of them. */
export async function prepareRosterChanges(ctx: Pick<Context, 'db'>): Promise<void> {
  await makeIndexes(ctx, [rosterPlans, rosterChanges, rosterStates, auditEntries]);
}
