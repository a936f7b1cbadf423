import type { QuestionKey } from '../question/rules/question.ts';
import { rightOptions } from '../question/rules/right-options.ts';

/** The first answer of one member to a question. Later answers tell of learning, not of the question. */
export interface FirstAnswer {
  /** How good the member is otherwise: the share right of their other first answers, without this question. */
  score: number;
  /** Options chosen, 0-based; for true/false 0 is true and 1 is false; none for the other kinds. */
  chosen: readonly number[];
  correct: boolean;
  /** From sight to answer; absent where unknown. */
  ms?: number | undefined;
}

export type ItemFlag = 'too-easy' | 'too-hard' | 'negative-discrimination' | 'dead-distractor';

export interface ItemStats {
  answers: number;
  /** Share of right answers, 0 to 1; undefined without answers. */
  facility: number | undefined;
  /** Facility of the best 27 % less that of the weakest 27 %, −1 to 1; undefined below `minimum` answers. */
  discrimination: number | undefined;
  /** How often each option was chosen; empty for kinds without options. */
  chosen: number[];
  /** Wrong options that hardly anybody takes, 0-based. */
  deadDistractors: number[];
  medianMs: number | undefined;
  /** What an officer should look at; none below `minimum` answers. */
  flags: ItemFlag[];
}

/** From when a question looks wrong. */
export interface ItemLimits {
  /** Fewer answers say nothing. */
  minimum: number;
  /** Facility above which it tells nobody anything, and below which guessing would do as well. */
  easy: number;
  hard: number;
  /** A wrong option chosen by a smaller share does no work: 5 % by Haladyna & Downing (1993). */
  distractor: number;
  /** People by whom the best must be behind the weakest: one alone may have slipped. */
  behind: number;
}

export const ITEM_LIMITS: ItemLimits = { minimum: 20, easy: 0.95, hard: 0.2, distractor: 0.05, behind: 2 };

/** Share of the best and of the weakest compared: Kelley (1939), the split that separates them most surely. */
const GROUP = 0.27;

/**
 * How well a question measures, from first answers.
 * Discrimination is the upper-lower index D (Johnson 1951) with groups of 27 % (Kelley 1939): coarser than a correlation,
 * but an officer can check it by counting. Members of equal score at a group's edge share its last seats, so the order of
 * the answers does not matter.
 */
export function itemStats(
  key: QuestionKey,
  answers: readonly FirstAnswer[],
  limits: ItemLimits = ITEM_LIMITS,
): ItemStats {
  const count = answers.length;
  const rights = answers.filter((answer) => answer.correct).length;
  const facility = count === 0 ? undefined : rights / count;
  const chosen = countChosen(key, answers);
  const stats = { answers: count, facility, chosen, medianMs: medianOf(answers) };
  if (facility === undefined || count < limits.minimum) {
    return { ...stats, discrimination: undefined, deadDistractors: [], flags: [] };
  }
  const seats = Math.max(1, Math.round(count * GROUP));
  const best = rightsOfBest(answers, seats, -1);
  const weakest = rightsOfBest(answers, seats, 1);
  // Where nearly all are right, no distractor can work.
  const isEasy = facility > limits.easy;
  const deadDistractors = isEasy ? [] : deadOnes(key, chosen, count * limits.distractor);
  const flags: ItemFlag[] = [];
  if (isEasy) flags.push('too-easy');
  if (facility < limits.hard) flags.push('too-hard');
  if (weakest - best >= limits.behind) flags.push('negative-discrimination');
  if (deadDistractors.length > 0) flags.push('dead-distractor');
  return { ...stats, discrimination: (best - weakest) / seats, deadDistractors, flags };
}

/** Right answers among the `seats` members of highest (direction −1) or lowest (1) score; ties at the edge share seats. */
function rightsOfBest(answers: readonly FirstAnswer[], seats: number, direction: 1 | -1): number {
  const scores = answers.map((answer) => answer.score).sort((a, b) => (a - b) * direction);
  const edge = scores[Math.min(seats, scores.length) - 1] ?? 0;
  let inside = 0;
  let rightsInside = 0;
  let atEdge = 0;
  let rightsAtEdge = 0;
  for (const { score, correct } of answers) {
    if (score === edge) {
      atEdge++;
      if (correct) rightsAtEdge++;
    } else if ((score - edge) * direction < 0) {
      inside++;
      if (correct) rightsInside++;
    }
  }
  return rightsInside + (rightsAtEdge * (seats - inside)) / atEdge;
}

function optionCount(key: QuestionKey): number {
  if (key.kind === 'truefalse') return 2;
  return key.kind === 'single' || key.kind === 'multiple' ? key.options.length : 0;
}

function countChosen(key: QuestionKey, answers: readonly FirstAnswer[]): number[] {
  const counts = Array.from({ length: optionCount(key) }, () => 0);
  for (const answer of answers) {
    for (const index of new Set(answer.chosen)) {
      const before = counts[index];
      if (before !== undefined) counts[index] = before + 1;
    }
  }
  return counts;
}

/** True/false has one wrong answer only: that nobody takes it is ease, not a dead distractor. */
function deadOnes(key: QuestionKey, chosen: number[], least: number): number[] {
  if (key.kind !== 'single' && key.kind !== 'multiple') return [];
  const correct = new Set(rightOptions(key));
  return [...chosen.keys()].filter((index) => !correct.has(index) && (chosen[index] ?? 0) < least);
}

function medianOf(answers: readonly FirstAnswer[]): number | undefined {
  const times = answers.flatMap(({ ms }) => (ms === undefined ? [] : [ms])).sort((a, b) => a - b);
  const upper = times[Math.floor(times.length / 2)];
  const lower = times[Math.ceil(times.length / 2) - 1];
  return upper === undefined || lower === undefined ? undefined : (upper + lower) / 2;
}
