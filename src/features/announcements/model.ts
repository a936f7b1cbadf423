import { Schema } from 'mongoose';
import type { Second } from '../../lib/language.ts';
import { collection } from '../../lib/stores/collection.ts';
import { CATEGORIES, type Category, REPEATS, type Repeat, STATES, type State, VIAS, type Via } from './rules.ts';

export interface Announcement {
  _id: string;
  workspace: string;
  state: State;
  author: string;
  /** Whose it is: a branch's; absent: the company's. Its audience stays within. */
  branch?: string;
  title: string;
  /** JSON of the rich text, as the form gave it. */
  body: string;
  attachment?: Attachment;
  /** Slack's ids of the bot's files that an edit took off; they are deleted within a minute. */
  formerFiles?: string[];
  category: Category;
  /** Keys of the audience's parts; see `partKey`. */
  include: string[];
  except: string[];
  /** To each by direct message, or once into channels. */
  via: Via;
  /** Where it is posted, by channel. */
  channels: string[];
  /** When it goes out; absent: at once. */
  at?: Date;
  repeat: Repeat;
  urgent: boolean;
  wantsAck: boolean;
  /** As it was written; see `readQuestion`. */
  questionText: string;
  /** For people who read the other language. */
  second?: Second<Words> | undefined;
  reminders: number;
  everyHours: number;
  endsAt?: Date;
  /** The officer who confirmed an urgent one. */
  secondBy?: string;
  /** The first of a repeated one, and which it is. */
  series?: string;
  occurrence: number;
  firstAt?: Date;
  /** In which it repeats: its author's, when it first went out. */
  tz?: string;
  dueAt?: Date;
  sentAt?: Date;
  editedAt?: Date;
  remindersSent: number;
  remindedAt?: Date;
  remindedMembers?: number;
  /** A reminder that is begun and not planned whole yet: for those who were reached at that instant. */
  reminding?: { nth: number; at: Date; by: string };
  createdAt: Date;
  updatedAt: Date;
}

/** What of it is said in words. */
export type Words = Pick<Announcement, 'title' | 'body' | 'questionText'>;

/** A picture or file that goes out with it: the bot's own in Slack. */
export interface Attachment {
  kind: 'picture' | 'file';
  name: string;
  /** Slack's id and address of it. */
  file: string;
  permalink: string;
  /** Slack's id of what the officer chose: chosen again, it is the same. */
  source: string;
}

/** What becomes of the picture or file: another one, or none. */
export interface Chosen {
  attachment?: Attachment;
}

/** What the form holds. */
export type Draft = Pick<
  Announcement,
  | 'title'
  | 'body'
  | 'category'
  | 'include'
  | 'except'
  | 'via'
  | 'channels'
  | 'at'
  | 'repeat'
  | 'urgent'
  | 'wantsAck'
  | 'questionText'
  | 'second'
  | 'reminders'
  | 'everyHours'
  | 'endsAt'
>;

/** What was done: only ever added to. */
export interface LogEntry {
  workspace: string;
  /** The same act, told again, is the same entry. */
  key: string;
  announcement: string;
  act: 'ask' | 'approve' | 'schedule' | 'withdraw' | 'sent' | 'missed' | 'edit' | 'remind' | 'stop' | 'recall' | 'end';
  by: string;
  /** When it was done; of what was missed, when it should have been. */
  at: Date;
  members?: number;
  title: string;
  second?: Second<Pick<Words, 'title'>>;
  category: Category;
}

const string = { type: String, required: true } as const;
const date = { type: Date, required: true } as const;

const schema = new Schema<Announcement>(
  {
    _id: string,
    workspace: string,
    author: string,
    branch: String,
    state: { type: String, required: true, enum: STATES },
    title: { type: String, default: '' },
    body: { type: String, default: '' },
    attachment: { type: { _id: false, kind: string, name: string, file: string, permalink: string, source: string } },
    category: { type: String, required: true, enum: CATEGORIES },
    include: [String],
    except: [String],
    channels: [String],
    at: Date,
    repeat: { type: String, enum: REPEATS },
    via: { type: String, enum: VIAS, default: 'dm' },
    urgent: Boolean,
    wantsAck: Boolean,
    questionText: { type: String, default: '' },
    second: Schema.Types.Mixed,
    reminders: Number,
    everyHours: Number,
    endsAt: Date,
    secondBy: String,
    series: String,
    occurrence: Number,
    firstAt: Date,
    dueAt: Date,
    sentAt: Date,
    editedAt: Date,
    remindersSent: Number,
    remindedAt: Date,
    remindedMembers: Number,
    createdAt: date,
    updatedAt: date,
    reminding: { type: new Schema({ nth: Number, at: Date, by: String }, { _id: false }) },
    tz: String,
    formerFiles: { type: [String], default: undefined },
  },
  { versionKey: false },
);
schema.index({ workspace: 1, state: 1, dueAt: 1 });
schema.index({ workspace: 1, updatedAt: -1 });
schema.index({ workspace: 1, formerFiles: 1 }, { partialFilterExpression: { formerFiles: { $exists: true } } });
export const announcements = collection('announcements', schema);

const logSchema = new Schema<LogEntry>(
  {
    workspace: string,
    key: string,
    announcement: string,
    act: string,
    by: string,
    at: date,
    members: Number,
    title: String,
    second: Schema.Types.Mixed,
    category: String,
  },
  { versionKey: false },
);
/** Nobody edits the log, this program included: lines are only ever added. */
logSchema.pre(
  [
    'updateOne',
    'updateMany',
    'replaceOne',
    'findOneAndUpdate',
    'findOneAndReplace',
    'findOneAndDelete',
    'deleteOne',
    'deleteMany',
  ],
  () => {
    throw new Error('the log of announcements is only ever added to');
  },
);
logSchema.index({ workspace: 1, key: 1 }, { unique: true });
logSchema.index({ workspace: 1, announcement: 1, at: 1 });
logSchema.index({ workspace: 1, act: 1, category: 1, at: 1 });
export const log = collection('announcement_log', logSchema);
