import { type Collection, type mongo, Schema } from 'mongoose';
import { collection, makeIndexes } from '../../lib/stores/collection.ts';
import type { Store } from '../ledger/model.ts';
import type { Cell } from './cells.ts';

/** The numbers of one day, or of one month, of a feature. */
export interface Rollup {
  workspace: string;
  /** 'YYYY-MM-DD' or 'YYYY-MM' */
  period: string;
  feature: string;
  /** How many entries of the ledger are in it: as none is ever taken out, fewer than there are is all that can be wrong. */
  entries: number;
  cells: Cell[];
}

/** How far the ledger has been looked at for days to roll up. */
export interface RollupMark {
  workspace: string;
  seen: mongo.ObjectId;
}

/** The number under which a member or an activity stands in the sets of the roll-ups; given once, for good. */
export interface Ordinal {
  workspace: string;
  of: 'member' | 'activity';
  name: string;
  ordinal: number;
}

const text = { type: String, required: true } as const;
const number = { type: Number, required: true } as const;

const rollupSchema = new Schema<Rollup>(
  { workspace: text, period: text, feature: text, entries: number, cells: [Schema.Types.Mixed] },
  { versionKey: false, minimize: false },
);
rollupSchema.index({ workspace: 1, period: 1, feature: 1 }, { unique: true, name: 'period' });

const markSchema = new Schema<RollupMark>(
  { workspace: text, seen: { type: Schema.Types.ObjectId, required: true } },
  { versionKey: false },
);
markSchema.index({ workspace: 1 }, { unique: true, name: 'workspace' });

const ordinalSchema = new Schema<Ordinal>(
  { workspace: text, of: text, name: text, ordinal: number },
  { versionKey: false },
);
ordinalSchema.index({ workspace: 1, of: 1, name: 1 }, { unique: true, name: 'name' });
ordinalSchema.index({ workspace: 1, of: 1, ordinal: 1 }, { unique: true, name: 'ordinal' });

const rollups = collection('rollups', rollupSchema);
const marks = collection('rollup_marks', markSchema);
export const ordinals = collection('rollup_ordinals', ordinalSchema);

/** The roll-ups as the driver knows them. */
export function rollupRows(ctx: Store): Collection<Rollup> {
  return ctx.db.collection<Rollup>('rollups');
}

export function markRows(ctx: Store): Collection<RollupMark> {
  return ctx.db.collection<RollupMark>('rollup_marks');
}

/** Makes the indexes. */
export async function prepareRollups(ctx: Store): Promise<void> {
  await makeIndexes(ctx, [rollups, marks, ordinals]);
}
