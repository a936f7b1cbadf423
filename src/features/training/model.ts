import { Schema } from 'mongoose';
import { attendanceCollection } from '../../gatherings/attendance.ts';
import {
  type Gathering,
  type News as GatheringNews,
  gatheringFields,
  indexGatherings,
} from '../../gatherings/gathering.ts';
import type { Rung } from '../../gatherings/rules/ladder.ts';
import { collection } from '../../lib/stores/collection.ts';
import { REPEATS, type Repeat } from './rules/dates.ts';
import type { SessionFacts } from './rules/facts.ts';
import { KINDS } from './rules/kinds.ts';
import type { Material } from './rules/materials.ts';
import type { AddedDate, Clock } from './rules/shift-dates.ts';
import type { PastEnd, Terms } from './rules/terms.ts';
import type { Wave } from './rules/wave.ts';

/** For whom sessions are: keys of the audience's parts, see `partKey`. */
export interface Whom {
  /** Who may come. */
  include: string[];
  except: string[];
  /** Who must come: they have a seat without signing up. */
  must: string[];
}

/** A topic with its sessions, as the form says them; what holds for one session stands in the session. */
export interface Course extends Whom {
  _id: string;
  workspace: string;
  state: 'draft' | 'publishing' | 'published';
  author: string;
  /** Whose it is: a branch's; absent: the company's. Its audience stays within. */
  branch?: string;
  /** The zone whose wall clock a series keeps: its author's. */
  tz: string;
  facts: Omit<SessionFacts, 'startsAt' | 'endsAt' | 'about'> & { startsAt?: Date; duration: number };
  about: string;
  repeat: Repeat;
  times: number;
  /** Dates of their own, as they were written. */
  more: string;
  /** Names the form in which a draft was saved last; another one that was opened before it has not seen that. */
  form?: string;
  publishedAt?: Date;
  /** Counts the changes of whom it is for and the dates added since it was published; who saves has seen the one before. */
  revision?: number;
  /** Dates added since it was published, and with which revision. */
  added?: AddedDate[];
  /** A make-up 补课: the sessions that attending it makes up for. Its audience is who missed one of them. */
  makesUp?: string[];
  terms?: Terms;
  /** Counts the changes of the terms; who saves has seen the one before. */
  termsRev?: number;
  /** Of the last change of terms or dates after which its certificates were not looked at yet. */
  uncertified?: Date;
  wave?: Wave;
  /** Since when a process signs people up for all dates. */
  joining?: Date;
  /** A self-study: the end of which was reminded. */
  remindedOf?: Date;
  /** A self-study: its ends before the present one, the oldest first. */
  ends?: PastEnd[];
  /** The number of the terms with which its end was changed, until all are told. */
  untoldEnd?: number;
  /** The file that it came from, and what names each of its rows: a row makes one session, in whichever file it stands. */
  plan?: { file: string; rows: string[] };
  /** What there is to read for it; see `Material`. */
  materials?: Material[];
  createdAt: Date;
  updatedAt: Date;
}

/** What the form holds. */
export type Draft = Pick<Course, 'facts' | 'about' | 'repeat' | 'times' | 'more' | 'makesUp' | keyof Whom>;

/** How a session was before a change. */
export interface Past extends SessionFacts {
  /** The version that it was. */
  version: number;
  /** Who changed it then, and when. */
  by: string;
  at: Date;
  /** The change of several dates of which that was a part. */
  wave?: string;
}

/** What is still to be told. */
export type News = GatheringNews & {
  /** The change of several dates of which it is a part. */
  wave?: string;
  /** The trainers who hear of it, too. */
  trainers?: string[];
};

/** One date that people sign up for. Whoever comes stands in `seats`: nothing else decides about them. */
export interface Session extends Gathering, SessionFacts, Whom {
  course: string;
  /** Its place among the course's sessions, from 0. */
  index: number;
  count: number;
  branch?: string;
  author: string;
  tz: string;
  /** As the course says. */
  makesUp?: string[];
  /** Only for members of this zone and shift. */
  group?: Clock;
  past: Past[];
  /** Of its course, when whom it is for was changed after it was published. */
  revision?: number;
  /** The revision with which its course was given this date. */
  addedWith?: number;
  /** The changes of all later sessions that it has, the last ones. */
  waves?: string[];
  news: News[];
  startsAt: Date;
  endsAt: Date;
  capacity?: number | undefined;
  reminders?: Rung[] | undefined;
}

const string = { type: String, required: true } as const;
const date = { type: Date, required: true } as const;
const makesUp = { type: [String], default: undefined };
const whom = { include: [String], except: [String], must: [String] };
const facts = {
  topic: string,
  kind: { type: String, required: true, enum: KINDS },
  where: String,
  link: String,
  trainer: String,
  minutes: Number,
  about: String,
  second: Schema.Types.Mixed,
};

const courseSchema = new Schema<Course>(
  {
    _id: string,
    workspace: string,
    author: string,
    branch: String,
    tz: string,
    ...whom,
    state: { type: String, required: true, enum: ['draft', 'publishing', 'published'] },
    facts: { type: Schema.Types.Mixed, required: true },
    about: String,
    repeat: { type: String, enum: REPEATS },
    times: Number,
    more: String,
    revision: Number,
    added: { type: [Schema.Types.Mixed], default: undefined },
    makesUp,
    terms: { type: Schema.Types.Mixed },
    termsRev: Number,
    uncertified: Date,
    plan: Schema.Types.Mixed,
    materials: { type: [Schema.Types.Mixed], default: undefined },
    form: String,
    publishedAt: Date,
    remindedOf: Date,
    joining: Date,
    wave: Schema.Types.Mixed,
    ends: { type: [Schema.Types.Mixed], default: undefined },
    untoldEnd: Number,
    createdAt: date,
    updatedAt: date,
  },
  { versionKey: false, minimize: false },
);
courseSchema.index({ workspace: 1, state: 1, updatedAt: -1 });
courseSchema.index({ workspace: 1, 'wave.id': 1 }, { sparse: true });
courseSchema.index(
  { workspace: 1, 'terms.study.until': 1 },
  { partialFilterExpression: { 'terms.study.until': { $exists: true } } },
);
courseSchema.index({ workspace: 1, untoldEnd: 1 }, { partialFilterExpression: { untoldEnd: { $exists: true } } });
courseSchema.index({ workspace: 1, uncertified: 1 }, { partialFilterExpression: { uncertified: { $exists: true } } });
courseSchema.index(
  { workspace: 1, 'plan.rows': 1 },
  { unique: true, partialFilterExpression: { 'plan.rows': { $exists: true } } },
);
courseSchema.index({ workspace: 1, 'plan.file': 1 }, { sparse: true });
export const courses = collection('training_courses', courseSchema);

const sessionSchema = new Schema<Session>(
  {
    ...gatheringFields,
    ...facts,
    ...whom,
    course: string,
    index: Number,
    count: Number,
    branch: String,
    author: string,
    tz: string,
    makesUp,
    group: Schema.Types.Mixed,
    past: [Schema.Types.Mixed],
    revision: Number,
    addedWith: Number,
    waves: { type: [String], default: undefined },
  },
  { versionKey: false, minimize: false },
);
indexGatherings(sessionSchema);
sessionSchema.index({ workspace: 1, course: 1, index: 1 });
sessionSchema.index({ workspace: 1, makesUp: 1 }, { partialFilterExpression: { makesUp: { $exists: true } } });
export const sessions = collection('training_sessions', sessionSchema);

export const attendances = attendanceCollection('training_enrolments');
