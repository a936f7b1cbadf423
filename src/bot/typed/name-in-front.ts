/** What stands between a name and what follows it: nothing more, a gap, or a letter or figure without one. */
export type Joint = 'end' | 'gap' | 'number' | 'script' | 'characters' | 'letters';

export interface InFront {
  joint: Joint;
  /** What follows the name, without the gap. */
  rest: string;
}

const WORD = /[\p{L}\p{N}]/u;
const HAN = /\p{Script=Han}/u;
/** Marks between a name and what follows; quotes and brackets belong to what follows. */
const MARKS = /^[\s,;:.!?、。·…~|/\\+=#*>\-—_]+/;
/** A number, whatever marks are around it. */
const NUMBER_ONLY = /^[^\p{L}\p{N}]*(\d+(?: \d+)*)[^\p{L}\p{N}]*$/u;

/**
 * Whether a normalised line begins with a name, and how the name ends there.
 * @param name in lower case
 */
export function inFront(line: string, name: string): InFront | undefined {
  if (line.slice(0, name.length).toLowerCase() !== name) return undefined;
  const tail = line.slice(name.length);
  return { joint: jointOf(name, tail), rest: restOf(tail) };
}

/** A line without the marks before its first word. */
export function withoutMarks(line: string): string {
  return line.replace(MARKS, '');
}

function restOf(tail: string): string {
  const number = NUMBER_ONLY.exec(tail)?.[1];
  if (number !== undefined) return number;
  // People's own words may begin with a mark; behind a space it is theirs.
  return (tail.startsWith(' ') ? tail : withoutMarks(tail)).trim();
}

function jointOf(name: string, tail: string): Joint {
  const [last, next] = [[...name].at(-1) ?? '', [...tail][0]];
  if (next === undefined) return 'end';
  if (!WORD.test(next)) return 'gap';
  if (/\d/.test(next)) return 'number';
  if (HAN.test(last) !== HAN.test(next)) return 'script';
  return HAN.test(last) ? 'characters' : 'letters';
}
