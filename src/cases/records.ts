import { type Connection, type Model, Schema } from 'mongoose';
import { allowance } from '../lib/allowance.ts';
import { counter } from '../lib/counter.ts';
import { collection } from '../lib/stores/collection.ts';

/** A photo of a case, without its metadata. */
export interface Photo {
  _id: string;
  workspace: string;
  item: string;
  index: number;
  kind: string;
  bytes: Buffer;
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

/** The board in a channel: one message, kept as things stand. */
export interface ChannelBoard {
  _id: string;
  workspace: string;
  channel: string;
  /** Only this branch's cases; absent: the company's. */
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

const photoSchema = new Schema<Photo>(
  { _id: text, workspace: text, item: text, index: number, kind: text, bytes: { type: Buffer, required: true } },
  plainOptions,
);
photoSchema.index({ workspace: 1, item: 1, index: 1 }, { unique: true });

const newsSchema = new Schema<News>(
  { _id: text, workspace: text, recipient: text, day: text, item: text, seq: number, at: date },
  plainOptions,
);
newsSchema.index({ workspace: 1, recipient: 1, day: 1, at: 1 });

const boardSchema = new Schema<ChannelBoard>(
  {
    _id: text,
    workspace: text,
    channel: text,
    branch: String,
    notice: String,
    old: [String],
    placedBy: text,
    shown: { type: String, default: '' },
    lookedAt: date,
  },
  plainOptions,
);
boardSchema.index({ workspace: 1, lookedAt: 1 });

type Of<T> = (ctx: { db: Connection }) => Model<T>;

/** What stands beside a feature's cases. */
export interface CaseRecords {
  photos: Of<Photo>;
  news: Of<News>;
  boards: Of<ChannelBoard>;
  nextNumber: ReturnType<typeof counter>;
  /** Cases that a person sends on a day, both under a keyed hash. */
  aDay: ReturnType<typeof allowance>;
  /** Pieces of news that a person is told one by one on a day. */
  singles: ReturnType<typeof allowance>;
}

/** The collections beside a feature's cases, by its name. */
export function caseRecords(feature: string): CaseRecords {
  return {
    photos: collection(`${feature}_photos`, photoSchema),
    news: collection(`${feature}_news`, newsSchema),
    boards: collection(`${feature}_boards`, boardSchema),
    nextNumber: counter(`${feature}_counters`),
    aDay: allowance(`${feature}_allowances`),
    singles: allowance(`${feature}_singles`),
  };
}
