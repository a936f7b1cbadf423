import { blanksOf, textsIn } from './blanks.ts';
import type { QuestionKey, QuestionKind } from './question.ts';
import { rightOptions } from './right-options.ts';

/** What a person answered. Choices are 0-based into the question's own options, whatever order was shown. */
export type Response =
  | { kind: 'choice'; chosen: number[] }
  | { kind: 'truth'; value: boolean }
  | { kind: 'text'; text: string }
  /** One text for each of several blanks; an empty one was left empty. */
  | { kind: 'texts'; texts: string[] }
  | { kind: 'number'; text: string };

/** What chosen options are as an answer; true stands first. */
export function responseOf(kind: QuestionKind, chosen: number[]): Response {
  return kind === 'truefalse' ? { kind: 'truth', value: chosen[0] === 0 } : { kind: 'choice', chosen };
}

export interface MarkOptions {
  /** What a multiple choice, or a fill-in of several blanks, earns that is right in part. */
  multiple: 'all-or-nothing' | 'partial';
}

/** `correct` means wholly right; `credit` is the share earned, 0 to 1. */
export interface Mark {
  correct: boolean;
  credit: number;
}

const WRONG: Mark = { correct: false, credit: 0 };
const RIGHT: Mark = { correct: true, credit: 1 };

/** Room for binary fractions, so that 3.13 is within 3.14 ± 0.01. */
const SLOP = 1e-9;

/** What ends a sentence, after NFKC. Not `%`, `-`, `+` or `#`: they mean something. */
const TERMINAL = /[.,;:!?。、·]+$/;
const INVISIBLE = /[\s\p{Cf}]+/gu;
const NUMBER = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+|\d{1,3}(?:,\d{3})+(?:\.\d*)?)(?:e[+-]?\d+)?$/i;

/**
 * Marks one answer against the key. Partial credit for multiple choice is (rights − wrongs) / rights of the key, not below
 * 0, so that ticking everything earns nothing extra. A response of another kind than the question's is wrong.
 */
export function mark(question: QuestionKey, response: Response, options: MarkOptions): Mark {
  return markKind(question, response, options) ?? WRONG;
}

function markKind(question: QuestionKey, response: Response, options: MarkOptions): Mark | undefined {
  switch (question.kind) {
    case 'single': {
      if (response.kind !== 'choice') return undefined;
      const chosen = new Set(response.chosen);
      return right(chosen.size === 1 && rightOptions(question).some((index) => chosen.has(index)));
    }
    case 'multiple':
      return response.kind === 'choice' ? markMultiple(question.correct, response.chosen, options) : undefined;
    case 'truefalse':
      return response.kind === 'truth' ? right(response.value === question.correct) : undefined;
    case 'fill':
      return 'texts' in response || 'text' in response
        ? markBlanks(rightBlanks(blanksOf(question), response), options)
        : undefined;
    case 'numeric':
      return 'text' in response ? right(isWithin(question.value, question.tolerance, response.text)) : undefined;
  }
}

function right(isRight: boolean): Mark {
  return isRight ? RIGHT : WRONG;
}

function markMultiple(key: number[], response: number[], options: MarkOptions): Mark {
  const correct = new Set(key);
  const chosen = new Set(response);
  let rights = 0;
  for (const index of chosen) if (correct.has(index)) rights++;
  const wrongs = chosen.size - rights;
  if (correct.size > 0 && rights === correct.size && wrongs === 0) return RIGHT;
  if (options.multiple === 'all-or-nothing' || correct.size === 0) return WRONG;
  return { correct: false, credit: Math.max(0, (rights - wrongs) / correct.size) };
}

type Written = Extract<Response, { text: string } | { texts: string[] }>;

/** Which blanks are filled right, in the order of the stem. */
export function rightBlanks(blanks: string[][], response: Written): boolean[] {
  const texts = textsOf(response, blanks.length);
  return blanks.map((readings, index) => isAccepted(readings, texts[index] ?? ''));
}

/** What was written into each of `count` blanks. */
export function textsOf(response: Written, count: number): string[] {
  return 'texts' in response ? response.texts : textsIn(response.text, count);
}

function markBlanks(rights: boolean[], options: MarkOptions): Mark {
  const count = rights.filter(Boolean).length;
  if (rights.length > 0 && count === rights.length) return RIGHT;
  return options.multiple === 'all-or-nothing' || count === 0
    ? WRONG
    : { correct: false, credit: count / rights.length };
}

/**
 * A text as fill-in compares it: width (NFKC), case, spaces, invisible characters and punctuation at the end ignored.
 * A text of punctuation only is left with it.
 */
export function plainText(text: string): string {
  const plain = text.normalize('NFKC').toLowerCase().replace(INVISIBLE, '');
  return plain.replace(TERMINAL, '') || plain;
}

function isAccepted(accepted: string[], text: string): boolean {
  const answer = plainText(text);
  return answer !== '' && accepted.some((each) => plainText(each) === answer);
}

interface ParsedNumber {
  value: number;
  /** 100 for percent, 1000 for per mille, else 1: what `value` was divided by. */
  per: number;
}

function readNumber(text: string): ParsedNumber | undefined {
  const plain = text
    .normalize('NFKC')
    .replace(INVISIBLE, '')
    .replace(/^[−–—﹣]/, '-')
    // A Chinese keyboard types 3。14.
    .replace(/(\d)。(\d)/, '$1.$2')
    .replace(/[。;,、]+$/, '');
  const unit = plain.at(-1);
  const per = unit === '%' ? 100 : unit === '‰' ? 1000 : 1;
  const digits = per === 1 ? plain : plain.slice(0, -1);
  if (!NUMBER.test(digits)) return undefined;
  const value = Number(digits.replaceAll(',', '')) / per;
  return Number.isFinite(value) ? { value, per } : undefined;
}

/**
 * Reads a number as people type it: full width, `1,234.5` (a comma only where thousands end), `-2`, `1e3`, `50%` (0.5),
 * `3。14`.
 * @returns undefined when it is not a number: words, units, fractions, a decimal comma, nothing, infinity
 */
export function parseNumber(text: string): number | undefined {
  return readNumber(text)?.value;
}

/** "50%" answers both a key of 50 ("how many percent?") and one of 0.5. */
function isWithin(value: number, tolerance: number, text: string): boolean {
  const answer = readNumber(text);
  if (!answer) return false;
  const room = Math.abs(tolerance) + SLOP * Math.max(1, Math.abs(value));
  const readings = [answer.value, answer.value * answer.per];
  return readings.some((each) => Math.abs(each - value) <= room);
}
