import type { Locale } from '../../lib/language.ts';

/** Picks the texts of a slice: `const say = texts(locale, { zh, en })`. */
export function texts<T>(locale: Locale, both: Record<Locale, T>): T {
  return both[locale];
}

/** Slack's locale of a person (`zh-CN`, `en-US`) as one of ours; `undefined` where it is neither. */
export function localeOf(slackLocale: string | undefined): Locale | undefined {
  if (slackLocale?.toLowerCase().startsWith('zh')) return 'zh';
  if (slackLocale?.toLowerCase().startsWith('en')) return 'en';
  return undefined;
}

/** Chinese as it is set: a space beside figures and Latin letters, none between two characters that a time or a name brought together. */
export function tight(text: string): string {
  return text.replace(/(\p{Script=Han}) +(?=\p{Script=Han})/gu, '$1');
}

/** A word behind a Chinese one: a space before figures and Latin letters, none before a character or a mark that brings its own. */
export function beside(word: string): string {
  return /^[\p{Script=Han}“（《]/u.test(word) ? word : ` ${word}`;
}

/** A share as whole per cent: `84%`. */
export function percent(part: number, whole: number): string {
  return whole === 0 ? '0%' : `${Math.round((part / whole) * 100)}%`;
}
