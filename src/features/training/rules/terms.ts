import type { Kind } from './kinds.ts';
import type { QuizTerms } from './quiz.ts';
import type { StudyTerms } from './study.ts';

/** Which dates of a course make it complete: each stands for itself, one of them is enough, or all of them are needed. */
export const NEEDED = ['each', 'one', 'all'] as const;
export type Needed = (typeof NEEDED)[number];

/** What a course asks for and gives beside its sessions. Read from the course whenever it matters: no session has a copy. */
export interface Terms {
  needed: Needed;
  /** Of a self-study: what is read or watched, and the question about it. */
  study?: StudyTerms;
  /** Asked of those who attended. */
  quiz?: QuizTerms;
}

/** The terms of a course whose officer has not set any: a camp is one whole. */
export function termsOf({ facts, terms }: { facts: { kind: Kind }; terms?: Terms | undefined }): Terms {
  return terms ?? { needed: facts.kind === 'camp' ? 'all' : 'each' };
}
