import { addDays, weekdayOf } from '../../lib/zone.ts';

/** How many thanks a person has on a day, and for one colleague in a week: what is scarce is meant. */
export const A_DAY = 5;
export const A_WEEK_EACH = 2;

/** How often a day somebody may write, with what was taken back: each reaches a colleague. */
export const WRITTEN_A_DAY = 2 * A_DAY;

/** What a colleague is thanked for: a value of the company, in both languages. */
export interface Value {
  key: string;
  zh: string;
  en: string;
}

export const VALUES: readonly Value[] = [
  { key: 'dedication', zh: '爱岗敬业', en: 'Dedication' },
  { key: 'safety', zh: '安全第一', en: 'Safety first' },
  { key: 'teamwork', zh: '团结互助', en: 'Teamwork' },
  { key: 'teaching', zh: '传帮带', en: 'Passing on skills' },
  { key: 'ideas', zh: '动脑创新', en: 'New ideas' },
];

export const MOST_VALUES = 10;
const NAME_CHARS = 20;

/** What is wrong with a line of values, from 1. */
export interface ValueFault {
  line: number;
  what: 'empty-name' | 'too-many-names' | 'too-long' | 'twice' | 'too-many' | 'none';
}

/** The values as they are typed: one a line, Chinese and English with a bar between them. */
export function linesOf(values: readonly Value[]): string {
  return values.map(({ zh, en }) => (zh === en ? zh : `${zh} | ${en}`)).join('\n');
}

/**
 * Reads values that were typed. A name that stood before keeps its key, so that what it was given for stays counted under it.
 * @param before also those that were taken away meanwhile
 * @param keyOf makes the key of a new one from its Chinese name
 */
export function readValues(
  typed: string,
  before: readonly Value[],
  keyOf: (name: string) => string,
): { values: Value[] } | { fault: ValueFault } {
  const lines = typed.split('\n').flatMap((text, at) => (text.trim() === '' ? [] : [{ text, line: at + 1 }]));
  const values: Value[] = [];
  for (const { text, line } of lines) {
    const [zh = '', en = zh, ...more] = text.split(/[|｜]/).map((part) => part.normalize('NFKC').trim());
    if (more.length > 0) return { fault: { line, what: 'too-many-names' } };
    if (zh === '' || en === '') return { fault: { line, what: 'empty-name' } };
    if ([...zh].length > NAME_CHARS || [...en].length > NAME_CHARS * 2) return { fault: { line, what: 'too-long' } };
    if (values.some((one) => one.zh === zh)) return { fault: { line, what: 'twice' } };
    if (values.length === MOST_VALUES) return { fault: { line, what: 'too-many' } };
    values.push({ key: before.find((one) => one.zh === zh)?.key ?? keyOf(zh), zh, en });
  }
  return values.length === 0 ? { fault: { line: 1, what: 'none' } } : { values };
}

/** The first day of a day's week, which names it: Monday. */
export function weekNameOf(day: string): string {
  return addDays(day, 1 - weekdayOf(day));
}

/** The lowest places that are free, of so many; undefined where none is. */
export function freePlace(taken: readonly number[], most: number): number | undefined {
  for (let place = 0; place < most; place++) if (!taken.includes(place)) return place;
  return undefined;
}
