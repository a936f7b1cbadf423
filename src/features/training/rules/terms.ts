import type { Repeat } from './dates.ts';
import type { Kind } from './kinds.ts';
import type { QuizTerms } from './quiz.ts';
import type { StudyTerms } from './study.ts';

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
}

/** A course's terms: where its officer has not set any, a camp is one whole; of one date for each shift everybody has one. */
export function termsOf(course: { facts: { kind: Kind }; repeat: Repeat; terms?: Terms | undefined }): Terms {
  const { facts, repeat, terms = { needed: facts.kind === 'camp' ? 'all' : 'each' } } = course;
  return repeat === 'shifts' ? { ...terms, needed: 'one' } : terms;
}
