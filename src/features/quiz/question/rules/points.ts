import { shareOf } from '../../../../participation/ledger/points.ts';
import type { Mark, MarkOptions } from './mark.ts';

/** How answers are marked unless configured otherwise: a multiple choice right in part earns a part. */
export const MARKING: MarkOptions = { multiple: 'partial' };

/** What an answer earns. */
export interface QuizPoints {
  /** Wholly right; a part of it for partial credit. */
  correct: number;
  /** Answered, but wrong: taking part counts. Partial credit never earns less. */
  answered: number;
  /** Right in practice, in the mistakes book or in a challenge run. */
  practice: number;
}

/**
 * The programme's defaults. Practice earns nothing on purpose: points that people can or must collect without end breed
 * cheating (answers passed round, accounts lent, tapping at random), and practice stops being practice. For the same
 * reason speed earns nothing anywhere.
 */
export const QUIZ_POINTS: QuizPoints = { correct: 10, answered: 2, practice: 0 };

/**
 * The points of one answer that was given; who did not answer has none.
 * @param mark as `mark` gives it
 * @param options.isPractice everything that is not the scheduled quiz; false if absent
 * @returns whole points
 */
export function quizPoints(mark: Mark, options: { isPractice?: boolean; points?: QuizPoints } = {}): number {
  const points = options.points ?? QUIZ_POINTS;
  if (options.isPractice) return shareOf(points.practice, mark.credit);
  return mark.correct ? points.correct : Math.max(points.answered, shareOf(points.correct, mark.credit));
}
