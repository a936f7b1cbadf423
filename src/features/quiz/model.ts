import { Schema } from 'mongoose';
import { collection } from '../../lib/stores/collection.ts';
import type { AudienceSpec } from '../../members/audience/spec.ts';
import type { Response } from './question/rules/mark.ts';
import type { Question } from './question/rules/question.ts';

/** A question bank 题库. A deleted bank keeps its questions, so that open cards stay answerable. */
export interface Bank {
  _id: string;
  workspace: string;
  name: string;
  state: 'active' | 'deleted';
  createdBy: string;
  /** The branch whose officers may change it; absent: the company’s, and its maker’s. See `mayChangeBank`. */
  branch?: string;
  createdAt: Date;
}

/** One question of a bank; `version` grows when its key or text is corrected. */
export interface BankQuestion {
  _id: string;
  workspace: string;
  bank: string;
  version: number;
  state: 'active' | 'retired';
  /** `questionFingerprint`: the same question twice in a bank is once. */
  fingerprint: string;
  /** Those that it has had since, as its key was corrected: a file with the old key or the new one knows it again. */
  laterFingerprints?: string[];
  content: Question;
  /** `searchText` of the content. Absent in one from before there was a search; `browse` adds it. */
  search?: string;
  /** The question with other options that has taken its place. */
  successor?: string;
  /** The key was corrected: from then on all past answers are to be marked again. Gone when that is done. */
  regradeAt?: Date;
  createdAt: Date;
  updatedAt: Date;
}

/** When which questions go to whom. */
export interface Schedule {
  _id: string;
  workspace: string;
  name: string;
  bank: string;
  /** Categories or tags; empty means the whole bank. */
  topics: string[];
  audience: AudienceSpec;
  /** `HH:mm` in the member's zone. */
  time: string;
  /** Every working day of the member, or one weekday's paper (1 Monday – 7 Sunday). */
  cadence: { kind: 'daily' } | { kind: 'weekly'; weekday: number };
  /** Questions on a card, 1–5. */
  count: number;
  /** `end-of-day`, `end-of-shift` or `HH:mm`. */
  lock: string;
  mode: 'dm' | 'channel';
  /** Where the digest goes; in channel mode the card too. */
  channel?: string;
  state: 'active' | 'paused' | 'ended';
  createdBy: string;
  createdAt: Date;
  updatedAt: Date;
}

/** One schedule's day for the members of one zone and shift. */
export interface Run {
  _id: string;
  workspace: string;
  schedule: string;
  day: string;
  tz: string;
  /** The shift as text; empty without one. */
  shift: string;
  sendAt: Date;
  lockAt: Date;
  nudgeAt?: Date;
  mode: 'dm' | 'channel';
  channel?: string;
  /** Channel mode: the questions that everyone gets. */
  questions: string[];
  state: 'drawing' | 'open' | 'locked';
  invited: number;
  createdAt: Date;
}

export interface CardItem {
  question: string;
  /** Position shown → index in the question's options. */
  order: number[];
}

/** What was chosen and not yet confirmed; indexes are those of the question's options. */
export interface Choice {
  item: number;
  response: Response;
  at: Date;
}

/**
 * One member's quiz of one run: what was drawn, and what was chosen so far. Whether an item is answered is
 * decided by the ledger alone (`answerKey`), under its unique key.
 */
export interface Card {
  _id: string;
  workspace: string;
  run: string;
  schedule: string;
  day: string;
  member: string;
  branch?: string;
  team?: string;
  sendAt: Date;
  lockAt: Date;
  items: CardItem[];
  /** The last choice per item is the one that counts; the earlier ones are its history. */
  picks: Choice[];
  /** The member wants no nudge for it. */
  isMuted?: boolean;
  createdAt: Date;
}

const string = { type: String, required: true } as const;
const date = { type: Date, required: true } as const;
const mixed = { type: Schema.Types.Mixed, required: true } as const;

const bankSchema = new Schema<Bank>(
  { _id: string, workspace: string, name: string, state: string, createdBy: string, branch: String, createdAt: date },
  { versionKey: false },
);
bankSchema.index({ workspace: 1, name: 1 }, { unique: true, partialFilterExpression: { state: 'active' } });

const questionSchema = new Schema<BankQuestion>(
  {
    _id: string,
    workspace: string,
    bank: string,
    version: Number,
    state: string,
    fingerprint: string,
    laterFingerprints: { type: [String], default: undefined },
    content: mixed,
    search: String,
    successor: String,
    regradeAt: Date,
    createdAt: date,
    updatedAt: date,
  },
  { versionKey: false, minimize: false },
);
questionSchema.index({ workspace: 1, bank: 1, fingerprint: 1 }, { unique: true });
// Holds all that a search looks at, in the order of its pages: no question is read but those that are shown.
questionSchema.index({ workspace: 1, bank: 1, state: 1, _id: 1, 'content.kind': 1, 'content.category': 1, search: 1 });
questionSchema.index({ workspace: 1, regradeAt: 1 }, { partialFilterExpression: { regradeAt: { $exists: true } } });

const scheduleSchema = new Schema<Schedule>(
  {
    _id: string,
    workspace: string,
    name: string,
    bank: string,
    topics: [String],
    audience: mixed,
    time: string,
    cadence: mixed,
    count: Number,
    lock: string,
    mode: string,
    channel: String,
    state: string,
    createdBy: string,
    createdAt: date,
    updatedAt: date,
  },
  { versionKey: false },
);
scheduleSchema.index({ workspace: 1, state: 1 });

const runSchema = new Schema<Run>(
  {
    _id: string,
    workspace: string,
    schedule: string,
    day: string,
    tz: string,
    shift: { type: String, default: '' },
    sendAt: date,
    lockAt: date,
    nudgeAt: Date,
    mode: string,
    channel: String,
    questions: [String],
    state: string,
    invited: Number,
    createdAt: date,
  },
  { versionKey: false },
);
runSchema.index({ workspace: 1, state: 1, lockAt: 1 });
runSchema.index({ workspace: 1, schedule: 1, day: 1 });

const cardSchema = new Schema<Card>(
  {
    _id: string,
    workspace: string,
    run: string,
    schedule: string,
    day: string,
    member: string,
    branch: String,
    team: String,
    sendAt: date,
    lockAt: date,
    items: [{ _id: false, question: String, order: [Number] }],
    picks: [{ _id: false, item: Number, response: Schema.Types.Mixed, at: Date }],
    isMuted: Boolean,
    createdAt: date,
  },
  { versionKey: false },
);
cardSchema.index({ workspace: 1, run: 1, member: 1 }, { unique: true });
cardSchema.index({ workspace: 1, member: 1, sendAt: -1 });

export const banks = collection('quiz_banks', bankSchema);
export const questions = collection('quiz_questions', questionSchema);
export const schedules = collection('quiz_schedules', scheduleSchema);
export const runs = collection('quiz_runs', runSchema);
export const cards = collection('quiz_cards', cardSchema);
