import { Schema } from 'mongoose';
import { collection } from '../../lib/stores/collection.ts';
import type { Value } from './rules.ts';

/** One person thanks another. */
export interface Thanks {
  _id: string;
  workspace: string;
  from: string;
  to: string;
  /** As it was called then. */
  value: Value;
  words: string;
  at: Date;
  /** The programme day of the giver, and the Monday of its week. */
  day: string;
  week: string;
  /** Which of the day's and of the week's thanks to this person it is, from 0; absent once it was taken back. */
  ofDay?: number;
  ofWeek?: number;
  /** The giver would like the channel to see it. */
  isOpen: boolean;
  /** When the receiver said the same, and which channel sees it. */
  agreedAt?: Date;
  channel?: string;
  takenBackAt?: Date;
  /** What has to follow from it has followed: the entry, the notice, the post. */
  isTold: boolean;
}

/** What the company has chosen. */
export interface ThanksSettings {
  _id: string;
  workspace: string;
  values: Value[];
  /** What was taken away: thanks were given for it, and it keeps its key when it comes back. */
  retired: Value[];
  /** Where thanks are shown that both like to be seen. */
  channel?: string;
  /** Who has set it the last time: is told when the channel takes nothing any more. */
  by: string;
}

const string = { type: String, required: true } as const;
const value = { key: string, zh: string, en: string };

const thanksSchema = new Schema<Thanks>(
  {
    _id: string,
    workspace: string,
    from: string,
    to: string,
    value: { type: value, _id: false, required: true },
    words: { type: String, default: '' },
    at: { type: Date, required: true },
    day: string,
    week: string,
    ofDay: Number,
    ofWeek: Number,
    isOpen: { type: Boolean, required: true },
    agreedAt: Date,
    channel: String,
    takenBackAt: Date,
    isTold: { type: Boolean, required: true },
  },
  { versionKey: false },
);
// Who presses on two devices at once wants one place twice, and gets it once.
thanksSchema.index(
  { workspace: 1, from: 1, day: 1, ofDay: 1 },
  { unique: true, partialFilterExpression: { ofDay: { $exists: true } } },
);
thanksSchema.index(
  { workspace: 1, from: 1, to: 1, week: 1, ofWeek: 1 },
  { unique: true, partialFilterExpression: { ofWeek: { $exists: true } } },
);
thanksSchema.index({ workspace: 1, to: 1, at: -1, _id: -1 });
thanksSchema.index({ workspace: 1, from: 1, at: -1, _id: -1 });
thanksSchema.index({ workspace: 1, at: 1 }, { name: 'untold', partialFilterExpression: { isTold: false } });

const settingsSchema = new Schema<ThanksSettings>(
  {
    _id: string,
    workspace: string,
    values: [{ type: value, _id: false }],
    retired: [{ type: value, _id: false }],
    channel: String,
    by: string,
  },
  { versionKey: false },
);

export const thanks = collection('thanks', thanksSchema);
export const thanksSettings = collection('thanks_settings', settingsSchema);
