import type { QuestionKey } from './question.ts';

type SingleKey = Extract<QuestionKey, { kind: 'single' }>;

/** The options of a choice that are right: of a single choice any one of them is enough. */
export function rightOptions(key: Extract<QuestionKey, { options: string[] }>): number[] {
  return key.kind === 'single' ? [key.correct, ...(key.alsoCorrect ?? [])] : key.correct;
}

/** The key of a single choice with these right options; undefined when there are none. */
export function singleOf(options: string[], rights: readonly number[]): SingleKey | undefined {
  const [correct, ...others] = [...new Set(rights)].sort((a, b) => a - b);
  if (correct === undefined) return undefined;
  return { kind: 'single', options, correct, ...(others.length > 0 && { alsoCorrect: others }) };
}
