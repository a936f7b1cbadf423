/*
 * What is asked, and what one can answer: pure.
 */

/** Yes, no or abstain; up to so many of several; all of them in one's own order. */
export type Question =
  | { kind: 'yesNo' }
  /** @property most how many one voter may choose; `places` how many win */
  | { kind: 'choose'; options: string[]; most: number; places: number }
  | { kind: 'rank'; options: string[] };

/**
 * What one voter has said: the numbers of options. Of `yesNo` one of `YES`, `NO`, `ABSTAIN`; of `choose` those chosen, rising; of
 * `rank` in the voter's order, not all of them if they like. Empty for the last two: abstained.
 */
export type Choice = readonly number[];

export const YES = 0;
export const NO = 1;
export const ABSTAIN = 2;

export const MOST_OPTIONS = 10;
const OPTION_CHARS = 60;

export type QuestionFault = 'too-few' | 'too-many' | 'twice' | 'too-long' | 'most' | 'places';

/** What is wrong with a question; undefined: nothing. */
export function questionFault(question: Question): QuestionFault | undefined {
  if (question.kind === 'yesNo') return undefined;
  const { options } = question;
  if (options.length < (question.kind === 'rank' ? 2 : 1)) return 'too-few';
  if (options.length > MOST_OPTIONS) return 'too-many';
  if (new Set(options).size < options.length) return 'twice';
  if (options.some((one) => [...one].length > OPTION_CHARS)) return 'too-long';
  if (question.kind === 'rank') return undefined;
  const isCount = (n: number) => Number.isInteger(n) && n >= 1 && n <= options.length;
  if (!isCount(question.most)) return 'most';
  return isCount(question.places) ? undefined : 'places';
}

/** How many options there are to count. */
export const optionsIn = (question: Question): number => (question.kind === 'yesNo' ? 2 : question.options.length);

/** Whether somebody has abstained. */
export const isAbstention = (question: Question, choice: Choice): boolean =>
  question.kind === 'yesNo' ? choice[0] === ABSTAIN : choice.length === 0;

export type ChoiceFault = 'none' | 'too-many' | 'twice' | 'gap';

/**
 * Reads what came with a form.
 * @param said of `rank` in the order of the places, -1 for a place that was left empty
 * @returns why it is no vote, so that nothing is ever counted for half
 */
export function readChoice(question: Question, said: readonly number[]): { choice: Choice } | { fault: ChoiceFault } {
  const given = said.filter((one) => one !== -1);
  const last = question.kind === 'yesNo' ? ABSTAIN : question.options.length - 1;
  if (given.some((one) => !Number.isInteger(one) || one < 0 || one > last)) return { fault: 'none' };
  if (new Set(given).size < given.length) return { fault: 'twice' };
  if (question.kind === 'yesNo') return given.length === 1 ? { choice: given } : { fault: 'none' };
  if (question.kind === 'rank') {
    const isGap = said.some((one, place) => one === -1 && said.slice(place).some((later) => later !== -1));
    return isGap ? { fault: 'gap' } : { choice: given };
  }
  return given.length > question.most ? { fault: 'too-many' } : { choice: given.toSorted((a, b) => a - b) };
}
