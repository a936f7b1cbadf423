import type { Question } from '../question/rules/question.ts';
import type { BankFormat } from './bank-file.ts';

/** Fields that a format may have no place for. */
export const LEAVABLE = ['explanation', 'category', 'source', 'picture', 'tags', 'posts', 'difficulty'] as const;
export type LeftField = (typeof LEAVABLE)[number];

/** What a file does not carry of a question: fields, or the question as a whole. */
export interface LeftBehind {
  /** From 0, in the order of the bank. */
  index: number;
  question: Question;
  left: 'whole' | LeftField[];
}

/** What an export leaves out, of every question that it does not carry whole. @param leftOut see `WrittenBank` */
export function leftBehind(questions: Question[], format: BankFormat, leftOut: readonly number[]): LeftBehind[] {
  const missing = new Set(leftOut);
  return questions.flatMap((question, index): LeftBehind[] => {
    if (missing.has(index)) return [{ index, question, left: 'whole' }];
    const left = format === 'aiken' ? LEAVABLE.filter((field) => isFilled(question[field])) : [];
    return left.length === 0 ? [] : [{ index, question, left }];
  });
}

function isFilled(value: Question[LeftField]): boolean {
  return value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0);
}
