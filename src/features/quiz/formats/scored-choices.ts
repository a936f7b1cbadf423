import type { QuestionKey } from '../question/rules/question.ts';
import { singleOf } from '../question/rules/right-options.ts';
import type { FaultReason, NoteCode } from './bank-file.ts';

/** One choice of a GIFT or Moodle question with its credit in percent. */
export interface ScoredChoice {
  text: string;
  credit: number;
  feedback: string;
}

type KeyOrFault = { key: QuestionKey } | { fault: FaultReason; detail?: string };

const FULL = 99.9;

/** Choices with one full answer, or several that share the credit; other weights are dropped with a note. */
export function choiceKey(choices: ScoredChoice[], multiple: boolean, notes: Set<NoteCode>): KeyOrFault {
  const options = choices.map((choice) => choice.text);
  const credited = choices.flatMap((choice, index) => (choice.credit > 0 ? [index] : []));
  const full = choices.flatMap((choice, index) => (choice.credit >= FULL ? [index] : []));
  if (credited.length === 0) return { fault: 'no-answer' };
  if (multiple) {
    const credits = new Set(credited.map((index) => Math.round(choices[index]?.credit ?? 0)));
    if (credited.length > 1 && full.length === credited.length) notes.add('all-needed');
    else if (credits.size > 1 || choices.some((choice) => choice.credit < 0)) notes.add('partial-credit-dropped');
    return { key: { kind: 'multiple', options, correct: credited } };
  }
  if (choices.some((choice) => choice.credit !== 0 && choice.credit < FULL)) notes.add('partial-credit-dropped');
  const key = singleOf(options, full);
  if (key === undefined) return { fault: 'no-answer', detail: '100%' };
  if (key.alsoCorrect !== undefined) notes.add('either-right');
  return { key };
}

/** Typed answers: those with full credit. An asterisk is a wildcard there; written `\*` it is itself. */
export function fillKey(choices: ScoredChoice[], notes: Set<NoteCode>): KeyOrFault {
  const full = choices.filter((choice) => choice.credit >= FULL);
  if (full.length === 0) return { fault: 'no-answer', detail: '100%' };
  if (choices.some((choice) => choice.credit > 0 && choice.credit < FULL)) notes.add('partial-credit-dropped');
  if (full.some((choice) => /(?<!\\)\*/.test(choice.text))) notes.add('wildcard-kept');
  return { key: { kind: 'fill', accepted: full.map((choice) => choice.text.replaceAll('\\*', '*')) } };
}

/** A typed answer as GIFT and Moodle take it literally. */
export function escapeWildcard(text: string): string {
  return text.replaceAll('*', '\\*');
}

/** The credit each right option of a multiple question gets, in percent, as Moodle spells it. */
export function shareOf(count: number): string {
  return String(Number((100 / count).toFixed(5)));
}

/** The explanation: the question's own feedback, else that of the right choices. Feedback elsewhere is dropped with a note. */
export function explanationOf(general: string, choices: ScoredChoice[], notes: Set<NoteCode>): string {
  const ofRight = [...new Set(choices.filter((choice) => choice.credit >= FULL).map((choice) => choice.feedback))];
  const own = general === '' ? ofRight.filter((text) => text !== '').join('\n') : general;
  if (choices.some(({ feedback }) => feedback !== '' && !own.includes(feedback))) notes.add('feedback-dropped');
  return own;
}
