import { type Collection, Schema } from 'mongoose';
import type { Context } from '../../context.ts';
import { collection, makeIndexes } from '../../lib/stores/collection.ts';
import { askedRecords, changeMarks } from '../asked/model.ts';
import type { PeriodKind } from '../boards/periods.ts';
import type { StreakState } from '../standing/streak.ts';

/** What the ledger needs of the context. */
export type Store = Pick<Context, 'db' | 'workspace'>;

/** Where a member belonged when something happened. */
export interface Unit {
  branch?: string;
  team?: string;
}

/**
 * One line of the ledger: something that a worker did. Never edited; a correction is another entry that reverses it.
 * Together the entries of a member say everything that a standing says.
 */
export interface Entry {
  workspace: string;
  member: string;
  unit: Unit;
  /** The member's shift as it was then, in the roster's words; absent: China's official calendar. */
  shift?: string;
  feature: string;
  /** What it belongs to: a run, a session, a match. */
  activity: string;
  /** What sort of activity, where a feature has several: `class`, `camp`. */
  category?: string;
  /** What was done: `answer`, `attend`; `reversal` for a correction. */
  kind: string;
  /** The programme day 'YYYY-MM-DD', the member's. */
  day: string;
  at: Date;
  /** Whole; negative in a reversal. */
  points: number;
  minutes: number;
  /** Counts as having taken part that day. */
  streak: boolean;
  /** The key of the entry that this one corrects. */
  reverses?: string;
  /** In a correction: the kind of the entry that it corrects. */
  reversedKind?: string;
  /** In a correction: the deed does not count at all, not even as having been there. */
  annuls?: boolean;
  /** The feature's own record, without personal text. */
  outcome: Record<string, unknown>;
  /** Names the deed: the same deed told twice has the same key. */
  key: string;
}

/** Where a member stands: a projection of the ledger, made again from it whenever in doubt. */
export interface Standing extends Unit {
  workspace: string;
  member: string;
  /** Instant of the entry that last said the unit. */
  unitAt: Date;
  total: number;
  /** How many entries are in it. */
  entries: number;
  /** The latest day, ISO week, month and year with an entry (empty: none), and the points of each. */
  day: string;
  dayPoints: number;
  week: string;
  weekPoints: number;
  month: string;
  monthPoints: number;
  year: string;
  yearPoints: number;
  streak: StreakState;
  /** The last day that moved the streak; empty: none. */
  streakDay: string;
  /** Days after it, ascending, on which something was asked and not answered; counted with the next entry. Absent: none. */
  missed?: string[];
  /** Keys of the entries that came into it last. */
  recent: string[];
  /** Grows with every write by at least the number of entries it brings. */
  version: number;
}

const entrySchema = new Schema<Entry>(
  {
    workspace: { type: String, required: true },
    member: { type: String, required: true },
    unit: { _id: false, branch: String, team: String },
    shift: String,
    feature: { type: String, required: true },
    activity: { type: String, required: true },
    category: String,
    kind: { type: String, required: true },
    day: { type: String, required: true },
    at: { type: Date, required: true },
    points: { type: Number, required: true },
    minutes: { type: Number, required: true },
    streak: { type: Boolean, required: true },
    reverses: String,
    reversedKind: String,
    annuls: Boolean,
    outcome: { type: Schema.Types.Mixed, required: true },
    key: { type: String, required: true },
  },
  { versionKey: false, minimize: false },
);
entrySchema.index({ workspace: 1, key: 1 }, { unique: true, name: 'key' });
entrySchema.index({ workspace: 1, member: 1, at: 1 }, { name: 'member' });
entrySchema.index({ workspace: 1, activity: 1, kind: 1 }, { name: 'activity' });
entrySchema.index({ workspace: 1, day: 1, feature: 1 }, { name: 'day' });
entrySchema.index({ workspace: 1, at: 1 }, { name: 'at' });

const standingSchema = new Schema<Standing>(
  {
    workspace: { type: String, required: true },
    member: { type: String, required: true },
    branch: String,
    team: String,
    unitAt: Date,
    total: Number,
    entries: Number,
    day: String,
    dayPoints: Number,
    week: String,
    weekPoints: Number,
    month: String,
    monthPoints: Number,
    year: String,
    yearPoints: Number,
    streak: Schema.Types.Mixed,
    streakDay: String,
    missed: [String],
    recent: [String],
    version: Number,
  },
  { versionKey: false, minimize: false },
);
standingSchema.index({ workspace: 1, member: 1 }, { unique: true, name: 'member' });
standingSchema.index(
  { workspace: 1, branch: 1, team: 1, week: 1, weekPoints: 1 },
  { name: boardIndex('team', 'week') },
);
for (const period of ['day', 'week', 'month', 'year'] as const) {
  const order = { [period]: 1, [`${period}Points`]: -1, member: 1 } as const;
  standingSchema.index({ workspace: 1, ...order }, { name: boardIndex('company', period) });
  standingSchema.index({ workspace: 1, branch: 1, ...order }, { name: boardIndex('branch', period) });
}

/** The name of the index that a board is read from; a team is small and needs no order, but its week is shown with every answer. */
export function boardIndex(scope: 'company' | 'branch' | 'team', period: PeriodKind): string {
  return scope === 'team' ? 'team' : `${scope}-${period}`;
}

/** The ledger's model, for reports; entries come into it by `record` only. */
export const ledger = collection('ledger', entrySchema);

/** The standings' model. */
export const standings = collection('standings', standingSchema);

/** The ledger's collection as the driver knows it: nothing is cast or wrapped on the path of every answer. */
export function ledgerRows(ctx: Store): Collection<Entry> {
  return ctx.db.collection<Entry>('ledger');
}

/** The standings' collection as the driver knows it. */
export function standingRows(ctx: Store): Collection<Standing> {
  return ctx.db.collection<Standing>('standings');
}

/** Makes the indexes; the unique keys are what "once" stands on. */
export async function prepareParticipation(ctx: Store): Promise<void> {
  await makeIndexes(ctx, [ledger, standings, askedRecords, changeMarks]);
}
