import type { Kind } from './kinds.ts';

/** Which dates of a course make it complete: each stands for itself, one of them is enough, or all of them are needed. */
export const NEEDED = ['each', 'one', 'all'] as const;
export type Needed = (typeof NEEDED)[number];

/** What a course asks for and gives beside its sessions. Read from the course whenever it matters: no session has a copy. */
export interface Terms {
  needed: Needed;
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

/** The terms of a course whose officer has not set any: a camp is one whole. */
export function termsOf({ facts, terms }: { facts: { kind: Kind }; terms?: Terms | undefined }): Terms {
  return terms ?? { needed: facts.kind === 'camp' ? 'all' : 'each' };
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
