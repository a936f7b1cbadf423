import { dayNumber } from '../../lib/zone.ts';
import type { DayHours, Pattern, Shift } from '../shift.ts';
import { dayHours, findHours, plainText } from './clock-words.ts';
import { isRotationName, isShiftName, splitCrew, turnIn } from './shift-name.ts';
import { readWeekdays } from './weekday-words.ts';

/** What a text says of a shift that does not say all of it. */
export interface UnnamedShift {
  /** The name as it stands in the text, without the crew. */
  unnamed: string;
  crew?: string;
  /** What the text does say. */
  hours?: DayHours;
  turn?: { on: number; off: number };
  weekdays?: number[];
}

/** The shifts that a company has named. @returns undefined for a text that names none of them */
export type NamedShifts = (text: string) => Shift | UnnamedShift | undefined;

const LONGEST_TURN = 60;
const DATE = /(?<!\d)(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})日?(?!\d)\s*(?:起|开始)?/u;
const TURN = /(?<![\d/.:])(\d{1,2})\s*\/\s*(\d{1,2})(?![\d/.:])/;
const FILLER =
  /^(?:工作时间|上班时间|作息时间|作息|时间|上班|工作|工作日|班次|shift|hours|working|time|from|weekdays)$/;
const OFFICIAL =
  /^(?:(?:周末)?双休|[做上干]五天?休[二两]天?|[做上干]5天?休2天?|五天(?:工作)?制|5天(?:工作)?制|(?:法定)?节假日休息?)$/;

/** The words of a text, sorted by what they are. */
interface Words {
  names: string[];
  turns: { on: number; off: number }[];
  weekdays: number[][];
  isOfficial: boolean;
}

/**
 * Reads a shift as rosters write it: see docs/guide/en/shifts.md for what is understood.
 * @param named the company's own shifts, which go first
 * @returns a shift; or what is known of one whose hours or days the company has still to say; or undefined for what is no shift
 */
export function readShiftText(text: string, named: NamedShifts = () => undefined): Shift | UnnamedShift | undefined {
  const own = named(text);
  if (own !== undefined) return own;
  const plain = plainText(text);
  const date = DATE.exec(plain);
  const anchor = date === null ? undefined : dayText(date);
  if (date !== null && anchor === undefined) return undefined;
  const { spans, rest } = findHours(date === null ? plain : plain.replace(date[0], ' '));
  if (spans === undefined) return undefined;
  const words = wordsIn(rest, anchor !== undefined);
  if (words === undefined) return undefined;
  const { names, turns, weekdays, isOfficial } = words;
  const [turn, ...otherTurns] = turns;
  const days = weekdays.length === 0 ? undefined : [...new Set(weekdays.flat())].sort((a, b) => a - b);
  if (otherTurns.length > 0 || [turn !== undefined, days !== undefined, isOfficial].filter(Boolean).length > 1)
    return undefined;
  if (anchor !== undefined && turn === undefined) return undefined;
  const rotates = names.some(isRotationName);
  const hours = dayHours(spans);
  const isWhole = hours !== undefined && names.length < 2 && !rotates;
  if (isWhole && turn === undefined)
    return days === undefined ? { kind: 'calendar', ...hours } : { kind: 'weekly', ...hours, weekdays: days };
  if (isWhole && turn !== undefined && anchor !== undefined) return rotation(hours, turn, anchor);
  // Hours that are not those of one day are those of the shifts of a rotation.
  if (spans.length > 0 && hours === undefined && !rotates && names.length < 2) return undefined;
  if (names.length === 0 && turn === undefined && days === undefined && !isOfficial) return undefined;
  if (turn !== undefined && !isTurn(turn)) return undefined;
  const split = splitCrew(nameOf(text, names));
  return {
    unnamed: split.name,
    ...(split.crew === undefined ? {} : { crew: split.crew }),
    ...(hours === undefined || names.length > 1 ? {} : { hours }),
    ...(turn === undefined ? {} : { turn }),
    ...(days === undefined ? {} : { weekdays: days }),
  };
}

/** Reads a shift that says its hours and its days. @returns undefined for any other text, and for a name */
export function parseShift(text: string): Pattern | undefined {
  const read = readShiftText(text);
  return read === undefined || 'unnamed' in read || read.kind === 'named' ? undefined : read;
}

function dayText([, year, month = '', date = '']: RegExpExecArray): string | undefined {
  const day = `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`;
  try {
    dayNumber(day);
  } catch {
    return undefined;
  }
  return day;
}

function wordsIn(rest: string, isDated: boolean): Words | undefined {
  const words: Words = { names: [], turns: [], weekdays: [], isOfficial: false };
  const turn = TURN.exec(rest);
  // Without a first day `4/2` may as well be a date.
  if (turn !== null && !isDated) return undefined;
  if (turn !== null) words.turns.push({ on: Number(turn[1]), off: Number(turn[2]) });
  const text = (turn === null ? rest : rest.replace(turn[0], ' ')).replace(/\s*([至到])\s*/g, '$1').trim();
  if (text === '') return words;
  const parts = text.split(/[\s,;、/|+&:。]+/).filter((word) => word !== '' && !FILLER.test(word));
  if (parts.every((word) => sorted(word, words))) return words;
  // A name that was spread over its cell: `常 白 班`.
  const joined = text.replace(/\s/g, '');
  return isShiftName(joined) ? { names: [text], turns: [], weekdays: [], isOfficial: false } : undefined;
}

function sorted(word: string, words: Words): boolean {
  const turn = turnIn(word);
  const weekdays = readWeekdays(word);
  if (OFFICIAL.test(word)) words.isOfficial = true;
  else if (turn !== undefined) words.turns.push(turn);
  else if (weekdays !== undefined) words.weekdays.push(weekdays);
  else if (isShiftName(word)) words.names.push(word);
  else return false;
  return true;
}

function isTurn({ on, off }: { on: number; off: number }): boolean {
  return on >= 1 && on <= LONGEST_TURN && off <= LONGEST_TURN;
}

function rotation(hours: DayHours, turn: { on: number; off: number }, anchor: string): Pattern | undefined {
  return isTurn(turn) ? { kind: 'rotation', ...hours, ...turn, anchor } : undefined;
}

/** The name as the company writes it: the words of the text in their order, or the text where it says more than names. */
function nameOf(text: string, names: readonly string[]): string {
  const written = text
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .replace(/\s+/g, ' ')
    .trim();
  return names.join(' ') === plainText(written) ? written.replace(/[()]/g, ' ').replace(/\s+/g, ' ').trim() : written;
}
