import { addDays, dayNumber, weekdayOf } from '../../lib/zone.ts';
import type { DaySaid } from '../../members/calendar/model.ts';

/*
 * Days as people write them: lines of a table (`2027-02-15,放假,春节`), ranges (`2027-10-01至2027-10-07`), and the sentences of the
 * State Council's notice (`元旦：1月1日（周五）至3日（周日）放假，共3天。1月9日（周六）上班。`).
 */

export const LINE_FAULTS = ['no-date', 'bad-date', 'no-kind', 'weekday', 'too-long', 'twice', 'cell'] as const;
export type LineFault = (typeof LINE_FAULTS)[number];

export interface DayReading {
  days: DaySaid[];
  /** What was not taken, each with its line as it was written. */
  faults: { line: string; reason: LineFault }[];
}

const LONGEST_DAYS = 250;
/** Of a day's name. */
export const NAME_CHARS = 40;
const WEEKDAYS = '一二三四五六日';

const KINDS: readonly (readonly [RegExp, DaySaid['kind']])[] = [
  [/^(?:取消|照常|恢复|删除|(?:cancel|as usual|none)\b)/i, 'none'],
  [/^(?:不放假|不休息?|调休上班|补班|上班|工作日|(?:working day|work|make-?up(?: day)?)\b)/i, 'work'],
  [
    /^(?:不上班|放假调休|放假|休假|休息|停产|停工|休渔|[放休](?![一-龥])|(?:days? off|off|holiday|closed|shutdown)\b)/i,
    'off',
  ],
];

/** Words that say why as well: they belong to the name, as in `停产检修`. */
const REASON = /^(?:停产|停工|休渔|shutdown)/i;

const WEEKDAY = String.raw`(?:\s*\((?:周|星期|礼拜)([一二三四五六日天])\))?`;
const FULL = new RegExp(
  String.raw`^(?:(\d{4})\s*[年/.-]\s*(\d{1,2})\s*[月/.-]\s*(\d{1,2})|(\d{4})(\d{2})(\d{2})(?!\d)|(\d{1,2})\s*(?:月|[/-])\s*(\d{1,2}))\s*[日号]?(?![\d:])${WEEKDAY}`,
);
/** The end of a range may leave out what it shares with the start. */
const SHORT = new RegExp(String.raw`^(\d{1,2})\s*[日号]${WEEKDAY}`);
const TO = /^\s*(?:至|到|~|-{1,2}|to)\s*/i;
/** Days that are traded are off or worked; which, another word says. */
const TRADED = /^调休(?!上班)/;
const HEAD = /^(?:序号)?[\s,;|]*(?:开始|结束)?(?:日期|date\b)[^\d]*$/i;

interface Found {
  day: string;
  /** 1 to 7, as it was written; absent where none was. */
  weekday: number | undefined;
  length: number;
}

/**
 * Reads days off and make-up days.
 * @param year of dates that name none
 */
export function readDayLines(text: string, year: number): DayReading {
  const said = new Map<string, DaySaid>();
  const faults: DayReading['faults'] = [];
  for (const line of text.split(/\r?\n/)) {
    if (line.trim() === '' || HEAD.test(line.normalize('NFKC'))) continue;
    const read = readLine(line, year);
    const reason = 'reason' in read ? read.reason : contradiction(read.days, said);
    if (reason !== undefined || 'reason' in read) faults.push({ line: line.trim(), reason: reason ?? 'no-date' });
    else for (const one of read.days) said.set(one.day, one);
  }
  return { days: [...said.values()].toSorted((a, b) => (a.day < b.day ? -1 : 1)), faults };
}

function contradiction(days: readonly DaySaid[], said: ReadonlyMap<string, DaySaid>): LineFault | undefined {
  return days.some(({ day, kind }) => (said.get(day)?.kind ?? kind) !== kind) ? 'twice' : undefined;
}

function kindAt(text: string): { kind: DaySaid['kind']; length: number } | undefined {
  for (const [pattern, kind] of KINDS) {
    const found = pattern.exec(text)?.[0];
    if (found !== undefined) return { kind, length: found.length };
  }
  return undefined;
}

