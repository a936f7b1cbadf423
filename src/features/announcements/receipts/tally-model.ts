import { type mongo, Schema } from 'mongoose';
import { collection } from '../../../lib/stores/collection.ts';

/** What the receipts of an announcement said when they were last counted: derived from them, and made anew when it is lost. */
export interface StoredTally {
  workspace: string;
  announcement: string;
  /** Every change before it is in the rows, but for those that were written late. */
  countedAt: Date;
  /** When all of it was last counted in one go. */
  wholeAt: Date;
  /** As `packRows` makes them: read in a fraction of the time that thousands of subdocuments take. */
  rows: mongo.Binary;
}

const string = { type: String, required: true } as const;
const date = { type: Date, required: true } as const;

const schema = new Schema<StoredTally>(
  {
    ...{ workspace: string, announcement: string, countedAt: date, wholeAt: date },
    rows: { type: Schema.Types.Buffer, required: true },
  },
  { versionKey: false },
);
schema.index({ workspace: 1, announcement: 1 }, { unique: true });
export const tallies = collection('announcement_tallies', schema);
