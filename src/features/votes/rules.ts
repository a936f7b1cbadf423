import type { Asked } from '../../ballots/rules/ballot.ts';
import type { Rule } from '../../ballots/rules/counting.ts';
import type { Question } from '../../ballots/rules/question.ts';

/** What an officer asks for. */
export type Wanted = Omit<Asked, 'branch' | 'present'>;

export const SECRECY = ['secret', 'open'] as const;
export const MAJORITIES = ['most', 'halfCast', 'halfAll', 'twoThirdsCast', 'twoThirdsAll'] as const;
export const QUORUMS = ['none', 'half', 'twoThirds'] as const;

const MAJORITY: Record<(typeof MAJORITIES)[number], Rule['majority']> = {
  most: { share: 'most' },
  halfCast: { share: 'half', of: 'cast' },
  halfAll: { share: 'half', of: 'all' },
  twoThirdsCast: { share: 'twoThirds', of: 'cast' },
  twoThirdsAll: { share: 'twoThirds', of: 'all' },
};

/** The rule of two choices of the form. */
export function ruleOf(majority: (typeof MAJORITIES)[number], quorum: (typeof QUORUMS)[number]): Rule {
  return {
    majority: MAJORITY[majority],
    ...(quorum === 'none' ? {} : { quorum: { share: quorum, of: 'all' as const } }),
  };
}

/** The question of what was typed: an option a line; without any, yes or no. */
export function questionOf(
  typed: string,
  { most, places, isRanked }: { most: number; places: number; isRanked: boolean },
): Question {
  const options = typed
    .split('\n')
    .map((line) => line.normalize('NFKC').replace(/\s+/g, ' ').trim())
    .filter((line) => line !== '');
  if (options.length === 0) return { kind: 'yesNo' };
  return isRanked ? { kind: 'rank', options } : { kind: 'choose', options, most, places };
}
