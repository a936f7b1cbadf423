import type { Question } from '../question/rules/question.ts';

/** Words as they are searched: without width and case, on one line. */
export function searchKey(words: string): string {
  return words.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();
}

/** What an officer may search a question by: stem, options, category, tags. */
export function searchText(content: Question): string {
  const options = 'options' in content ? content.options : [];
  return [content.stem, ...options, content.category, ...content.tags].map(searchKey).filter(Boolean).join('\n');
}
