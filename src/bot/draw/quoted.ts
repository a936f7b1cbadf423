import type { AnyBlock } from './block-kit.ts';
import { cut, plain } from './blocks.ts';

const PART = 2_900;

/** People's words, whole and as plain text: nothing in them is a command, a link or formatting. */
export function wordsBlocks(text: string): AnyBlock[] {
  const parts: string[] = [];
  for (let at = 0; at < text.length; ) {
    const splits = /[\uD800-\uDBFF]/.test(text.charAt(at + PART - 1));
    const end = at + (splits ? PART - 1 : PART);
    parts.push(text.slice(at, end));
    at = end;
  }
  return parts
    .filter((part) => part.trim() !== '')
    .map((part) => ({ type: 'section', text: { type: 'plain_text', text: part, emoji: false } }));
}

const QUOTE = 120;

/** People's words in a line: cut at a word, harmless. */
export function quoteOf(text: string, max = QUOTE): string {
  return plain(cut(text.replace(/\s+/g, ' ').trim(), max));
}
