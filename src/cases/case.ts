import { Schema, type SchemaDefinition } from 'mongoose';
import type { Living } from '../lib/living.ts';

/** Something that happened to a case. `seq` counts from 0 within the case. */
export interface CaseEvent {
  seq: number;
  what: string;
  at: Date;
  /** The officer or owner who did it; never the sender. */
  by?: string;
  /** What they said. */
  words?: string;
  /** Of a warning or an escalation: which clock ran out. */
  clock?: string;
}

/** Something that people have sent, and that an owner answers in time. A feature's own fields stand beside these. */
export interface Case extends Living {
  /** `S-2026-0042` */
  number: string;
  /** A hash of the form or the draft it came from: sending twice is sending once. */
  once: string;
  kind: string;
  text: string;
  place: string;
  branch: string;
  isAnonymous: boolean;
  /** Absent when anonymous. */
  submitter?: string;
  /** Anonymous only: the member's id, encrypted; gone when the case is closed. */
  sealed?: string;
  photos: number;
  state: string;
  /** 0 the branch's officers, 1 the company's, 2 the administrators. */
  rank: number;
  /** Grows when the case is reopened, and its clocks begin again. */
  round: number;
  owner?: string;
  dueAt?: Date;
  acceptedAt?: Date;
  /** When the outcome was told. */
  answeredAt?: Date;
  solvedAt?: Date;
  closedAt?: Date;
  /** The sender's word on the outcome. */
  satisfaction?: string;
  mergedInto?: string;
  /** What makes another case the same matter, and the earlier case of that matter. */
  matter?: string;
  earlier?: string;
  supporters: string[];
  watchers: string[];
  events: CaseEvent[];
  /** Events before this one have been told to the people they concern. */
  told: number;
  /** There are events that have not. */
  untold?: boolean;
  /** `warned-0-accept`, `escalated-0-accept` */
  marks: string[];
  createdAt: Date;
}

const text = { type: String, required: true } as const;
const number = { type: Number, required: true } as const;
const date = { type: Date, required: true } as const;

/** The schema of a feature's cases. @param own the feature's own fields */
export function caseSchema<T extends Case>(own: SchemaDefinition): Schema<T> {
  const schema = new Schema(
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
      dueAt: Date,
      acceptedAt: Date,
      answeredAt: Date,
      solvedAt: Date,
      closedAt: Date,
      satisfaction: String,
      mergedInto: String,
      matter: String,
      earlier: String,
      supporters: [String],
      watchers: [String],
      events: { type: [Schema.Types.Mixed] as never },
      told: number,
      untold: Boolean,
      marks: [String],
      wakeAt: Date,
      createdAt: date,
      updatedAt: date,
      ...own,
    },
    { versionKey: false, minimize: false },
  );
  schema.index({ workspace: 1, number: 1 }, { unique: true });
  schema.index({ workspace: 1, once: 1 }, { unique: true });
  schema.index({ workspace: 1, wakeAt: 1 });
  schema.index({ workspace: 1, untold: 1 });
  schema.index({ workspace: 1, state: 1, branch: 1, createdAt: -1 });
  schema.index({ workspace: 1, submitter: 1, createdAt: -1 });
  schema.index({ workspace: 1, watchers: 1, createdAt: -1 });
  schema.index({ workspace: 1, mergedInto: 1 });
  schema.index({ workspace: 1, updatedAt: 1 });
  schema.index({ workspace: 1, createdAt: 1 });
  schema.index({ workspace: 1, isAnonymous: 1, state: 1 });
  schema.index({ workspace: 1, matter: 1, createdAt: -1 }, { partialFilterExpression: { matter: { $exists: true } } });
  return schema as unknown as Schema<T>;
}
