import { letterOf } from '../../question/rules/answer-words.ts';
import type { FaultReason, NoteCode } from '../bank-file.ts';
import { hasFreeMark, leadingLetter, readMarked } from '../option-marks.ts';

/** The options of a row with the letter each had in the file: a gap (A, –, C) must not shift the key. */
export interface RowOptions {
  texts: string[];
  /** Index of the letter of each text, e.g. [0, 2] when B was empty. */
  letters: number[];
  /** They are counted 1, 2, 3 where they stand: a digit names one. */
  isNumbered: boolean;
}
type OptionsFault = { fault: FaultReason; detail?: string };

/** What parts the options of one cell that have no letters, the strongest first. */
const SEPARATORS = [/\n+/, /[|｜]/, /[;；]/, /\t+/, /[ \u00a0\u3000]{2,}|\u3000/];

/**
 * The options of a row, from their own columns or from one cell that holds them all: with letters or numbers in any
 * layout, or one a line, or parted by `|`, `；`, tabs or spaces. A key is never another text than the one with its letter:
 * where letters and texts do not fit, it is a fault. Adds `empty-option` and `option-letters-removed` to `notes`.
 * @param isNumbered the columns are counted, not lettered
 */
export function readOptions(
  cells: string[],
  together: string,
  isNumbered: boolean,
  notes: NoteCode[],
): RowOptions | OptionsFault {
  const filled = cells.filter((cell) => cell !== '');
  const [only = ''] = filled;
  // All of them in the first column, and the others empty.
  if (filled.length === 1 && only === cells[0] && together === '' && (readMarked(only)?.texts?.length ?? 0) > 1)
    return ofOneCell(only, notes);
  return filled.length > 0 ? ofColumns(cells, isNumbered, notes) : ofOneCell(together, notes);
}

function ofColumns(cells: string[], isNumbered: boolean, notes: NoteCode[]): RowOptions | OptionsFault {
  const { texts, letters } = withoutGaps(cells, notes);
  const marks = texts.map(leadingLetter);
  if (texts.length < 2 || marks.includes(undefined)) return { texts, letters, isNumbered };
  if (marks.some((mark, index) => mark?.index !== letters[index]))
    return { fault: 'options-unclear', detail: marks.map((mark) => letterOf(mark?.index ?? 0)).join('') };
  notes.push('option-letters-removed');
  return { texts: texts.map((text, index) => text.slice(marks[index]?.length ?? 0)), letters, isNumbered };
}

function ofOneCell(cell: string, notes: NoteCode[]): RowOptions | OptionsFault {
  const text = cell.replace(/^选项\s*[:：]\s*/, '').trim();
  if (text === '') return { texts: [], letters: [], isNumbered: false };
  const marked = readMarked(text);
  if (marked !== undefined) {
    if (marked.texts === undefined) return { fault: 'options-unclear', detail: text.slice(0, 50) };
    return { ...withoutGaps(marked.texts, notes), isNumbered: marked.isNumbered };
  }
  const parts = unmarked(text);
  if (parts.some(hasFreeMark)) return { fault: 'options-unclear', detail: text.slice(0, 50) };
  return { ...withoutGaps(parts, notes), isNumbered: false };
}

function unmarked(text: string): string[] {
  for (const separator of SEPARATORS) {
    const parts = text.split(separator).map((part) => part.trim());
    if (parts.length > 1) return parts.at(-1) === '' ? parts.slice(0, -1) : parts;
  }
  // Single spaces part words too: only where each part is a word of its own.
  const words = text.split(' ');
  return words.every((word) => /\p{Script=Han}/u.test(word) && !/^\p{P}|^[\d.]+$/u.test(word)) && words.length > 2
    ? words
    : [text];
}

/** Without the empty ones; each keeps its letter. */
function withoutGaps(all: string[], notes: NoteCode[]): Pick<RowOptions, 'texts' | 'letters'> {
  const last = all.findLastIndex((text) => text !== '');
  const letters = all.flatMap((text, index) => (text === '' ? [] : [index]));
  if (letters.length < last + 1) notes.push('empty-option');
  return { texts: letters.map((index) => all[index] ?? ''), letters };
}

/** Texts as they go into a file: options that all begin with a letter get their own once more, as reading takes it away. */
export function protectLetters(texts: string[]): string[] {
  const isLettered = texts.length > 1 && texts.every((text) => leadingLetter(text) !== undefined);
  return isLettered ? texts.map((text, index) => `${letterOf(index)}. ${text}`) : texts;
}
