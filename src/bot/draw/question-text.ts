import type { ChoiceQuestion } from '../questions.ts';

/** A question has so many options at most: a row of buttons. */
export const MOST_OPTIONS = 5;

/**
 * Reads a check question as it is written: the question on the first line, an option on each other line, a `*` before the
 * right one. @returns undefined when it is none
 */
export function readQuestion(text: string): ChoiceQuestion | undefined {
  const [words = '', ...rest] = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const marked = rest.map((line) => /^[*＊✓]/.test(line));
  const options = rest.map((line) => line.replace(/^[*＊✓]\s*/, ''));
  if (words === '' || options.length < 2 || options.length > MOST_OPTIONS) return undefined;
  if (marked.filter(Boolean).length !== 1 || options.includes('')) return undefined;
  return { words, options, right: marked.indexOf(true) };
}

/** A question as `readQuestion` reads it. */
export function writeQuestion({ words, options, right }: ChoiceQuestion): string {
  const flat = (text: string) =>
    text
      .replace(/\s+/g, ' ')
      .replace(/^[*＊✓ ]+/, '')
      .trim();
  return [flat(words), ...options.map((one, index) => `${index === right ? '* ' : ''}${flat(one)}`)].join('\n');
}
