/*
 * Who judges whom, and what several judges come to: pure.
 */

/** Fewer judges are no panel. */
export const LEAST_JUDGES = 3;
export const MOST_JUDGES = 9;

export const RECUSALS = ['self', 'branch', 'team', 'related'] as const;
/** Why a judge does not score somebody; `related`: such as a mentor. */
export type Recusal = (typeof RECUSALS)[number];

/** What decides whether one person may score another. */
export interface Near {
  branch?: string | undefined;
  team?: string | undefined;
}

/**
 * Why a judge does not score somebody. People of one branch know each other; a team is one of its branch.
 * @param isRelated another reason that a feature knows, such as a mentor's apprentice
 */
export function recusalOf(
  judge: Near & { user: string },
  judged: Near & { member: string },
  isRelated: boolean,
): Recusal | undefined {
  if (judge.user === judged.member) return 'self';
  const isOfBranch = judge.branch !== undefined && judge.branch !== '' && judge.branch === judged.branch;
  if (isOfBranch)
    return judge.team !== undefined && judge.team !== '' && judge.team === judged.team ? 'team' : 'branch';
  return isRelated ? 'related' : undefined;
}

/** `a / b` rounded half up; both whole, `b` above 0. */
export const divided = (a: number, b: number): number => Math.floor((2 * a + b) / (2 * b));

/**
 * Which of the points that judges gave do not count: the highest and the lowest, where there are judges enough.
 * @param given the highest first
 */
export const extremesOf = (given: readonly number[], isDropped: boolean): boolean[] =>
  given.map((_, nth) => isDropped && given.length >= LEAST_JUDGES && (nth === 0 || nth === given.length - 1));

/** The mean of the points that count; whole, 0 where nobody gave any. */
export function meanOf(given: readonly number[], isDropped: boolean): number {
  const sorted = given.toSorted((a, b) => b - a);
  const isOut = extremesOf(sorted, isDropped);
  const counting = sorted.filter((_, nth) => isOut[nth] !== true);
  return counting.length === 0
    ? 0
    : divided(
        counting.reduce((all, one) => all + one, 0),
        counting.length,
      );
}
