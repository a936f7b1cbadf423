import { addDays, dayNumber } from '../../lib/zone.ts';
import type { CycleDay, DayHours, Hours, Pattern } from '../shift.ts';
import { dayHours, findHours, numberIn, plainText } from './clock-words.ts';
import { crewKey } from './shift-name.ts';

/*
 * A rotation as a form takes it: one line for each stretch of days (`早班 06:00-14:00 2天`, `休 2天`), and when each crew begins.
 */

const LONGEST_TURN = 60;
const MOST_CREWS = 8;
const LONGEST_NAME = 10;

/** Why a line of a rotation is not taken. */
export type LineFault =
  | 'hours'
  | 'count'
  | 'name'
  | 'overlap'
  | 'no-work'
  | 'too-long'
  | 'crew'
  | 'crew-day'
  | 'same-crew';

/** A line that is not taken, and why. */
export interface WrongLine {
  wrong: LineFault;
  line: string;
}

/** A crew of a rotation, and a day on which its cycle begins. */
export interface Crew {
  name: string;
  anchor: string;
}

const NUMBER = '\\d{1,3}|[一二两三四五六七八九十]{1,3}';
const COUNT = new RegExp(`(?:[x×*]\\s*(\\d{1,3})|(?<![\\d:.])(${NUMBER})\\s*(?:天|日|days?))(?!\\d)`, 'u');
const OFF = /^(?:(?:轮|公|倒)?休息?|空|off|rest)$/;

/** The hours of a day in one span or several, as both `readShiftText` and `readCycle` read them. */
export function hoursText({ from, to, pauses = [] }: DayHours): string {
  const starts = [from, ...pauses.map((pause) => pause.to)];
  const ends = [...pauses.map((pause) => pause.from), to];
  return starts.map((start, index) => `${start}-${endText(ends[index] ?? to, start)}`).join('/');
}

function endText(end: string, start: string): string {
  return end === '00:00' && start !== '00:00' ? '24:00' : end;
}

/** How days are written: in the words of the form's reader. */
export interface CycleWords {
  off: string;
  days(count: number): string;
}

const ZH: CycleWords = { off: '休', days: (count) => `${count}天` };

/** The lines of a cycle; `readCycle` reads them again. */
export function writeCycle(days: readonly CycleDay[], words: CycleWords = ZH): string {
  const stretches: { text: string; count: number }[] = [];
  for (const day of days) {
    const text = day === null ? words.off : [...(day.name ? [day.name] : []), hoursText(day)].join(' ');
    const last = stretches.at(-1);
    if (last?.text === text) last.count += 1;
    else stretches.push({ text, count: 1 });
  }
  return stretches.map(({ text, count }) => `${text} ${words.days(count)}`).join('\n');
}

/**
 * Reads the days of a rotation, in their order: lines, or the same between semicolons. What names no number of days is one day.
 * @returns the days, or the first line that is not understood; a line alone is a rotation of its days
 */
export function readCycle(text: string): { days: CycleDay[] } | WrongLine {
  const days: CycleDay[] = [];
  for (const line of text.normalize('NFKC').split(/[\n;。]+/)) {
    if (line.trim() === '') continue;
    const read = readStretch(line);
    if ('wrong' in read) return read;
    days.push(...read.days);
    if (days.length > LONGEST_TURN) return { wrong: 'too-long', line: line.trim() };
  }
  if (days.every((day) => day === null)) return { wrong: 'no-work', line: '' };
  const clash = days.findIndex((day, index) => overlaps(day, days[(index + 1) % days.length] ?? null));
  if (clash < 0) return { days };
  const [day, next] = [days[clash], days[(clash + 1) % days.length]];
  return { wrong: 'overlap', line: [day, next].flatMap((one) => (one ? [hoursText(one)] : [])).join(' → ') };
}

function readStretch(line: string): { days: CycleDay[] } | WrongLine {
  const plain = plainText(line);
  const counted = COUNT.exec(plain);
  const count = counted === null ? 1 : numberIn(counted[1] ?? counted[2] ?? '');
  if (!(count >= 1 && count <= LONGEST_TURN)) return { wrong: 'count', line: line.trim() };
  const words = (counted === null ? plain : plain.replace(counted[0], ' ')).replace(/[,、:]\s*$/, '').trim();
  if (OFF.test(words)) return { days: Array<CycleDay>(count).fill(null) };
  const { spans, rest } = findHours(words);
  const hours = spans && dayHours(spans);
  if (hours === undefined) return { wrong: 'hours', line: line.trim() };
  const name = rest.replace(/[\s,、:/]+/g, '');
  if ([...name].length > LONGEST_NAME || /\d/.test(name)) return { wrong: 'name', line: line.trim() };
  return { days: Array<CycleDay>(count).fill(name === '' ? hours : { ...hours, name }) };
}

/** Whether a day is not over when the next one begins. */
function overlaps(day: CycleDay, next: CycleDay): boolean {
  if (day === null || next === null) return false;
  return endsNextDay(day) && day.to > next.from;
}

const endsNextDay = ({ from, to }: Hours): boolean => to <= from;

/** The lines of the crews; `readCrews` reads them again. */
export function writeCrews(crews: readonly Crew[]): string {
  return crews.map(({ name, anchor }) => `${name} ${anchor}`).join('\n');
}

const CREW_LINE =
  /^(\S{1,10}?)[\s:=]*(?:(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?|第?\s*(\d{1,2})\s*天|day\s*(\d{1,2}))$/iu;

/**
 * Reads when each crew begins its cycle: `甲 2026-12-01`; or on which day of the cycle it is on the first day: `乙 第3天`.
 * @param first the first day, and how many days the cycle has
 */
export function readCrews(text: string, first: { day: string; turn: number }): { crews: Crew[] } | WrongLine {
  const crews: Crew[] = [];
  for (const line of text.normalize('NFKC').split(/[\n;,、。]+/)) {
    const plain = line
      .replace(/[\p{Pd}−~]+/gu, '-')
      .replace(/\s+/g, ' ')
      .trim();
    if (plain === '') continue;
    const match = CREW_LINE.exec(plain);
    const [, name = '', year, month = '', date = '', nth, day] = match ?? [];
    if (match === null || crewKey(name) === '') return { wrong: 'crew', line: plain };
    const place = Number(nth ?? day);
    const anchor =
      year === undefined
        ? place >= 1 && place <= first.turn && addDays(first.day, 1 - place)
        : dayIn(`${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`);
    if (!anchor) return { wrong: 'crew-day', line: plain };
    if (crews.some((one) => crewKey(one.name) === crewKey(name))) return { wrong: 'same-crew', line: plain };
    crews.push({ name, anchor });
    if (crews.length > MOST_CREWS) return { wrong: 'too-long', line: plain };
  }
  return { crews };
}

function dayIn(day: string): string | undefined {
  try {
    dayNumber(day);
  } catch {
    return undefined;
  }
  return day;
}

/** A pattern in the words of rosters, where they have words for it: `readShiftText` reads them again. */
export function patternText(pattern: Exclude<Pattern, { kind: 'cycle' }>): string {
  const hours = hoursText(pattern);
  if (pattern.kind === 'calendar') return hours;
  if (pattern.kind === 'weekly')
    return `${hours} ${pattern.weekdays.map((day) => '一二三四五六日'.charAt(day - 1)).join('')}`;
  return `${hours} ${pattern.on}/${pattern.off} ${pattern.anchor}`;
}
