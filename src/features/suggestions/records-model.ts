import { Schema } from 'mongoose';
import type { Bilingual } from '../../bot/feature.ts';
import { allowance } from '../../lib/allowance.ts';
import { counter } from '../../lib/counter.ts';
import { collection } from '../../lib/stores/collection.ts';
import type { Kind } from './kinds/rules.ts';

/** What an administrator has set for a kind, or a kind of their own. */
export interface KindSettings extends Omit<Kind, 'title' | 'isRetired'> {
  _id: string;
  workspace: string;
  /** Absent: as the kind comes. */
  title?: Bilingual;
  isRetired?: boolean;
  addedAt: Date;
}

/** What somebody has written and not sent. The id is a keyed hash of the person, the body is encrypted where there is a key. */
export interface Draft {
  _id: string;
  workspace: string;
  once: string;
  body: string;
  /** Of what a message brought: a keyed hash of the person, by which all of theirs are found, and where this one is. */
  owner?: string;
  slot?: string;
  expiresAt: Date;
}

/** A piece of news for a person known by name. Nobody's who sent anonymously. */
export interface News {
  _id: string;
  workspace: string;
  recipient: string;
  day: string;
  item: string;
  seq: number;
  at: Date;
}

/** An officer who was away, as it was kept before everybody's leave was; `moveAbsences` moves it. */
export interface Absence {
  _id: string;
  workspace: string;
  user: string;
  until: Date;
}

/** The board in a channel: one message, kept as things stand. */
export interface ChannelBoard {
  _id: string;
  workspace: string;
  channel: string;
  /** Only this branch's items; absent: the company's. */
  branch?: string;
  /** Its message; absent: it is taken away. */
  notice?: string;
  /** Messages that were there before and have to go. */
  old: string[];
  placedBy: string;
  /** What the message says, as a hash; empty: it has not been looked at yet. */
  shown: string;
  lookedAt: Date;
}

const text = { type: String, required: true } as const;
const number = { type: Number, required: true } as const;
const date = { type: Date, required: true } as const;
const plainOptions = { versionKey: false, minimize: false } as const;

const kindSchema = new Schema<KindSettings>(
  {
    _id: text,
    workspace: text,
    kind: text,
    acceptDays: number,
    replyDays: number,
    dueDays: number,
    points: number,
    routes: { type: [Schema.Types.Mixed] as never },
    title: { type: Schema.Types.Mixed as never },
    isRetired: Boolean,
    addedAt: date,
  },
  plainOptions,
);
kindSchema.index({ workspace: 1, kind: 1 }, { unique: true });

const expiring = { workspace: 1, expiresAt: 1 } as const;
const draftSchema = new Schema<Draft>(
  { _id: text, workspace: text, once: text, body: text, owner: String, slot: String, expiresAt: date },
  plainOptions,
);
draftSchema.index(expiring);
draftSchema.index({ workspace: 1, owner: 1, expiresAt: 1 }, { partialFilterExpression: { owner: { $exists: true } } });
const newsSchema = new Schema<News>(
  { _id: text, workspace: text, recipient: text, day: text, item: text, seq: number, at: date },
  plainOptions,
);
newsSchema.index({ workspace: 1, recipient: 1, day: 1, at: 1 });

const absenceSchema = new Schema<Absence>({ _id: text, workspace: text, user: text, until: date }, plainOptions);
absenceSchema.index({ workspace: 1, user: 1 }, { unique: true });

const boardSchema = new Schema<ChannelBoard>(
  {
    ...{ _id: text, workspace: text, channel: text, branch: String, notice: String, old: [String], placedBy: text },
    ...{ shown: { type: String, default: '' }, lookedAt: date },
  },
  plainOptions,
);
boardSchema.index({ workspace: 1, lookedAt: 1 });

export const kindSettings = collection('suggestions_kinds', kindSchema);
/** The numbers of a year. */
export const nextNumber = counter('suggestions_counters');
export const drafts = collection('suggestions_drafts', draftSchema);
/** Items that a person sends on a day, both under a keyed hash. */
export const allowances = allowance('suggestions_allowances');
export const news = collection('suggestions_news', newsSchema);
export const absences = collection('suggestions_absences', absenceSchema);
export const channelBoards = collection('suggestions_boards', boardSchema);
