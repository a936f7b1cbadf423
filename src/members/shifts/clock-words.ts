import type { DayHours, Hours } from '../shift.ts';

/*
 * Working hours in the words of rosters: `08:00-17:30`, `8点半至17点半`, `早8点-晚8点`, `0800-1700`, two spans a day.
 */

const PERIODS = {
  dawn: '凌晨',
  morning: '清晨|早晨|早上|早|上午',
  noon: '中午|午间',
  afternoon: '下午|午后|傍晚',
  evening: '晚上|晚间|晚',
  night: '夜里|夜间|夜',
} as const;
type Period = keyof typeof PERIODS | 'am' | 'pm';

const NUMBER = '\\d{1,2}|[零〇一二两三四五六七八九十]{1,3}';
const ANY_PERIOD = Object.values(PERIODS).join('|');
const NEXT_DAY = '次日|翌日|隔日|第二天|次(?=晨|早)';
const SUFFIX = '(?:\\s*(am|pm|a\\.m\\.|p\\.m\\.)(?![a-z]))?';
const TIME = [
  `(${ANY_PERIOD}|晨)?\\s*`,
  '(?:',
  '(\\d{1,2})\\s*[:.]\\s*(\\d{2})(?::00)?(?!\\d)',
  `|(${NUMBER})\\s*(?:点钟|点|时|h(?![a-z]))\\s*(整|半|一刻|三刻|(?:${NUMBER}|\\d{2})\\s*分?)?(?!\\s*[:.]\\d)`,
  `|(\\d{2})(\\d{2})(?!\\d)`,
  `|(${NUMBER})(?![\\d年月日/]|\\s*[:.]\\d)`,
  ')',
  SUFFIX,
].join('');
const GROUPS = 9;
const SPAN = new RegExp(
  `(?<![\\d.]|\\d:)${TIME}\\s*(?:-+|至|到|to)\\s*(${NEXT_DAY}|\\+1)?\\s*${TIME}(?:\\s*(${NEXT_DAY}|\\+1)(?!\\d))?`,
  'gu',
);

const DAY = 1_440;
const HALF_DAY = 720;
/** Nobody works longer in one go but around the clock: a longer span is one whose afternoon was written as 5:30. */
const LONGEST = 16 * 60;
/** The longest span of which a bare hour may be read as one of the afternoon. */
const LONGEST_GUESS = 14 * 60;

const FIGURES = '零一二三四五六七八九';

/** A number in figures or in Chinese numerals up to ninety-nine; NaN when it is none. */
export function numberIn(words: string): number {
  if (/^\d+$/.test(words)) return Number(words);
  const plain = words.replace(/〇/g, '零').replace(/两/g, '二');
  const [tens, ones, ...more] = plain.split('十');
  const figure = (word: string): number => (word.length === 1 && FIGURES.includes(word) ? FIGURES.indexOf(word) : NaN);
  if (more.length > 0 || tens === undefined) return NaN;
  if (ones === undefined) return figure(tens);
  return (tens === '' ? 1 : figure(tens)) * 10 + (ones === '' ? 0 : figure(ones));
}

/**
 * One way of writing for width, dashes, colons, brackets and spaces, in lower case.
 * `一` between two hours is a dash that was typed on the wrong key.
 */