/** One line, all of it or nothing: half a line would be a guess. */
function readLine(line: string, year: number): { days: DaySaid[] } | { reason: LineFault } {
  const plain = line.normalize('NFKC').replace(/[~〜–—−―]+/g, '~');
  const days: DaySaid[] = [];
  let waiting: string[] = [];
  let kind: DaySaid['kind'] | undefined;
  let words = '';
  let last: string | undefined;
  const groups: { days: string[]; kind: DaySaid['kind'] }[] = [];
  for (let rest = plain; rest !== ''; ) {
    const found = dateAt(rest, last, year, words === '' || /[\s,、;:。和及(]$/.test(words));
    if (found !== undefined) {
      if (found.reason !== undefined) return { reason: found.reason };
      waiting.push(...found.days);
      last = found.days.at(-1);
      rest = rest.slice(found.length);
      continue;
    }
    const word = TRADED.test(rest) ? undefined : kindAt(rest);
    // A second word for the same days is part of their name: `放假 停产`.
    if (word !== undefined && (waiting.length > 0 || (groups.length === 0 && kind === undefined))) {
      if (waiting.length > 0) groups.push({ days: waiting, kind: word.kind });
      else kind = word.kind;
      waiting = [];
      const said = rest.slice(0, word.length);
      words += REASON.test(said) ? said : ' ';
      rest = rest.slice(word.length);
      continue;
    }
    if (TRADED.test(rest)) {
      words += ' ';
      rest = rest.slice(2);
      continue;
    }
    words += rest[0];
    rest = rest.slice(1);
  }
  if (waiting.length > 0) {
    // The kind may stand before the dates: `放假 2027-02-15`.
    if (kind === undefined || groups.length > 0) return { reason: 'no-kind' };
    groups.push({ days: waiting, kind });
  }
  if (groups.length === 0) return { reason: 'no-date' };
  const name = nameIn(words);
  for (const group of groups) for (const day of group.days) days.push({ day, kind: group.kind, name });
  const seen = new Map<string, DaySaid>();
  for (const one of days) {
    if ((seen.get(one.day)?.kind ?? one.kind) !== one.kind) return { reason: 'twice' };
    seen.set(one.day, one);
  }
  return { days };
}

type DatesAt = { days: string[]; length: number; reason?: undefined } | { reason: LineFault };

/** A date or a range at the beginning of a text; undefined where none stands. */
function dateAt(text: string, last: string | undefined, year: number, isBound: boolean): DatesAt | undefined {
  const first = isBound || last === undefined || text.startsWith('2') ? oneDate(text, last, year) : undefined;
  if (first === undefined) return undefined;
  if ('reason' in first) return first;
  let length = first.length;
  const to = TO.exec(text.slice(length))?.[0];
  const second = to === undefined ? undefined : oneDate(text.slice(length + to.length), first.day, year);
  if (second === undefined) return { days: [first.day], length };
  if ('reason' in second) return second;
  length += (to ?? '').length + second.length;
  const end = second.day;
  const count = dayNumber(end) - dayNumber(first.day);
  if (count < 0) return { reason: 'bad-date' };
  if (count >= LONGEST_DAYS) return { reason: 'too-long' };
  return { days: Array.from({ length: count + 1 }, (_, nth) => addDays(first.day, nth)), length };
}

/** @param after what an end leaves out is taken from here; a month before its month is of the next year */
function oneDate(text: string, after: string | undefined, year: number): Found | { reason: LineFault } | undefined {
  const full = FULL.exec(text);
  if (full !== null) {
    const [whole, y1, m1, d1, y2, m2, d2, m3, d3, weekday] = full;
    const month = Number(m1 ?? m2 ?? m3);
    const given = y1 ?? y2;
    return checked(given === undefined ? yearOf(month, after, year) : Number(given), month, Number(d1 ?? d2 ?? d3), {
      weekday,
      length: whole.length,
    });
  }
  const short = after === undefined ? null : SHORT.exec(text);
  if (short === null || after === undefined) return undefined;
  const [whole, day, weekday] = short;
  return checked(Number(after.slice(0, 4)), Number(after.slice(5, 7)), Number(day), { weekday, length: whole.length });
}

function yearOf(month: number, after: string | undefined, year: number): number {
  if (after === undefined) return year;
  const from = Number(after.slice(0, 4));
  return month < Number(after.slice(5, 7)) - 6 ? from + 1 : from;
}

function checked(
  year: number,
  month: number,
  date: number,
  { weekday, length }: { weekday: string | undefined; length: number },
): Found | { reason: LineFault } {
  const day = `${year}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`;
  try {
    dayNumber(day);
  } catch {
    return { reason: 'bad-date' };
  }
  if (year < 2000 || year > 2099) return { reason: 'bad-date' };
  const written = weekday === undefined ? undefined : WEEKDAYS.indexOf(weekday === '天' ? '日' : weekday) + 1;
  if (written !== undefined && written !== weekdayOf(day)) return { reason: 'weekday' };
  return { day, weekday: written, length };
}

/** What is left of a line when its dates and kinds are taken out: the first words that name something. */
function nameIn(words: string): string {
  const parts = words
    .replace(/共\s*\d+\s*天/g, ' ')
    .replace(/^\s*(?:[一二三四五六七八九十]+|\d+)\s*[、.]/, ' ')
    .split(/[\s,、;:。.|()"']+/)
    .filter((part) => part !== '' && !/^(?:和|及|与|至|到)$/.test(part));
  return parts.join(' ').slice(0, NAME_CHARS);
}
