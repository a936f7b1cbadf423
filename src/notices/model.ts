import { Schema } from 'mongoose';
import { collection } from '../lib/stores/collection.ts';

/** A notice of a calendar that has gone out; written once. */
export interface ToldNotice {
  _id: string;
  workspace: string;
  feature: string;
  /** The thing whose notice it is, and how it was called then. */
  of: string;
  title: string;
  verb: string;
  /** Whose the thing is; absent: the company's. */
  branch?: string;
  at: Date;
  /** To how many it was planned; a channel counts as none. */
  members: number;
  /** Who made the thing. */
  by: string;
}

const string = { type: String, required: true } as const;
const schema = new Schema<ToldNotice>(
  {
    _id: string,
    workspace: string,
    feature: string,
    of: string,
    title: string,
    verb: string,
    branch: String,
    at: { type: Date, required: true },
    members: { type: Number, required: true },
    by: string,
  },
  { versionKey: false },
);
schema.index({ workspace: 1, feature: 1, at: 1 });

export const toldNotices = collection('notices_told', schema);
