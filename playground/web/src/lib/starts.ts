import { type Lang, wordsFor } from './words.ts';

/** Three ways to begin. */
export const STARTS = ['worker', 'chair', 'english'] as const;
export type StartName = (typeof STARTS)[number];

/** The next step of a way to begin; nothing for what is none. @param start its name, with `-later` where nothing waits yet */
export function hintOf(start: string, lang: Lang): string | undefined {
  const { starts } = wordsFor(lang);
  const name = STARTS.find((one) => start === one || start === `${one}-later`);
  if (name === undefined) return undefined;
  return start === name ? starts[name].next : starts[name].later;
}
