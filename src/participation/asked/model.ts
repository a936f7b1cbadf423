import { Schema } from 'mongoose';
import { collection } from '../../lib/stores/collection.ts';
import type { StreakFloor } from '../standing/streak.ts';

/** What was asked of a member, as far as streaks need it. The ledger tells what was done; only this tells what was not. */
export interface AskedRecord {
  workspace: string;
  member: string;
  /** Days, in the order in which they were told, on which something was asked and locked unanswered. */
  missed: string[];
  floor?: StreakFloor;
}

/** How far a change that goes once through all members has come. */
export interface ChangeMark {
  workspace: string;
  name: string;
  /** All members up to this one are done. */
  after: string;
  doneAt?: Date;
}

const text = { type: String, required: true } as const;

const askedSchema = new Schema<AskedRecord>(
  {
    workspace: text,
    member: text,
    missed: [String],
    floor: new Schema<StreakFloor>({ day: text, current: Number, longest: Number, shields: Number }, { _id: false }),
  },
  { versionKey: false },
);
askedSchema.index({ workspace: 1, member: 1 }, { unique: true, name: 'member' });

const markSchema = new Schema<ChangeMark>(
  { workspace: text, name: text, after: { type: String, default: '' }, doneAt: Date },
  { versionKey: false },
);
markSchema.index({ workspace: 1, name: 1 }, { unique: true, name: 'name' });

export const askedRecords = collection('participation_asked', askedSchema);
export const changeMarks = collection('participation_changes', markSchema);
