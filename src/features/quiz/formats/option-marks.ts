import { foldWidth } from '../question/rules/clean-text.ts';

/** A sign that may begin an option: `A.`, `B、`, `(C)`, `③`, `4)`. */
interface Mark {
  /** 0 for A, ① or 1. */
  index: number;
  start: number;
  /** Where the option's text begins. */
  end: number;
  /** What the sign looks like without its letter: marks of one list look alike. */
  style: string;
  /** At the start of a line, after a space or a separator, in the middle of the text, or at the end of a word or number. */
  place: 'line' | 'space' | 'text' | 'word';
}

/** What comes of a text that begins with a mark: its options in their order, or undefined when letters and texts do not fit. */
export interface MarkedOptions {
  texts: string[] | undefined;
  /** By numbers, not by letters. */
  isNumbered: boolean;
}

const CIRCLED = '①②③④⑤⑥⑦⑧⑨⑩';
interface Family {
  isNumbered: boolean;
  pattern: RegExp;
  indexOf(sign: string): number;
  /** What a mark does not follow: it is the end of a word or of a number then. */
  notAfter: RegExp;
}
const upper = (sign: string) => sign.charCodeAt(0) - 65;
/** A list is of one family, that of its first mark. Texts are folded before, so that these cover full width. */
const LETTERS: Family = {
  isNumbered: false,
  pattern: /\(([A-J])\)|\[([A-J])\]|【([A-J])】|([A-J])\s?[.、:)]/g,
  indexOf: upper,
  notAfter: /[A-Z]$/,
};
const FAMILIES: readonly Family[] = [
  LETTERS,
  {
    isNumbered: false,
    pattern: /\(([a-j])\)|([a-j])[.、:)]/g,
    indexOf: (sign) => upper(sign.toUpperCase()),
    notAfter: /[A-Za-z]$/,
  },
  { isNumbered: true, pattern: /([①-⑩])/g, indexOf: (sign) => CIRCLED.indexOf(sign), notAfter: /[①-⑩]$/ },
  {
    isNumbered: true,
    pattern: /\((10|[1-9])\)|(10|[1-9])(?:[、)]|\.(?!\d))/g,
    indexOf: (sign) => Number(sign) - 1,
    notAfter: /[\d.]$/,
  },
  { isNumbered: false, pattern: /([A-J])(?=\s)/g, indexOf: upper, notAfter: /[^\s]$/ },
];
/** So far back is looked for what a mark follows. */
const BEFORE = 40;

/** The options of a text that begins with a mark; undefined for a text that does not. */
export function readMarked(text: string): MarkedOptions | undefined {
  // Folding keeps every place: full-width signs have one unit, as their narrow ones.
  const folded = foldWidth(text);
  for (const family of FAMILIES) {
    const marks = marksOf(folded, family);
    if (marks[0]?.start !== 0 || marks[0].index !== 0) continue;
    return { texts: cutAt(text, chainOf(marks)), isNumbered: family.isNumbered };
  }
  return undefined;
}

/** The letter whose mark a text begins with, 0 for A, and the length of the mark. */
export function leadingLetter(text: string): { index: number; length: number } | undefined {
  for (const family of FAMILIES.slice(0, 2)) {
    const [first] = marksOf(foldWidth(text.slice(0, 20)), family);
    if (first?.start === 0 && text.slice(first.end).trim() !== '') return { index: first.index, length: first.end };
  }
  return undefined;
}

function marksOf(text: string, family: Family): Mark[] {
  return [...text.matchAll(family.pattern)].flatMap((found) => {
    const sign = found.slice(1).find((group) => group !== undefined) ?? '';
    const start = found.index;
    const before = text.slice(Math.max(0, start - BEFORE), start);
    const place = placeAfter(before, family);
    const length = found[0].length;
    const gap = /^[ \t\u00a0\u3000]*/.exec(text.slice(start + length))?.[0].length ?? 0;
    const style = found[0].replace(sign, '').replace(/\s/g, '');
    return [{ index: family.indexOf(sign), start, end: start + length + gap, style, place } as const];
  });
}

function placeAfter(before: string, family: Family): Mark['place'] {
  if (family.notAfter.test(before)) return 'word';
  if (/(?:^|\n)\s*$/.test(before)) return 'line';
  return /[\s;；,，|｜。/]$/.test(before) ? 'space' : 'text';
}

/** Whether a text that begins with no mark has one of a letter where an option could begin. */
export function hasFreeMark(text: string): boolean {
  return marksOf(foldWidth(text), LETTERS).some(({ place }) => place === 'line' || place === 'space');
}

/**
 * The marks that are those of the options: one of each letter, in order, none left that could be one. Undefined when there
 * are two ways to read it, or a letter is missing, twice or out of order.
 */
function chainOf(all: readonly Mark[]): Mark[] | undefined {
  const marks = all.filter((mark) => mark.place !== 'word');
  const [first] = marks;
  if (first === undefined) return undefined;
  // What stands free is a mark; what stands in a text is one where every option is written so, without a space between.
  const free = marks.filter((mark) => mark.place !== 'text');
  const alike = marks.filter((mark) => mark.style === first.style);
  const freeAlike = free.filter((mark) => mark.style === first.style);
  const chain = [freeAlike, free, alike].find((some) => some.length > 1 && isSequence(some));
  if (chain === undefined) return undefined;
  // One more that is hidden in a text and looks like them may be an option or not.
  const isHidden = (mark: Mark) => mark.style === first.style && mark.index >= chain.length;
  if (all.some((mark) => !chain.includes(mark) && isHidden(mark))) return undefined;
  const strays = marks.filter((mark) => !chain.includes(mark));
  if (chain === freeAlike) {
    // Free ones of another look: a letter that was had may be a part of a text, others not.
    const isStray = (mark: Mark) => mark.place === 'line' || mark.index > indexBefore(chain, mark);
    return strays.some((mark) => mark.place !== 'text' && isStray(mark)) ? undefined : chain;
  }
  return strays.some((mark) => mark.style === first.style || mark.place !== 'text') ? undefined : chain;
}

function isSequence(marks: readonly Mark[]): boolean {
  return marks.every((mark, position) => mark.index === position);
}

/** The letter of the option in whose text a mark stands. */
function indexBefore(chain: readonly Mark[], mark: Mark): number {
  return chain.findLast((one) => one.start < mark.start)?.index ?? -1;
}

function cutAt(text: string, chain: readonly Mark[] | undefined): string[] | undefined {
  if (chain === undefined) return undefined;
  const texts = chain.map((mark, position) => text.slice(mark.end, chain[position + 1]?.start ?? text.length));
  // A text of several lines, of which not all begin with a letter, may be two options.
  if (texts.some((one) => one.trim().includes('\n'))) return undefined;
  return texts.map((one) => one.replace(/\s*[;；|｜、，,]?\s*$/, '').trim());
}
