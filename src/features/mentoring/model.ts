import { Schema } from 'mongoose';
import { type Certificate, certificateRegister } from '../../certificates/register.ts';
import { counter } from '../../lib/counter.ts';
import { collection } from '../../lib/stores/collection.ts';
import type { Pair } from './rules/records.ts';

/** What somebody has said about teaching and learning. */
export interface Learner {
  workspace: string;
  member: string;
  /** What they can teach; with `capacity` 0 they do not. */
  skills: string[];
  capacity: number;
  /** They look for a mentor, and for what; an empty list is for their post. */
  wish?: string[];
  wishAt?: Date;
}

/** A mentor's place for an apprentice: there are only so many, whoever agrees at the same moment. */
export interface Place {
  workspace: string;
  mentor: string;
  /** From 0. */
  place: number;
  pair: string;
}

/** That somebody has graduated. */
export interface GraduateCertificate extends Certificate {
  pair: string;
}

const string = { type: String, required: true } as const;
const date = { type: Date, required: true } as const;
const number = { type: Number, required: true } as const;
const mixed = Schema.Types.Mixed;

const pairSchema = new Schema<Pair>(
  {
    _id: string,
    workspace: string,
    number: string,
    apprentice: string,
    mentors: [String],
    past: [String],
    branch: String,
    proposedBy: string,
    createdAt: date,
    contract: mixed,
    version: number,
    agreed: [mixed],
    branchAgreed: mixed,
    state: string,
    isOpen: Boolean,
    startsOn: String,
    endsOn: String,
    extended: mixed,
    done: [mixed],
    meetings: [mixed],
    checkIns: [mixed],
    asked: number,
    signAt: Date,
    quiet: mixed,
    isTermTold: Boolean,
    exam: mixed,
    failed: [mixed],
    graduatedAt: Date,
    shares: [mixed],
    vested: [mixed],
    vestAt: Date,
    ended: mixed,
    seq: number,
    rev: number,
    news: [mixed],
    updatedAt: date,
    wakeAt: Date,
  },
  { versionKey: false, minimize: false },
);
pairSchema.index({ workspace: 1, wakeAt: 1 });
pairSchema.index({ workspace: 1, vestAt: 1 }, { partialFilterExpression: { vestAt: { $exists: true } } });
// Proposed or in force: an apprentice has one.
pairSchema.index({ workspace: 1, apprentice: 1 }, { unique: true, partialFilterExpression: { isOpen: true } });
pairSchema.index({ workspace: 1, apprentice: 1, createdAt: -1 }, { name: 'of_apprentice' });
pairSchema.index({ workspace: 1, mentors: 1, createdAt: -1 });
pairSchema.index({ workspace: 1, 'exam.examiner': 1 }, { sparse: true });
pairSchema.index({ workspace: 1, branch: 1, state: 1, createdAt: -1 });

const learnerSchema = new Schema<Learner>(
  {
    workspace: string,
    member: string,
    skills: [String],
    capacity: number,
    wish: { type: [String], default: undefined },
    wishAt: Date,
  },
  { versionKey: false },
);
learnerSchema.index({ workspace: 1, member: 1 }, { unique: true });
learnerSchema.index({ workspace: 1, capacity: 1 });
learnerSchema.index({ workspace: 1, wishAt: 1 }, { partialFilterExpression: { wishAt: { $exists: true } } });

const placeSchema = new Schema<Place>(
  { workspace: string, mentor: string, place: number, pair: string },
  { versionKey: false },
);
placeSchema.index({ workspace: 1, mentor: 1, place: 1 }, { unique: true });
placeSchema.index({ workspace: 1, mentor: 1, pair: 1 }, { unique: true });
placeSchema.index({ workspace: 1, pair: 1 });

export const pairs = collection('mentoring_pairs', pairSchema);
export const learners = collection('mentoring_learners', learnerSchema);
export const places = collection('mentoring_places', placeSchema);
export const certificates = certificateRegister<GraduateCertificate>(
  'mentoring_certificates',
  { pair: { type: String, required: true } },
  'pair',
);
export const nextPairNumber = counter('mentoring_counters');
