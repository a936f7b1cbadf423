import type { QuizTerms } from '../rules/terms.ts';

export const MOST_QUESTIONS = 10;
export const TRIES = 2;

/** One question as it was asked, and what was answered. */
export interface Asked {
  id: string;
  words: string;
  options: string[];
  /** It leaves the server with the result alone. */
  right: number;
  why?: string;
}

/** One try of a person. */
export interface QuizTry {
  /** The person's day on which it was begun. */
  day: string;
  /** What had to be reached then, per cent. */
  pass: number;
  asked: Asked[];
  /** The choices so far, in the order of the questions. */
  given: number[];
  finishedAt?: Date;
}

export function rightIn({ asked, given }: Pick<QuizTry, 'asked' | 'given'>): number {
  return asked.filter((one, index) => given[index] === one.right).length;
}

/** Whole per cent, never rounded up to what was not reached. */
export function scoreOf(one: Pick<QuizTry, 'asked' | 'given'>): number {
  return one.asked.length === 0 ? 0 : Math.floor((rightIn(one) * 100) / one.asked.length);
}

export function hasPassed(one: QuizTry): boolean {
  // Compared without rounding: two of three are more than 66 per cent, and less than 67.
  return one.finishedAt !== undefined && rightIn(one) * 100 >= one.pass * one.asked.length;
}

/** The best of the finished tries; undefined when there is none. */
export function bestOf(tries: readonly QuizTry[]): number | undefined {
  const scores = tries.filter((one) => one.finishedAt !== undefined).map(scoreOf);
  return scores.length === 0 ? undefined : Math.max(...scores);
}

export const QUIZ_STAGES = ['ready', 'asking', 'passed', 'tomorrow', 'again', 'over'] as const;
/** `again`: the second try is open; `over`: both are used. */
export type QuizStage = (typeof QUIZ_STAGES)[number];

/** Where a person stands. @param today the person's day */
export function quizStage(tries: readonly QuizTry[], today: string): QuizStage {
  const last = tries.at(-1);
  if (last === undefined) return 'ready';
  if (tries.some(hasPassed)) return 'passed';
  if (last.finishedAt === undefined) return 'asking';
  if (tries.length >= TRIES) return 'over';
  return today > last.day ? 'again' : 'tomorrow';
}

export type QuizFault = 'quizCount' | 'quizPass';

/** What cannot be in the form. */
export function quizFaults({ count, pass }: Pick<QuizTerms, 'count' | 'pass'>): QuizFault[] {
  const isWhole = (value: number, most: number) => Number.isInteger(value) && value >= 1 && value <= most;
  return [
    ...(isWhole(count, MOST_QUESTIONS) ? [] : (['quizCount'] as const)),
    ...(isWhole(pass, 100) ? [] : (['quizPass'] as const)),
  ];
}
