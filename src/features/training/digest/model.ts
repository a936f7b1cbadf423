import { Schema } from 'mongoose';
import { collection } from '../../../lib/stores/collection.ts';

/** The digests of a zone's week are all planned. */
export interface DigestRun {
  workspace: string;
  /** Its Monday. */
  week: string;
  tz: string;
  doneAt: Date;
}

const string = { type: String, required: true } as const;

const digestSchema = new Schema<DigestRun>(
  { workspace: string, week: string, tz: string, doneAt: { type: Date, required: true } },
  { versionKey: false },
);
digestSchema.index({ workspace: 1, week: 1, tz: 1 }, { unique: true });
export const digestRuns = collection('training_digests', digestSchema);
