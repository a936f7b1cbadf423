import type { Repeat } from './dates.ts';
import type { Kind } from './kinds.ts';

/** Which dates of a course make it complete: each stands for itself, one of them is enough, or all of them are needed. */
export const NEEDED = ['each', 'one', 'all'] as const;
export type Needed = (typeof NEEDED)[number];

/** What a course asks for and gives beside its sessions. Read from the course whenever it matters: no session has a copy. */
export interface Terms {
  needed: Needed;
  /** Courses that have to be completed before one signs up. */
  before?: string[];
  /** Points in the quiz that one needs within a year to sign up. */
  points?: number;
  /** Of a self-study: what is read or watched, and the question about it. */
  study?: StudyTerms;
  /** Asked of those who attended. */
  quiz?: QuizTerms;
  /** Who completes it gets a certificate. */
  certificate?: CertificateTerms;
}

export interface CertificateTerms {
  /** After so many months it has to be renewed; absent: never. */
  months?: number;
  /** What its holder is able to do from then on: a line of the own record. */
  skill?: string;
}

export const MOST_MONTHS = 120;
export const SKILL_LENGTH = 40;

/** A course's terms: where its officer has not set any, a camp is one whole; of one date for each shift everybody has one. */
export function termsOf(course: { facts: { kind: Kind }; repeat: Repeat; terms?: Terms | undefined }): Terms {
  const { facts, repeat, terms = { needed: facts.kind === 'camp' ? 'all' : 'each' } } = course;
  return repeat === 'shifts' ? { ...terms, needed: 'one' } : terms;
}

/**
 * How many people have a place on all the dates that they have to come to: one of these, or each of them.
 * @param capacities of the dates; undefined: no limit
 * @returns infinity where nothing limits it, and without dates
 */
export function placesFor(needed: Needed, capacities: readonly (number | undefined)[]): number {
  const places = capacities.map((one) => one ?? Number.POSITIVE_INFINITY);
  if (needed !== 'one' || places.length === 0) return Math.min(...places);
  return places.reduce((sum, one) => sum + one, 0);
}

export type TermsFault = 'months' | 'monthsAlone' | 'skillAlone';

/** What cannot be in a form; a number that is missing is undefined. */
export function certificateFaults(typed: {
  isGiven: boolean;
  months: number | undefined;
  skill: string;
}): TermsFault[] {
  const { isGiven, months, skill } = typed;
  const isMonths = months === undefined || (Number.isInteger(months) && months >= 1 && months <= MOST_MONTHS);
  return [
    ...(isMonths ? [] : (['months'] as const)),
    ...(isGiven || months === undefined ? [] : (['monthsAlone'] as const)),
    ...(isGiven || skill === '' ? [] : (['skillAlone'] as const)),
  ];
}

/** A short quiz after a course: questions drawn from a bank, and how many of them must be right. */
export interface QuizTerms {
  /** Names a bank and the feature that keeps it; see `Questions`. */
  bank: string;
  /** What the bank was called when it was chosen. */
  name: string;
  count: number;
  /** Per cent. */
  pass: number;
}

/** What a self-study asks for: something to read or to watch, so many minutes at least, then a question. */
export interface StudyTerms {
  link: string;
  /** Between beginning and done. */
  minutes: number;
  /** Until then it may be begun. */
  until: Date;
  /** As it was written; see `readQuestion`. */
  question: string;
  /** Said to who answered wrong: where to look again. Empty: nothing. */
  hint: string;
}

/** An end that was replaced: the number of the terms that replaced it, and when. */
export interface PastEnd {
  until: Date;
  rev: number;
  at: Date;
}
