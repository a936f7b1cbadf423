import { Schema } from 'mongoose';
import { collection } from '../lib/stores/collection.ts';
import { type Ballot, STATES } from './rules/ballot.ts';
import type { Choice } from './rules/question.ts';

/** One voter's row. It has no time, no number, and of a secret ballot no choice. */
export interface RollRow {
  /** `<roll>/<user>`. */
  _id: string;
  workspace: string;
  ballot: string;
  roll: string;
  user: string;
  hasVoted?: true;
  /** Nothing is written into it any more. */
  isShut?: true;
  /** On the roll, and not at the meeting. */
  isAbsent?: true;
  /** Of a secret ballot until it is counted: choice and receipt code, which only the ballot's private key opens. */
  envelope?: string;
  /** Of an open ballot. */
  choice?: Choice;
  /** Who cast it for them, and how; absent: they themselves. */
  cast?: { by: string; how: 'paper' | 'proxy' };
}

/** A vote out of its envelope. */
export interface BoxVote {
  code: string;
  choice: Choice;
}

/** A page of the box, in the order of the receipt codes. */
export interface BoxPage {
  /** `<ballot>/<nth>`. */
  _id: string;
  workspace: string;
  ballot: string;
  nth: number;
  votes: BoxVote[];
}

/** What opens the envelopes of a roll, sealed with the server's key; burnt when the votes are counted. */
export interface BallotKey {
  /** The roll. */
  _id: string;
  workspace: string;
  ballot: string;
  sealed: string;
}

const string = { type: String, required: true } as const;
const date = { type: Date, required: true } as const;
const number = { type: Number, required: true } as const;
const { Mixed } = Schema.Types;

const ballotSchema = new Schema<Ballot>(
  {
    _id: string,
    workspace: string,
    feature: string,
    of: String,
    createdBy: string,
    title: string,
    about: String,
    question: Mixed,
    rule: Mixed,
    isSecret: Boolean,
    electorate: Mixed,
    branch: String,
    present: { type: [String], default: undefined },
    opensAt: date,
    closesAt: date,
    state: { ...string, enum: STATES },
    roll: String,
    size: Number,
    canVote: Number,
    publicKey: String,
    hasVotes: Boolean,
    isReminded: Boolean,
    endedBy: String,
    reason: String,
    calledOff: String,
    outcome: Mixed,
    voted: Number,
    spoilt: Number,
    ties: { type: [Mixed], default: undefined },
    rev: number,
    seq: number,
    news: [Mixed],
    updatedAt: date,
    wakeAt: Date,
  },
  { versionKey: false, minimize: false },
);
ballotSchema.index({ workspace: 1, feature: 1, wakeAt: 1 });
ballotSchema.index({ workspace: 1, feature: 1, state: 1, closesAt: -1 });

const rollSchema = new Schema<RollRow>(
  {
    _id: string,
    workspace: string,
    ballot: string,
    roll: string,
    user: string,
    hasVoted: Boolean,
    isShut: Boolean,
    isAbsent: Boolean,
    envelope: String,
    choice: { type: [Number], default: undefined },
    cast: Mixed,
  },
  { versionKey: false },
);
rollSchema.index({ workspace: 1, roll: 1, hasVoted: 1, user: 1 });
rollSchema.index({ workspace: 1, ballot: 1 });
rollSchema.index({ workspace: 1, user: 1, hasVoted: 1 });

const boxSchema = new Schema<BoxPage>(
  { _id: string, workspace: string, ballot: string, nth: number, votes: [Mixed] },
  { versionKey: false },
);
boxSchema.index({ workspace: 1, ballot: 1, nth: 1 });

const keySchema = new Schema<BallotKey>(
  { _id: string, workspace: string, ballot: string, sealed: string },
  { versionKey: false },
);
keySchema.index({ workspace: 1, ballot: 1 });

export const ballots = collection('ballots', ballotSchema);
export const rollRows = collection('ballot_roll', rollSchema);
export const boxPages = collection('ballot_box', boxSchema);
export const ballotKeys = collection('ballot_keys', keySchema);
