import { createHash } from 'node:crypto';
import { sameLookKey } from '../question/rules/clean-text.ts';
import type { Question } from '../question/rules/question.ts';
import { rightOptions } from '../question/rules/right-options.ts';

const hash = (parts: unknown): string => createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32);

/** What is asked, without the key: two questions with the same value and different fingerprints contradict each other. */
export function askedFingerprint(question: Question): string {
  const options = 'options' in question ? question.options.map(sameLookKey).toSorted() : [];
  return hash([question.kind, sameLookKey(question.stem), options]);
}

/**
 * Stable identity of a question: kind, stem, options (in any order) and key. Width and runs of space do not count, nor
 * do category, tags and other labels. The same file imported twice has the same fingerprints.
 */
export function questionFingerprint(question: Question): string {
  return hash([askedFingerprint(question), keyOf(question)]);
}

function keyOf(question: Question): unknown {
  switch (question.kind) {
    case 'single':
      // One right option has had this form from the beginning.
      return question.alsoCorrect === undefined
        ? sameLookKey(question.options[question.correct] ?? '')
        : looksOf(question.options, rightOptions(question));
    case 'multiple':
      return looksOf(question.options, question.correct);
    case 'truefalse':
      return question.correct;
    case 'fill':
      return 'blanks' in question
        ? question.blanks.map((readings) => readings.map(sameLookKey).toSorted())
        : question.accepted.map(sameLookKey).toSorted();
    case 'numeric':
      return [question.value, question.tolerance];
  }
}

function looksOf(options: string[], chosen: number[]): string[] {
  return chosen.map((index) => sameLookKey(options[index] ?? '')).toSorted();
}
