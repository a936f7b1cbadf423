import { letterOf } from './answer-words.ts';
import type { NoteCode } from './bank-file.ts';
import { foldWidth } from './clean-text.ts';

/** The options of a row with the letter each had in the file: a gap (A, –, C) must not shift the key. */
export interface RowOptions {
  texts: string[];
  /** Index of the letter of each text, e.g. [0, 2] when B was empty. */
  letters: number[];
}

/**
 * The options of a row, from their own columns or from one cell that holds them all ("A. 甲  B. 乙", or one a line, or
 * parted by `|`). Adds `empty-option` and `option-letters-removed` to `notes`.
 */
export function readOptions(cells: string[], together: string, notes: NoteCode[]): RowOptions {
  const own = cells.some((cell) => cell !== '');
  const all = own ? cells : splitTogether(together);
  const last = all.findLastIndex((text) => text !== '');
  const letters = all.flatMap((text, index) => (text === '' ? [] : [index]));
  if (letters.length < last + 1) notes.push('empty-option');
  const texts = letters.map((index) => all[index] ?? '');
  if (!lettered(texts, letters)) return { texts, letters };
  if (own) notes.push('option-letters-removed');
  return { texts: texts.map(stripLetter), letters };
}

/** Texts as they go into a file: options that all begin with their own letter get it once more, as reading takes it. */
export function protectLetters(texts: string[]): string[] {
  const letters = texts.map((_, index) => index);
  return lettered(texts, letters) ? texts.map((text, index) => `${letterOf(index)}. ${text}`) : texts;
}

const LETTER = /^([A-J])\s*[.、:)]\s*(?=\S)/i;

function lettered(texts: string[], letters: number[]): boolean {
  return (
    texts.length > 1 &&
    texts.every(
      (text, index) => LETTER.exec(foldWidth(text.slice(0, 20)))?.[1]?.toUpperCase() === letterOf(letters[index] ?? 0),
    )
  );
}

function stripLetter(text: string): string {
  const letter = LETTER.exec(foldWidth(text.slice(0, 20)))?.[0] ?? '';
  return text.slice(letter.length);
}

function splitTogether(cell: string): string[] {
  if (cell === '') return [];
  const parts = cell.includes('\n') ? cell.split('\n') : cell.split(/[|｜]/);
  const texts = parts.length > 1 ? parts : cell.split(/(?:^|[\s;；,，])(?=[A-JＡ-Ｊ]\s*[.、:：)）．])/);
  return texts.map((text) => text.replace(/[;；]$/, '').trim()).filter((text) => text !== '');
}
