import { isDeepStrictEqual } from 'node:util';
import { numericRange } from '../../question/rules/answer-words.ts';
import { blanksOf, countBlanks, type FillKey, fillOf } from '../../question/rules/blanks.ts';
import { foldWidth } from '../../question/rules/clean-text.ts';
import type { QuestionKey } from '../../question/rules/question.ts';
import type { FaultReason, NoteCode } from '../bank-file.ts';
import { looksLikeRange, rangeOf } from '../number-range.ts';

type KeyOrFault = QuestionKey | { fault: FaultReason; detail?: string };

/** What parts the readings of one blank wherever it stands; `/` and 或 do so too, where they part words. */
const READINGS = '|｜';
const BLANKS = '；;\n';
/** Signs that mean something in an answer cell; with a backslash before it, each is itself. */
const SPECIAL = new Set([...READINGS, ...BLANKS, ...'\\/／或、，,. ()（）[]-–—~～〜至到±+①②③④⑤⑥⑦⑧⑨⑩']);
/** What follows `/` in a unit: km/h, 次/分, mg/m³. */
const UNIT =
  /^(?:m[²³23]?|cm[²³23]?|km|h|s|min|d|L|ml|kg|g|t|mol|℃|°C|K|[人天日年月时秒分次台吨米个户件]|小时|分钟|立方米|平方米|公里)$/i;
/** 约5, ≥5, 5米以上: more than one number is right. */
const BOUND =
  /^\s*(?:[≥≤＞＜><≈]|大于|小于|不少于|不小于|不大于|不超过|至少|至多|约|大约)\s*[\d０-９]|[\d０-９]\S{0,4}(?:以上|以下|左右|以内)\s*$/;
const CIRCLED = '①②③④⑤⑥⑦⑧⑨⑩';

/**
 * The key of a fill-in from its answer cell. As many answers as the stem has blanks, by `；`; the readings of one blank by
 * `|`, `/` or 或. A number range becomes a numeric key. What is not as plain as that is noted.
 * @param isOne one blank, whatever the stem shows
 */
export function readFill(cell: string, stem: string, isOne: boolean, notes: NoteCode[]): KeyOrFault {
  const count = isOne ? 1 : countBlanks(stem);
  return count > 1 ? readBlanks(cell, count, notes) : readBlank(cell, notes);
}

function readBlanks(cell: string, count: number, notes: NoteCode[]): KeyOrFault {
  const byMark = parts(cell, (char) => BLANKS.includes(char)).filter(isFilled);
  const others = [
    () => parts(cell, (char) => '、，,'.includes(char)),
    () => parts(cell, (char) => CIRCLED.includes(char)).slice(1),
    () => parts(cell, (char) => /\s/.test(char)).filter(isFilled),
  ];
  const fits = (found: string[]) => found.length === count && found.every(isFilled);
  const found = [byMark, ...(byMark.length === 1 ? others.map((cut) => cut()) : [])].find(fits);
  if (found === undefined) return { fault: 'blanks-do-not-fit', detail: `${count} / ${byMark.length}` };
  if (found !== byMark) notes.push('blanks-parted');
  const blanks = withoutNumbers(found).map(readingsOf);
  if (blanks.some((readings) => readings.some(looksLikeRange))) notes.push('range-as-text');
  return fillOf(blanks);
}

function readBlank(cell: string, notes: NoteCode[]): KeyOrFault {
  const range = rangeOf(cell);
  if (range !== undefined) {
    notes.push('range-read');
    return { kind: 'numeric', ...numericRange(range.low, range.high) };
  }
  if (looksLikeRange(cell) || BOUND.test(cell)) notes.push('range-as-text');
  const readings = parts(cell, (char) => BLANKS.includes(char))
    .filter(isFilled)
    .flatMap(readingsOf);
  // By `|` they are meant so; by any other sign they are told.
  const isPlain = parts(cell, (char) => READINGS.includes(char)).filter(isFilled).length === readings.length;
  if (!isPlain) notes.push('several-readings');
  else if (readings.some((reading) => /[、，,/]|[(（][^()（）]+[)）]$/.test(reading)))
    notes.push('separator-in-answer');
  return fillOf([readings]);
}

/** The readings of one blank, without backslashes. */
function readingsOf(cell: string): string[] {
  return parts(cell, (char) => READINGS.includes(char))
    .flatMap((reading) => wordParts(reading))
    .map(unescaped)
    .filter(isFilled);
}

/** Parted at `/` and 或, unless it is a fraction, a date or a unit, or a side is missing. */
function wordParts(reading: string): string[] {
  const slashed = parts(reading, (char) => char === '/' || char === '／');
  const isNumber = slashed.every((part) => /^[\d.\s]*$/.test(part));
  const isUnit = slashed.slice(1).some((part) => UNIT.test(foldWidth(part)));
  const bySlash = isNumber || isUnit || !slashed.every(isFilled) ? [reading] : slashed;
  return bySlash.flatMap((part) => {
    const words = parts(part, (char) => char === '或').map((word, index) =>
      index > 0 ? word.replace(/^者/, '') : word,
    );
    return words.every(isFilled) ? words : [part];
  });
}

/** Without the numbers of the blanks before the answers, where all have theirs: `(1)四；(2)2`, `①四②2`. */
function withoutNumbers(answers: string[]): string[] {
  const stripped = answers.map((answer, index) => {
    const mark = new RegExp(
      String.raw`^(?:[(（]${index + 1}[)）]|${index + 1}[)）、]|${index + 1}[.．](?!\d)|${CIRCLED[index]})\s*`,
    );
    return mark.test(answer) ? answer.replace(mark, '') : undefined;
  });
  return stripped.every((answer) => answer !== undefined && isFilled(answer)) ? (stripped as string[]) : answers;
}

/** Cuts a cell at the signs that have no backslash before them; the parts keep their backslashes. */
function parts(cell: string, isCut: (char: string) => boolean): string[] {
  const found: string[] = [];
  let part = '';
  let isEscaped = false;
  for (const char of cell) {
    if (!isEscaped && isCut(char)) {
      found.push(part.trim());
      part = '';
    } else part += char;
    isEscaped = !isEscaped && char === '\\';
  }
  return [...found, part.trim()];
}

function unescaped(text: string): string {
  return text.replace(/\\(.)/gsu, (whole, char: string) => (SPECIAL.has(char) ? char : whole)).trim();
}

function isFilled(text: string): boolean {
  return text.trim() !== '';
}

/** The answer cell of a fill-in: with backslashes only where it would be read as something else without them. */
export function writeFill(key: FillKey, stem: string): string {
  const write = (signs: (char: string) => boolean) =>
    blanksOf(key)
      .map((readings) => readings.map((text) => escaped(text, signs)).join('|'))
      .join('；');
  const plain = write((char) => READINGS.includes(char) || BLANKS.includes(char) || char === '\\');
  const back = readFill(plain, stem, !('blanks' in key), []);
  return isDeepStrictEqual(back, key) ? plain : write((char) => SPECIAL.has(char));
}

function escaped(text: string, isSpecial: (char: string) => boolean): string {
  return [...text].map((char) => (isSpecial(char) ? `\\${char}` : char)).join('');
}
