import { readCategoryPath } from '../category-path.ts';

/** One question of a GIFT file as text, without comments and blank lines, with what stood before it. */
export interface GiftChunk {
  line: number;
  text: string;
  comments: string[];
  category: string;
  /** The line that says the category. */
  above: string;
}

/**
 * Splits a GIFT file into questions at blank lines outside braces, so that an error in one does not lose the others. A
 * brace that is never closed ends its question at the first blank line after it.
 */
export function giftChunks(text: string): GiftChunk[] {
  const lines = text.split('\n');
  const chunks: GiftChunk[] = [];
  let [category, above] = ['', ''];
  let comments: string[] = [];
  let index = 0;
  while (index < lines.length) {
    const line = (lines[index] ?? '').trim();
    const path = /^\$CATEGORY[:：](.*)$/.exec(line)?.[1];
    if (line.startsWith('//')) comments.push(line.slice(2));
    if (path !== undefined) {
      category = readCategoryPath(path);
      above = line;
      comments = [];
    }
    if (line === '' || line.startsWith('//') || path !== undefined) {
      index += 1;
      continue;
    }
    const { kept, inner, next } = readChunk(lines, index);
    chunks.push({ line: index + 1, text: kept.join('\n'), comments: [...comments, ...inner], category, above });
    comments = [];
    index = next;
  }
  return chunks;
}

/** Lines of one question from `start`; `next` is the first line after it. */
function readChunk(lines: string[], start: number): { kept: string[]; inner: string[]; next: number } {
  const kept: string[] = [];
  const inner: string[] = [];
  let open = false;
  let blank: { at: number; kept: number } | undefined;
  for (let index = start; index < lines.length; index += 1) {
    const line = lines[index] ?? '';
    const bare = line.trim();
    if (bare.startsWith('//')) {
      inner.push(bare.slice(2));
      continue;
    }
    if (bare === '' || (!open && /^\$CATEGORY[:：]/.test(bare))) {
      if (!open) return { kept, inner, next: index };
      blank ??= { at: index, kept: kept.length };
      continue;
    }
    for (const brace of bare.replace(/\\./g, '').match(/[{}｛｝]/g) ?? []) {
      const opens = brace === '{' || brace === '｛';
      if (opens && open && blank) return { kept: kept.slice(0, blank.kept), inner, next: blank.at };
      open = opens;
      if (!open) blank = undefined;
    }
    kept.push(line);
  }
  if (open && blank) return { kept: kept.slice(0, blank.kept), inner, next: blank.at };
  return { kept, inner, next: lines.length };
}
