import type { AnyBlock } from '../bot/draw/block-kit.ts';
import { actions, button, context, plain, section } from '../bot/draw/blocks.ts';
import type { ShownQuestion } from './papers.ts';

/** The letters of a question’s options: no question of a paper has more. */
export const OPTION_LETTERS = ['A', 'B', 'C', 'D', 'E'] as const;

/**
 * A question of a paper, whole: who answers has to see all of every option. The banks offer none that is too long for it.
 * @param head where one is in the paper and until when it is open, in mrkdwn
 * @param answer what the button of an option does, by its place
 */
export function questionBlocks(
  { words, options }: ShownQuestion,
  head: string,
  answer: (place: number) => { action: string; value?: string },
): AnyBlock[] {
  const letterOf = (place: number): string => OPTION_LETTERS[place] ?? '';
  return [
    context(head),
    section(`*${plain(words)}*`),
    ...options.map((one, place) => section(`${letterOf(place)}  ${plain(one)}`)),
    actions(...options.map((_, place) => button({ ...answer(place), label: letterOf(place) }))),
  ];
}
