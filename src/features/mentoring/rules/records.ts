import type { Living } from '../../../lib/living.ts';

/** A bank whose questions the apprentice is to know, by the key under which `Questions` finds it, and its name then. */
export interface Topic {
  bank: string;
  name: string;
}

/** What the two and the branch agree on. */
export interface Contract {
  goals: string;
  /** How long it lasts, and how much of that is probation. */
  months: number;
  probation: number;
  /** None: nothing is asked of what the apprentice knows. */
  topics: Topic[];
  /** One to eight things that the apprentice can do by themselves at the end. */
  tasks: string[];
  /** How much of the topics must be known at graduation, in percent. */
  share: number;
}

/** Somebody has agreed to the contract as it stands. */
export interface Agreed {
  user: string;
  at: Date;
}

/** "We met": one says it, the other confirms it. */
export interface Meeting {
  id: string;
  by: string;
  mentor: string;
  minutes: number;
  at: Date;
  answer?: 'yes' | 'no';
  answeredAt?: Date;
}

export const GOING = ['well', 'slowly', 'stuck'] as const;
export const ENOUGH = ['enough', 'some', 'little'] as const;

/** How one side sees the month. */
export interface CheckIn {
  /** 1 is the first month after the beginning. */
  month: number;
  by: string;
  going: (typeof GOING)[number];
  enough: (typeof ENOUGH)[number];
  words: string;
  at: Date;
}

export const GRADES = ['excellent', 'good', 'fair', 'poor'] as const;
export type Grade = (typeof GRADES)[number];

/** How one of the two sees the whole time. */
export interface Evaluation {
  by: string;
  grade: Grade;
  words: string;
  at: Date;
}

/** What an examiner says: a level from 0 to 3 for each task, in their order. */
export interface Sheet {
  by: string;
  marks: number[];
  words: string;
  at: Date;
}

/** The way to graduation: begun when the tasks are done and enough is known. */
export interface Exam {
  askedBy: string;
  askedAt: Date;
  /** How much of the topics was known then, 0 to 1; absent: there are none. */
  recall?: number;
  examiner?: string;
  sheet?: Sheet;
  evaluations: Evaluation[];
}

export const PARTS = ['graduation', 'days60', 'days180'] as const;
export type Part = (typeof PARTS)[number];

/** A part of the mentors' credit that has come. */
export interface Vested {
  part: Part;
  /** 0 to 1 of its points. */
  fraction: number;
  /** What was known then, 0 to 1; absent: it was not asked. */
  recall?: number;
  /** The apprentice had left: that is not held against the mentor. */
  hasLeft?: boolean;
  at: Date;
}

/** What a mentor has of the credit; all shares of a pair are 100 together. */
export interface Share {
  user: string;
  percent: number;
}

export type How = 'declined' | 'expired' | 'apprentice' | 'mentor' | 'branch' | 'left';

export type PairNews = { seq: number } & (
  | {
      what: 'proposed' | 'agreed' | 'began' | 'moved' | 'quiet' | 'silent' | 'term' | 'asked' | 'unexamined' | 'failed';
    }
  | { what: 'changed' | 'extended' | 'named'; by: string }
  | { what: 'met'; id: string }
  | { what: 'checkIn'; month: number }
  | { what: 'graduated' }
  | { what: 'ended'; by?: string }
  | { what: 'lost'; mentor: string }
  | { what: 'vested'; part: Part }
);

/** An apprentice with one mentor or several, from the proposal to the last part of the credit. */
export interface Pair extends Living {
  /** `Q-2026-0007`, as it stands on the contract. */
  number: string;
  apprentice: string;
  mentors: string[];
  /** Mentors who have left the company meanwhile; their confirmed hours count. */
  past: string[];
  /** The apprentice's; absent: the company's own. */
  branch?: string;
  proposedBy: string;
  createdAt: Date;
  contract: Contract;
  /** Of the contract: an agreement is to one of them. */
  version: number;
  agreed: Agreed[];
  branchAgreed?: Agreed;
  state: 'proposed' | 'active' | 'graduated' | 'ended';
  /** It is proposed or active: an apprentice has one of these. */
  isOpen?: boolean;
  /** Days 'YYYY-MM-DD'. */
  startsOn?: string;
  endsOn?: string;
  extended?: { by: string; months: number; reason: string; at: Date };
  done: { task: number; by: string; at: Date }[];
  meetings: Meeting[];
  checkIns: CheckIn[];
  /** The last month whose check-in was asked for. */
  asked: number;
  /** The last sign of life. */
  signAt?: Date;
  quiet?: { askedAt: Date; toldAt?: Date };
  isTermTold?: boolean;
  exam?: Exam;
  /** Sheets of examinations that did not succeed, the last one last. */
  failed: Sheet[];
  graduatedAt?: Date;
  shares?: Share[];
  vested: Vested[];
  /** When the next part of the credit comes. */
  vestAt?: Date;
  ended?: { how: How; by?: string; words: string; at: Date; inProbation?: boolean };
  seq: number;
  rev: number;
  news: PairNews[];
}
