import { Schema } from 'mongoose';
import type { Case } from '../../cases/case.ts';
import { caseSchema } from '../../cases/case.ts';
import { type Certificate, certificateRegister } from '../../certificates/register.ts';
import { attendanceCollection } from '../../gatherings/attendance.ts';
import { type Gathering, gatheringFields, indexGatherings } from '../../gatherings/gathering.ts';
import { collection } from '../../lib/stores/collection.ts';
import {
  type Contest,
  type Correction,
  type Entrant,
  STATES,
  type TheoryPaper,
  type TheorySheet,
} from './rules/records.ts';

/** A date of a discipline: people have seats, and each their own time. */
export interface Heat extends Gathering {
  contest: string;
  discipline: string;
  where: string;
  /** Minutes from one to the next; 0: all begin at once. */
  each: number;
  createdBy: string;
}

/** Somebody doubts a result. */
export interface Appeal extends Case {
  contest: string;
  discipline: string;
  entrant: string;
  /** By when an officer has to decide. */
  decideBy?: Date;
  /** What was decided, where the appeal was right. */
  correction?: Correction;
}

/** A place among the first. */
export interface SkillCertificate extends Certificate {
  contest: string;
  discipline: string;
  place: number;
}

const string = { type: String, required: true } as const;
const date = { type: Date, required: true } as const;
const number = { type: Number, required: true } as const;
const { Mixed } = Schema.Types;
const PLAIN = { versionKey: false, minimize: false } as const;

const contestSchema = new Schema<Contest>(
  {
    _id: string,
    workspace: string,
    name: string,
    signUpUntil: date,
    appealHours: number,
    branch: String,
    state: { ...string, enum: STATES },
    openedAt: Date,
    disciplines: [Mixed],
    heats: [Mixed],
    refused: [String],
    lot: String,
    drawnAt: Date,
    publishedAt: Date,
    appealsUntil: Date,
    results: Mixed,
    rankings: number,
    finalAt: Date,
    reason: String,
    cancelledAt: Date,
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
contestSchema.index({ workspace: 1, wakeAt: 1 });
contestSchema.index({ workspace: 1, state: 1, signUpUntil: -1 });
contestSchema.index({ workspace: 1, 'disciplines.judges': 1, state: 1 });
contestSchema.index({ workspace: 1, 'disciplines.stewards': 1, state: 1 });

const heatSchema = new Schema<Heat>(
  {
    ...gatheringFields,
    contest: string,
    discipline: string,
    where: { type: String, default: '' },
    each: number,
    createdBy: string,
  },
  PLAIN,
);
indexGatherings(heatSchema);
heatSchema.index({ workspace: 1, contest: 1, startsAt: 1 });

const entrantSchema = new Schema<Entrant>(
  {
    _id: string,
    workspace: string,
    contest: string,
    discipline: string,
    heat: string,
    member: string,
    branch: String,
    team: String,
    start: number,
    startsAt: date,
    state: string,
    reason: String,
    decidedBy: String,
    panel: [String],
    considered: [String],
    recused: [Mixed],
    refused: [Mixed],
    sheets: { type: Mixed, default: {} },
    entered: { type: Mixed, default: {} },
    remarks: Mixed,
    completeAt: Date,
    corrections: [Mixed],
    seq: number,
    rev: number,
    news: [Mixed],
    updatedAt: date,
    wakeAt: Date,
  },
  PLAIN,
);
entrantSchema.index({ workspace: 1, wakeAt: 1 });
// A start number is one person's, and a person has one.
entrantSchema.index({ workspace: 1, contest: 1, discipline: 1, start: 1 }, { unique: true });
entrantSchema.index({ workspace: 1, contest: 1, discipline: 1, member: 1 }, { unique: true });
entrantSchema.index({ workspace: 1, member: 1, startsAt: -1 });
entrantSchema.index({ workspace: 1, panel: 1, completeAt: 1 });

const sheetSchema = new Schema<TheorySheet>(
  {
    _id: string,
    workspace: string,
    contest: string,
    discipline: string,
    questions: [String],
    sealed: string,
    isSealed: Boolean,
  },
  { versionKey: false },
);
sheetSchema.index({ workspace: 1, contest: 1 });

const paperSchema = new Schema<TheoryPaper>(
  {
    _id: string,
    workspace: string,
    contest: string,
    discipline: string,
    member: string,
    orders: [[Number]],
    answers: [Number],
    startedAt: date,
    lastAt: date,
    endsAt: date,
  },
  { versionKey: false },
);
paperSchema.index({ workspace: 1, contest: 1, discipline: 1, member: 1 }, { unique: true });

export const contests = collection('skills_contests', contestSchema);
export const heats = collection('skills_heats', heatSchema);
export const attendances = attendanceCollection('skills_attendance');
export const entrants = collection('skills_entrants', entrantSchema);
export const theorySheets = collection('skills_theory_sheets', sheetSchema);
export const theoryPapers = collection('skills_theory_papers', paperSchema);
export const appeals = collection(
  'skills_appeals',
  caseSchema<Appeal>({ contest: String, discipline: String, entrant: String, decideBy: Date, correction: Mixed }).index(
    {
      workspace: 1,
      contest: 1,
      state: 1,
    },
  ),
);
export const certificates = certificateRegister<SkillCertificate>(
  'skills_certificates',
  { contest: String, discipline: String, place: Number },
  'contest',
);
