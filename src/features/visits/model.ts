import { Schema } from 'mongoose';
import { caseSchema } from '../../cases/case.ts';
import type { Receipted } from '../../delivery/receipts/remind.ts';
import type { Living } from '../../lib/living.ts';
import { collection } from '../../lib/stores/collection.ts';
import type { AudienceSpec } from '../../members/audience/spec.ts';
import type { Finding, Scene } from './rules.ts';

export const findings = collection(
  'visits',
  caseSchema<Finding>({ visited: [String], visit: String, outcome: String, acceptBy: Date })
    .index({ workspace: 1, visited: 1, createdAt: -1 })
    .index({ workspace: 1, visit: 1 }),
);

const text = { type: String, required: true } as const;
const date = { type: Date, required: true } as const;
const plain = { versionKey: false, minimize: false } as const;

/** An officer was at a place; what was said there are its findings. */
export interface Visit {
  _id: string;
  workspace: string;
  officer: string;
  branch: string;
  place: string;
  scene: Scene;
  visited: string[];
  /** 'YYYY-MM' */
  month: string;
  at: Date;
}

export const visits = collection(
  'visits_trips',
  new Schema<Visit>(
    {
      _id: text,
      workspace: text,
      officer: text,
      branch: String,
      place: text,
      scene: text,
      visited: [String],
      month: text,
      at: date,
    },
    plain,
  ).index({ workspace: 1, month: 1, officer: 1 }),
);

/** Where an officer is to go in a branch in a month. */
export interface Plan {
  _id: string;
  workspace: string;
  /** 'YYYY-MM' */
  month: string;
  officer: string;
  branch: string;
  scenes: Scene[];
}

export const plans = collection(
  'visits_plans',
  new Schema<Plan>(
    { _id: text, workspace: text, month: text, officer: text, branch: String, scenes: [String] },
    plain,
  ).index({
    workspace: 1,
    month: 1,
    officer: 1,
  }),
);

/** A question to many, with an end. */
export interface Discussion extends Living, Receipted {
  question: string;
  spec: AudienceSpec;
  /** Whose it is; absent: the company's. */
  branch?: string;
  by: string;
  state: 'draft' | 'open' | 'closed' | 'told';
  endsAt: Date;
  /** Names of groups of contributions that say the same. */
  groups: string[];
  /** What came of it, told to everybody who took part. */
  summary?: string;
  untold?: boolean;
  /** Grows with every write. */
  revision: number;
  createdAt: Date;
}

export const discussions = collection(
  'visits_discussions',
  new Schema<Discussion>(
    {
      _id: text,
      workspace: text,
      question: text,
      spec: { type: Schema.Types.Mixed, required: true } as never,
      branch: String,
      by: text,
      state: text,
      via: text,
      endsAt: date,
      groups: [String],
      summary: String,
      untold: Boolean,
      revision: { type: Number, required: true },
      remindersSent: { type: Number, required: true },
      remindedAt: Date,
      remindedMembers: Number,
      reminding: { type: new Schema({ nth: Number, at: Date, by: String }, { _id: false }) },
      wakeAt: Date,
      createdAt: date,
      updatedAt: date,
    },
    plain,
  )
    .index({ workspace: 1, wakeAt: 1 })
    .index({ workspace: 1, untold: 1 })
    .index({ workspace: 1, state: 1, createdAt: -1 })
    .index({ workspace: 1, createdAt: -1 }),
);

/** What somebody says in a discussion. */
export interface Contribution {
  _id: string;
  workspace: string;
  discussion: string;
  member: string;
  branch: string;
  text: string;
  supporters: string[];
  /** How many they are: by it they are sorted. */
  support: number;
  group?: string;
  /** Into what an officer has turned it; without a number while that is under way. */
  became?: { feature: string; number?: string };
  at: Date;
}

export const contributions = collection(
  'visits_contributions',
  new Schema<Contribution>(
    {
      _id: text,
      workspace: text,
      discussion: text,
      member: text,
      branch: String,
      text,
      supporters: [String],
      support: { type: Number, required: true },
      group: String,
      became: { type: new Schema({ feature: String, number: String }, { _id: false }) },
      at: date,
    },
    plain,
  )
    .index({ workspace: 1, discussion: 1, at: 1 })
    .index({ workspace: 1, member: 1, discussion: 1 })
    .index({ workspace: 1, at: 1 }),
);
