import { Schema } from 'mongoose';
import { collection } from '../../lib/collection.ts';

/** How far the digests of a week are planned in a zone: one for each zone. */
export interface WeekPlan {
  /** `<workspace> <zone>` */
  _id: string;
  workspace: string;
  week: string;
  /** All members up to this id have theirs. */
  after: string;
  isDone: boolean;
}

const string = { type: String, required: true } as const;
const schema = new Schema<WeekPlan>(
  { ...{ _id: string, workspace: string, week: string }, after: { type: String, default: '' }, isDone: Boolean },
  { versionKey: false },
);
export const weekPlans = collection('training_weeks', schema);
