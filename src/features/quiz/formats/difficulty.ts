import { numberOf } from '../question/rules/answer-words.ts';
import { foldWidth } from '../question/rules/clean-text.ts';

export type Difficulty = 1 | 2 | 3 | 4 | 5;

const WORDS: Record<string, Difficulty> = {
  易: 1,
  简单: 1,
  容易: 1,
  easy: 1,
  较易: 2,
  中: 3,
  中等: 3,
  一般: 3,
  medium: 3,
  较难: 4,
  难: 5,
  困难: 5,
  hard: 5,
  difficult: 5,
};

/** null: the cell is empty; undefined: the cell says something else than 1 to 5 or a known word. */
export function difficultyOf(cell: string): Difficulty | null | undefined {
  if (cell === '') return null;
  const word = foldWidth(cell).toLowerCase().trim();
  if (Object.hasOwn(WORDS, word)) return WORDS[word];
  const number = /^★{1,5}☆*$/.test(word) ? word.replaceAll('☆', '').length : numberOf(word);
  return ([1, 2, 3, 4, 5] as const).find((level) => level === number);
}
