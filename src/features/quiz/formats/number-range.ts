import { numberOf, numericRange } from '../question/rules/answer-words.ts';
import { foldWidth } from '../question/rules/clean-text.ts';

/** A range of numbers as an answer states it, in the unit in which it was written. */
export interface NumberRange {
  low: number;
  high: number;
}

const NUMBER = String.raw`[+-]?\d[\d,]*(?:\.\d+)?`;
/** A unit: 次, 次/分, MPa, ℃, %; nothing with digits in it. */
const UNIT = String.raw`[^\d\s\-–—~±+()[\],.]{0,8}`;
const DASHES = String.raw`-|–|—{1,2}|~|〜|至|到|\.\.+`;
const RANGE = new RegExp(String.raw`^(${NUMBER})\s*(${UNIT})\s*(?:${DASHES})\s*(${NUMBER})\s*(${UNIT})$`);
const AROUND = new RegExp(String.raw`^(${NUMBER})\s*(?:±|\+\/-|\+-)\s*(\d[\d,]*(?:\.\d+)?)\s*(${UNIT})$`);
/** What follows a number that names a thing and counts nothing: 3-5号, 第1-2条. */
const LABEL_UNIT = /^[号条章节页款层栋楼班组]/;

/**
 * Reads `100-120`, `100~120`, `100—120`, `100至120`, `[100,120]`, `1.0-1.4MPa`, `5±0.1`.
 * @returns undefined for what only looks like one: a month (2020-12), a span of years, a telephone or room number, a range
 * that falls.
 */
export function rangeOf(text: string): NumberRange | undefined {
  const plain = foldWidth(text)
    .replace(/−/g, '-')
    .trim()
    .replace(/[。]$/, '')
    .replace(/^\[\s*([^,[\]]+?)\s*,\s*([^,[\]]+?)\s*\]$/, '$1~$2');
  const [, middle, width] = AROUND.exec(plain) ?? [];
  if (middle !== undefined && width !== undefined) {
    const [value, room] = [numberOf(middle), numberOf(width)];
    return value === undefined || room === undefined ? undefined : { low: value - room, high: value + room };
  }
  const [, from = '', unit = '', to = '', unitAfter = ''] = RANGE.exec(plain) ?? [];
  if ((unit !== '' && unit !== unitAfter) || LABEL_UNIT.test(unitAfter) || isNumbering(from) || isNumbering(to))
    return undefined;
  const [low, high] = [numberOf(from), numberOf(to)];
  if (low === undefined || high === undefined || low >= high || (isYear(from) && isYear(to))) return undefined;
  return { low, high };
}

/** Whether a text has the form of a range, also where it is none: such an answer is pointed out. */
export function looksLikeRange(text: string): boolean {
  return RANGE.test(foldWidth(text).replace(/−/g, '-').trim());
}

/** A zero in front belongs to a number that names something: 010-12345678, 08-15. */
function isNumbering(digits: string): boolean {
  return /^0\d/.test(digits);
}

function isYear(digits: string): boolean {
  return /^(?:19|20)\d\d$/.test(digits);
}

/** `5`, `5±0.5`, `4..6`, `4-6`: the number with the tolerance that the answer itself states. */
export function numericAnswerOf(cell: string): { value: number; tolerance?: number } | undefined {
  const alone = numberOf(cell);
  if (alone !== undefined) return { value: alone };
  const range = rangeOf(cell);
  return range === undefined ? undefined : numericRange(range.low, range.high);
}
