import { Schema } from 'mongoose';
import { collection } from '../../lib/stores/collection.ts';
import type { Clock } from './rules/clocks.ts';
import type { Outcome, Satisfaction, State } from './rules/states.ts';

export const EVENTS = [
  'received',
  'accepted',
  'handedOver',
  'progress',
  'solved',
  'partly',
  'impossible',
  'closed',
  'silent',
  'reopened',
  'merged',
  'warned',
  'escalated',
] as const;
export type EventKind = (typeof EVENTS)[number];

/** Something that happened to an item. `seq` counts from 0 within the item. */
export interface ItemEvent {
  seq: number;
  what: EventKind;
  at: Date;
  /** The officer who did it; never the submitter. */
  by?: string;
  /** What the officer said. */
  words?: string;
  clock?: Clock;
}

/** A suggestion or a problem, with its owner and its clocks. */
export interface Item {
  _id: string;
  workspace: string;
  /** `S-2026-0042` */
  number: string;
  /** Of the form or the draft it came from: sending twice is sending once. */
  once: string;
  kind: string;
  text: string;
  place: string;
  branch: string;
  isAnonymous: boolean;
  /** Absent when anonymous. */
  submitter?: string;
  /** Anonymous only: the member's id, encrypted; gone when the item is closed. */
  sealed?: string;
  /** How many photos there are in `suggestions_photos`. */
  photos: number;
  state: State;
  rank: number;
  round: number;
  owner?: string;
  acceptBy: Date;
  replyBy?: Date;
  dueAt?: Date;
  acceptedAt?: Date;
  /** When the outcome was told. */
  answeredAt?: Date;
  solvedAt?: Date;
  closedAt?: Date;
  outcome?: Outcome;
  satisfaction?: Satisfaction;
  mergedInto?: string;
  supporters: string[];
  watchers: string[];
  events: ItemEvent[];
  /** Events before this one have been told to whom they concern. */
  told: number;
  /** There are such events: who finds it, tells them. */
  untold?: boolean;
  /** `warned-0-accept`, `escalated-0-accept` */
  marks: string[];
  /** When something happens to it by itself; absent: never. */
  wakeAt?: Date;
  createdAt: Date;
  updatedAt: Date;
}

export interface Photo {
  _id: string;
  workspace: string;
  item: string;
  index: number;
  kind: string;
  bytes: Buffer;
}

const text = { type: String, required: true } as const;
const number = { type: Number, required: true } as const;
const date = { type: Date, required: true } as const;
const plainOptions = { versionKey: false, minimize: false } as const;

const itemSchema = new Schema<Item>(
  {
    _id: text,
    workspace: text,
    number: text,
    once: text,
    kind: text,
    text,
    place: { type: String, default: '' },
    branch: { type: String, default: '' },
    isAnonymous: { type: Boolean, required: true },
    submitter: String,
    sealed: String,
    photos: number,
    state: text,
    rank: number,
    round: number,
    owner: String,
    acceptBy: date,
    replyBy: Date,
    dueAt: Date,
    acceptedAt: Date,
    answeredAt: Date,
    solvedAt: Date,
    closedAt: Date,
    outcome: String,
    satisfaction: String,
    mergedInto: String,
    supporters: [String],
    watchers: [String],
    events: { type: [Schema.Types.Mixed] as never },
    told: number,
    untold: Boolean,
    marks: [String],
    wakeAt: Date,
    createdAt: date,
    updatedAt: date,
  },
  plainOptions,
);
itemSchema.index({ workspace: 1, number: 1 }, { unique: true });
itemSchema.index({ workspace: 1, once: 1 }, { unique: true });
itemSchema.index({ workspace: 1, wakeAt: 1 });
itemSchema.index({ workspace: 1, untold: 1 });
itemSchema.index({ workspace: 1, state: 1, branch: 1, createdAt: -1 });
itemSchema.index({ workspace: 1, submitter: 1, createdAt: -1 });
itemSchema.index({ workspace: 1, watchers: 1, createdAt: -1 });
itemSchema.index({ workspace: 1, mergedInto: 1 });
itemSchema.index({ workspace: 1, updatedAt: 1 });
itemSchema.index({ workspace: 1, createdAt: 1 });
itemSchema.index({ workspace: 1, isAnonymous: 1, state: 1 });

const photoSchema = new Schema<Photo>(
  { _id: text, workspace: text, item: text, index: number, kind: text, bytes: { type: Buffer, required: true } },
  plainOptions,
);
photoSchema.index({ workspace: 1, item: 1, index: 1 }, { unique: true });

export const items = collection('suggestions', itemSchema);
export const photos = collection('suggestions_photos', photoSchema);
