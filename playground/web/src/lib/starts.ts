import { type Lang, wordsFor } from './words.ts';

/** Three ways to begin. */
export const STARTS = ['worker', 'chair', 'english'] as const;
export type StartName = (typeof STARTS)[number];

/** The next step of a way to begin; nothing for what is none. @param start its name, with `-later` where the clock has to move first */
export function hintOf(start: string, lang: Lang): string | undefined {
  const { starts } = wordsFor(lang);
  if (start === 'worker-later') return starts.worker.later;
  const name = STARTS.find((one) => one === start);
  return name === undefined ? undefined : starts[name].next;
}
