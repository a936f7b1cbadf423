import { numberIn, plainText } from './clock-words.ts';

/*
 * Names of shifts as rosters write them, and the crews that share a rotation.
 */

const CREW = '(?:[甲乙丙丁戊己][班组值队]?|[a-f](?:班|组|值|队)|[一二三四五六1-6](?:班|组|值|队))';
const CREW_ALONE = new RegExp(`^(?:${CREW}|[a-f])$`, 'u');
const TURNS = '倒|运转|轮班|轮休|轮换|两制|三制|四制|班制';
const ROTATES = new RegExp(`${TURNS}|[做上干出]\\S{0,4}休|大小周|^单休$|rotat`, 'u');
/** What ends the name of a rotation, so that a crew may follow. */
const ROTATION_THEN_CREW = new RegExp(
  `^(.*(?:${TURNS}|休\\s?(?:\\d+|[一二两三四五六七八九十]+)天?))[\\s\\p{Pd}_·]?(${CREW})$`,
  'iu',
);
const CREW_THEN_ROTATION = new RegExp(
  `^((?:[甲乙丙丁戊己]|[a-f])(?:班|组|值|队))\\s?(.*(?:${TURNS}|休\\s?(?:\\d+|[一二两三四五六七八九十]+)天?))$`,
  'iu',
);
const NAME = new RegExp(
  `班$|${TURNS}|^(?:大|小|前|后)?[白夜早中晚]$|^(?:行政|常日|长日|日勤|弹性|不定时|综合工时|机动)(?:制|岗|工作制|工时)?$|[做上干出]\\S{0,4}休|大小周|^单休$|^[甲乙丙丁戊己]$|^[a-f]$`,
  'u',
);
const ENGLISH = new Set(
  'day night morning afternoon evening early late middle mid swing graveyard rotating rotation fixed flexible shift crew team a b c d e f 1 2 3 4'.split(
    ' ',
  ),
);
const LONGEST = 24;

/** Whether a word of a roster names a shift, as far as that can be seen. */
export function isShiftName(word: string): boolean {
  if ([...word].length > LONGEST) return false;
  const words = word.split(' ');
  if (words.every((one) => ENGLISH.has(one))) return words.some((one) => !/^\d$/.test(one));
  return (NAME.test(word) || CREW_ALONE.test(word)) && !/\d{3}|\d\s*[:.]\s*\d/.test(word);
}

/** Whether a name says that the days change, so that hours alone do not tell them. */
export function isRotationName(word: string): boolean {
  return ROTATES.test(word) || CREW_ALONE.test(word);
}

/** Two spellings of one name are one: width, case, spaces, dashes and brackets do not count, and numbers are numbers. */
export function shiftKey(name: string): string {
  return plainText(name)
    .replace(/[\s\-_·・,;、/:]+/g, '')
    .replace(/[两二2](?=班|倒|运转|休|天)/g, '二')
    .replace(/\d+(?=\D|$)/g, (figures) => numeral(Number(figures)))
    .replace(/两/g, '二');
}

const FIGURES = '零一二三四五六七八九';

/** Below a hundred in Chinese numerals; longer numbers stay as they are. */
function numeral(value: number): string {
  if (value >= 100) return String(value);
  if (value < 10) return FIGURES.charAt(value);
  const [tens, ones] = [Math.floor(value / 10), value % 10];
  return `${tens === 1 ? '' : FIGURES.charAt(tens)}十${ones === 0 ? '' : FIGURES.charAt(ones)}`;
}

/** One crew under one name: 甲 is 甲班 and 甲组. */
export function crewKey(crew: string): string {
  return shiftKey(crew).replace(/(?<=.)(?:班|组|值|队)$/u, '');
}

/** The name of a rotation and the crew beside it: `四班三运转甲班`, `甲班 四班三运转`. */
export function splitCrew(text: string): { name: string; crew?: string } {
  const [, name, crew] = ROTATION_THEN_CREW.exec(text) ?? [];
  if (name !== undefined && crew !== undefined) return { name: name.trim(), crew };
  const [, first, second] = CREW_THEN_ROTATION.exec(text) ?? [];
  return first === undefined || second === undefined ? { name: text } : { name: second.trim(), crew: first };
}

/** `做二休二`, `上四天休两天`, `上24休48`: how many days on and off. Undefined when it says no such turn of whole days. */
export function turnIn(word: string): { on: number; off: number } | undefined {
  const match =
    /^(?:做|上|干|出|工作)\s?(\d+|[一二两三四五六七八九十]+)(天|日)?\s?休息?\s?(\d+|[一二两三四五六七八九十]+)(天|日)?$/u.exec(
      word,
    );
  if (!match) return undefined;
  const [on, off] = [numberIn(match[1] ?? ''), numberIn(match[3] ?? '')];
  if (!(on > 0 && off > 0)) return undefined;
  const isByHours = on >= 12 && match[2] === undefined && match[4] === undefined;
  if (!isByHours) return { on, off };
  return on === 24 && off % 24 === 0 ? { on: 1, off: off / 24 } : undefined;
}
