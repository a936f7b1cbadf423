import { Schema } from 'mongoose';
import { collection } from '../../../lib/stores/collection.ts';
import type { Progress } from './rules.ts';

/** How far a person has come with a self-study: one for each course and member. */
export interface Study extends Progress {
  workspace: string;
  course: string;
  member: string;
  /** Wrong answers so far. */
  wrong: number;
  /** The ledger does not have it yet. */
  unbooked?: boolean;
}

const string = { type: String, required: true } as const;

const studySchema = new Schema<Study>(
  {
    workspace: string,
    course: string,
    member: string,
    beganAt: { type: Date, required: true },
    doneAt: Date,
    againAt: Date,
    passedAt: Date,
    wrong: Number,
    unbooked: Boolean,
  },
  { versionKey: false },
);
studySchema.index({ workspace: 1, course: 1, member: 1 }, { unique: true });
studySchema.index({ workspace: 1, unbooked: 1 }, { partialFilterExpression: { unbooked: true } });
export const studies = collection('training_studies', studySchema);
