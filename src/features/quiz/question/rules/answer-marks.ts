import type { Response } from './mark.ts';
import type { QuestionKey } from './question.ts';
import { rightOptions } from './right-options.ts';

/**
 * What an option is to its reader after the answer. `right`: it is the key, or a part of it. `also-right`: it would have been enough as
 * well. `one-right`: any one of several was enough, and none was chosen. `missed`: of several that were all needed, one that was not chosen.
 */
export type OptionMark = 'mine-right' | 'mine-wrong' | 'right' | 'also-right' | 'one-right' | 'missed' | 'other';

/**
 * The marks of a choice's options, in the order of the question.
 * @param response undefined when nothing was answered
 */
export function optionMarks(
  key: Extract<QuestionKey, { options: string[] }>,
  response: Response | undefined,
): OptionMark[] {
  const rights = new Set(rightOptions(key));
  const mine = new Set(response?.kind === 'choice' ? response.chosen : []);
  const hasAnswered = response !== undefined;
  const isFound = [...mine].some((index) => rights.has(index));
  const unchosen = (): OptionMark => {
    if (key.kind === 'multiple') return hasAnswered ? 'missed' : 'right';
    if (rights.size === 1) return 'right';
    return isFound ? 'also-right' : 'one-right';
  };
  return key.options.map((_, index) => {
    const isRight = rights.has(index);
    if (mine.has(index)) return isRight ? 'mine-right' : 'mine-wrong';
    return isRight ? unchosen() : 'other';
  });
}

/** The marks of true and of false, in this order. */
export function truthMarks(key: boolean, response: Response | undefined): [OptionMark, OptionMark] {
  const of = (value: boolean): OptionMark => {
    const isMine = response?.kind === 'truth' && response.value === value;
    if (isMine) return value === key ? 'mine-right' : 'mine-wrong';
    return value === key ? 'right' : 'other';
  };
  return [of(true), of(false)];
}

/** Whether an option with this mark is right. */
export function isRightMark(mark: OptionMark): boolean {
  return mark !== 'mine-wrong' && mark !== 'other';
}
