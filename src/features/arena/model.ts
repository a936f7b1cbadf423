import { Schema } from 'mongoose';
import { collection } from '../../lib/stores/collection.ts';
import { type Contest, type Paper, type Presence, type Sheet, STATES } from './rules/records.ts';

const string = { type: String, required: true } as const;
const date = { type: Date, required: true } as const;
const number = { type: Number, required: true } as const;
const { Mixed } = Schema.Types;

const contestSchema = new Schema<Contest>(
  {
    _id: string,
    workspace: string,
    name: string,
    banks: [String],
    count: number,
    minutes: number,
    boards: number,
    signUpUntil: date,
    startsAt: date,
    windowHours: number,
    isLive: Boolean,
    noShowMinutes: Number,
    seeding: string,
    hasThird: Boolean,
    hasSecondLife: Boolean,
    most: number,
    qualifying: Mixed,
    channel: String,
    branch: String,
    state: { ...string, enum: STATES },
    publishedAt: Date,
    entrants: [Mixed],
    refused: [String],
    drawn: Mixed,
    decisions: { type: Mixed, default: {} },
    begun: { type: [String], default: undefined },
    extended: Mixed,
    corrections: [Mixed],
    endedAt: Date,
    ranking: { type: Mixed, default: undefined },
    rankings: number,
    reason: String,
    seq: number,
    rev: number,
    news: [Mixed],
    noticed: Mixed,
    createdBy: string,
    createdAt: date,
    updatedAt: date,
    wakeAt: Date,
  },
  { versionKey: false, minimize: false },
);
contestSchema.index({ workspace: 1, wakeAt: 1 });
contestSchema.index({ workspace: 1, state: 1, startsAt: 1 });
contestSchema.index({ workspace: 1, channel: 1 }, { sparse: true });

const sheetSchema = new Schema<Sheet>(
  {
    _id: string,
    workspace: string,
    contest: string,
    match: string,
    questions: [String],
    sealed: string,
    isSealed: Boolean,
  },
  { versionKey: false },
);
sheetSchema.index({ workspace: 1, contest: 1, match: 1 });

const paperSchema = new Schema<Paper>(
  {
    _id: string,
    workspace: string,
    contest: string,
    match: string,
    entrant: string,
    member: string,
    board: number,
    orders: [[Number]],
    answers: [Number],
    startedAt: date,
    lastAt: date,
    endsAt: date,
  },
  { versionKey: false },
);
// At each board of a side one person plays.
paperSchema.index({ workspace: 1, contest: 1, match: 1, entrant: 1, board: 1 }, { unique: true });
paperSchema.index({ workspace: 1, member: 1, contest: 1 });

const presenceSchema = new Schema<Presence>(
  {
    _id: string,
    workspace: string,
    contest: string,
    match: string,
    entrant: string,
    member: string,
    at: date,
  },
  { versionKey: false },
);
presenceSchema.index({ workspace: 1, contest: 1, match: 1 });

export const contests = collection('arena_contests', contestSchema);
export const sheets = collection('arena_sheets', sheetSchema);
export const papers = collection('arena_papers', paperSchema);
export const presences = collection('arena_presences', presenceSchema);