export function plainText(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\p{Cf}/gu, '')
    .replace(/[∶︰]/g, ':')
    .replace(/[\p{Pd}~−─━ー→]+>?/gu, '-')
    .replace(/(?<=[\d点时分半])\s*[一ㄧ]\s*(?=\d)/g, '-')
    .replace(/[()[\]{}【】〔〕「」<>《》"'“”]/g, ' ')
    .replace(/\s*-\s*/g, '-')
    .replace(/\s+/g, ' ')
    .trim();
}

interface Clock {
  hour: number;
  minute: number;
  period: Period | undefined;
  /** Written in a way that an hour of the afternoon would not be: `08`, `0800`. */
  isExact: boolean;
  /** By the hour alone: `8点`, `晚8`. */
  isSpoken: boolean;
}

function periodOf(word: string | undefined, suffix: string | undefined): Period | undefined {
  if (suffix !== undefined) return suffix.startsWith('a') ? 'am' : 'pm';
  if (word === '晨') return 'morning';
  const names = Object.keys(PERIODS) as (keyof typeof PERIODS)[];
  return word === undefined ? undefined : names.find((name) => PERIODS[name].split('|').includes(word));
}

const PARTS: Record<string, number> = { '': 0, 整: 0, 半: 30, 一刻: 15, 三刻: 45 };

function clockIn(groups: readonly (string | undefined)[]): Clock | undefined {
  const [word, hour, minute, spoken, part = '', packed, packedMinute, bare, suffix] = groups;
  const period = periodOf(word, suffix);
  const made = (written: string, minutes: number, isSpoken: boolean): Clock | undefined => {
    const value = numberIn(written);
    return value <= 24 && minutes < 60
      ? { hour: value, minute: minutes, period, isExact: written.startsWith('0'), isSpoken }
      : undefined;
  };
  if (hour !== undefined) return made(hour, Number(minute), false);
  if (spoken !== undefined) return made(spoken, PARTS[part] ?? numberIn(part.replace(/\s*分$/, '')), true);
  if (packed !== undefined) return made(packed, Number(packedMinute), false);
  return bare === undefined ? undefined : made(bare, 0, true);
}

/** The minute of the day that a clock of a period of the day shows; undefined where word and hour do not fit. */
function minuteOf({ hour, minute, period }: Clock): number | undefined {
  const at = (h: number): number => h * 60 + minute;
  if (hour === 24 && (minute > 0 || (period !== undefined && period !== 'evening' && period !== 'night')))
    return undefined;
  switch (period) {
    case undefined:
      return at(hour);
    case 'dawn':
      return hour === 12 ? at(0) : hour <= 6 ? at(hour) : undefined;
    case 'morning':
      return hour <= 12 ? at(hour) : undefined;
    case 'am':
      return hour <= 12 && hour > 0 ? at(hour % 12) : undefined;
    case 'noon':
      return hour <= 2 ? (hour === 0 ? undefined : at(hour + 12)) : hour >= 11 && hour <= 14 ? at(hour) : undefined;
    case 'afternoon':
    case 'pm':
      return hour === 0 ? undefined : at(hour < 12 ? hour + 12 : hour);
    case 'evening':
      if (hour >= 13 || hour === 0) return at(hour);
      return hour === 12 ? (minute === 0 ? DAY : undefined) : hour >= 5 ? at(hour + 12) : undefined;
    case 'night':
      if (hour >= 13 || hour <= 4) return at(hour);
      return hour === 12 ? (minute === 0 ? DAY : undefined) : at(hour + 12);
  }
}

/** From and to in minutes, `to` in 1..2879 and after `from`. */
interface Minutes {
  from: number;
  to: number;
}

function spanOf(first: Clock, last: Clock, isNextDay: boolean): Minutes | undefined {
  const [from, to] = [minuteOf(first), minuteOf(last)];
  if (from === undefined || to === undefined || from >= DAY) return undefined;
  const isHalfSaid = (first.period === undefined) !== (last.period === undefined);
  const bare = first.period === undefined ? first : last;
  if (isHalfSaid && !bare.isExact && bare.hour >= 1 && bare.hour <= 12) {
    // Of `早8点-5点` and `8点到下午5点` the other hour is of whichever half of the day makes a working day.
    const bareMinutes = bare.hour * 60 + bare.minute;
    const fits = [bareMinutes, bareMinutes + HALF_DAY].flatMap((minutes): Minutes[] => {
      const span = bare === first ? ordered(minutes, to) : ordered(from, minutes);
      return span.from < DAY && span.to - span.from <= LONGEST_GUESS ? [span] : [];
    });
    return fits.length === 1 && !(isNextDay && (fits[0]?.to ?? 0) < DAY) ? fits[0] : undefined;
  }
  const span = ordered(from, to);
  const length = span.to - span.from;
  if (isNextDay && span.to < DAY) return undefined;
  if (length === DAY) return first.isSpoken && !isNextDay && first.period === undefined ? undefined : span;
  return length <= LONGEST ? span : undefined;
}

function ordered(from: number, to: number): Minutes {
  return { from, to: to > from ? to : to + DAY };
}

/** `HH:mm` of a minute; midnight is 00:00. */
function timeText(minutes: number): string {
  const within = minutes % DAY;
  return `${String(Math.floor(within / 60)).padStart(2, '0')}:${String(within % 60).padStart(2, '0')}`;
}

/** What was found of hours in a text, and the text without it. */
export interface HoursFound {
  /** In the order of the text; undefined: an hour that is none, or that can be read in two ways. */
  spans: Minutes[] | undefined;
  rest: string;
}

/** What says of the hours behind it that they are not worked. */
const PAUSE = /(?:午休|午餐|用餐|吃饭|休息)(?:时间)?\s*:?\s*$/;
const PAUSE_WORD = /(?:中间|期间|中途|含)?(?:午休|午餐|用餐|吃饭|休息)(?:时间)?(?=[\s:,;]|$)/gu;

/** Finds the hours in a text. @param plain see `plainText` */
export function findHours(plain: string): HoursFound {
  const text = plain
    .replace(
      new RegExp(`[朝早](${NUMBER})(?:点|时)?[,、 ]?晚(${NUMBER})(?:点|时)?(?!\\s*[班:.点时\\d])`, 'gu'),
      '早$1点-晚$2点',
    )
    .replace(new RegExp(`(${ANY_PERIOD})\\s*:\\s*(?=\\d)`, 'gu'), '$1');
  let spans: Minutes[] | undefined = [];
  const pauses: Minutes[] = [];
  const rest = text.replace(SPAN, (whole, ...found: unknown[]) => {
    const groups = found as (string | undefined)[];
    const [first, last] = [groups.slice(0, GROUPS), groups.slice(GROUPS + 1, 2 * GROUPS + 1)];
    const isNextDay = groups[GROUPS] !== undefined || groups[2 * GROUPS + 1] !== undefined;
    // Two bare numbers are no hours: `1-4`, `8-17`.
    if (!isHour(first) && !isHour(last)) return whole;
    const [from, to] = [clockIn(first), clockIn(last)];
    const span = from && to && spanOf(from, to, isNextDay);
    const before = text.slice(0, found.at(-2) as number);
    if (span === undefined) spans = undefined;
    else if (PAUSE.test(before)) pauses.push(span);
    else spans?.push(span);
    return ' ';
  });
  const words = pauses.length > 0 ? rest.replace(PAUSE_WORD, ' ') : rest;
  return { spans: spans && withoutPauses(spans, pauses), rest: words.replace(/\s+/g, ' ').trim() };
}

/** @returns undefined when a pause lies in none of the spans */
function withoutPauses(spans: readonly Minutes[], pauses: readonly Minutes[]): Minutes[] | undefined {
  let left = [...spans];
  for (const pause of pauses) {
    const whole = left.find(({ from, to }) => from < pause.from && pause.to < to);
    if (whole === undefined) return undefined;
    left = left.flatMap((span) =>
      span === whole
        ? [
            { from: span.from, to: pause.from },
            { from: pause.to, to: span.to },
          ]
        : [span],
    );
  }
  return left;
}

function isHour(groups: readonly (string | undefined)[]): boolean {
  const bare = groups[7];
  return bare === undefined || groups[0] !== undefined || groups[8] !== undefined;
}

/**
 * The working hours of a day out of the spans in which it is worked.
 * @returns undefined when the spans are not those of one day: they touch, overlap, or go back (then they are those of several
 *   shifts), or the day would not end within twenty-four hours
 */
export function dayHours(spans: readonly Minutes[]): DayHours | undefined {
  const [first, ...more] = spans;
  if (first === undefined) return undefined;
  let end = first.to;
  const pauses: Hours[] = [];
  for (const span of more) {
    const shift = span.from < first.from ? DAY : 0;
    const [from, to] = [span.from + shift, span.to + shift];
    if (from <= end) return undefined;
    pauses.push({ from: timeText(end), to: timeText(from) });
    end = to;
  }
  const length = end - first.from;
  // Two halves around a long gap over midnight are those of two days.
  if (more.length > 0 && (length >= DAY || (end > DAY && length > LONGEST))) return undefined;
  const hours = { from: timeText(first.from), to: timeText(end) };
  return pauses.length === 0 ? hours : { ...hours, pauses };
}
