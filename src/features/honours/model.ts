import { Schema } from 'mongoose';
import { type Case, caseSchema } from '../../cases/case.ts';
import { type Certificate, certificateRegister } from '../../certificates/register.ts';
import { collection } from '../../lib/stores/collection.ts';
import { type Holder, type Nominee, type Programme, STATES } from './rules/records.ts';

/** Somebody objects to a nominee, or a nominee disputes a line of their own dossier. */
export interface Objection extends Case {
  programme: string;
  nominee: string;
  /** Of a dispute: the key of the line, or of the rule. */
  line?: string;
  /** By when an officer has to decide. */
  decideBy?: Date;
}

/** That somebody holds a title; `holder` is the record of its term. */
export interface HonourCertificate extends Certificate {
  programme: string;
  holder: string;
}

const string = { type: String, required: true } as const;
const date = { type: Date, required: true } as const;
const number = { type: Number, required: true } as const;
const { Mixed } = Schema.Types;
const PLAIN = { versionKey: false, minimize: false } as const;

const programmeSchema = new Schema<Programme>(
  {
    _id: string,
    workspace: string,
    name: string,
    branch: String,
    titles: [Mixed],
    criteria: [Mixed],
    judges: [String],
    isDropped: Boolean,
    nominateUntil: date,
    checkDays: number,
    scoreDays: number,
    publicityDays: number,
    voters: string,
    voteDays: number,
    state: { ...string, enum: STATES },
    openedAt: Date,
    checkUntil: Date,
    scoringAt: Date,
    scoreUntil: Date,
    publicityAt: Date,
    publicityUntil: Date,
    votingAt: Date,
    voteUntil: Date,
    polls: { type: [Mixed], default: undefined },
    lot: String,
    proposed: { type: [Mixed], default: undefined },
    chosen: [Mixed],
    endedAt: Date,
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
  PLAIN,
);
programmeSchema.index({ workspace: 1, wakeAt: 1 });
programmeSchema.index({ workspace: 1, state: 1, createdAt: -1 });
programmeSchema.index({ workspace: 1, judges: 1, state: 1 });

const nomineeSchema = new Schema<Nominee>(
  {
    _id: string,
    workspace: string,
    programme: string,
    title: string,
    member: string,
    branch: String,
    team: String,
    state: string,
    reason: String,
    nominations: [Mixed],
    evidence: [Mixed],
    hidden: [String],
    struck: [String],
    dossier: { type: [Mixed], default: undefined },
    facts: Mixed,
    start: Number,
    panel: [String],
    considered: [String],
    recused: [Mixed],
    refused: [Mixed],
    sheets: { type: Mixed, default: {} },
    closedAt: Date,
    total: Number,
    means: Mixed,
    seq: number,
    rev: number,
    news: [Mixed],
    updatedAt: date,
    wakeAt: Date,
  },
  PLAIN,
);
nomineeSchema.index({ workspace: 1, wakeAt: 1 });
// Somebody is nominated once for a title, by however many people.
nomineeSchema.index({ workspace: 1, programme: 1, title: 1, member: 1 }, { unique: true });
nomineeSchema.index({ workspace: 1, member: 1, updatedAt: -1 });

const holderSchema = new Schema<Holder>(
  {
    _id: string,
    workspace: string,
    programme: string,
    title: string,
    titleName: string,
    belongs: { type: String, default: '' },
    months: number,
    member: string,
    name: { type: String, default: '' },
    branch: String,
    year: number,
    from: string,
    firstFrom: String,
    until: String,
    state: string,
    renewals: [Mixed],
    reason: String,
    endedBy: String,
    endedAt: Date,
    rev: number,
    seq: number,
    news: [Mixed],
    updatedAt: date,
    wakeAt: Date,
  },
  PLAIN,
);
holderSchema.index({ workspace: 1, wakeAt: 1 });
holderSchema.index({ workspace: 1, programme: 1 });
holderSchema.index({ workspace: 1, member: 1, from: -1 });
holderSchema.index({ workspace: 1, from: -1, titleName: 1, _id: 1 });
holderSchema.index({ workspace: 1, state: 1, until: 1 });

export const programmes = collection('honours_programmes', programmeSchema);
export const nominees = collection('honours_nominees', nomineeSchema);
export const holders = collection('honours_holders', holderSchema);
export const objections = collection(
  'honours_objections',
  caseSchema<Objection>({ programme: String, nominee: String, line: String, decideBy: Date }).index({
    workspace: 1,
    programme: 1,
    state: 1,
  }),
);
export const certificates = certificateRegister<HonourCertificate>(
  'honours_certificates',
  { programme: String, holder: String },
  'programme',
);
