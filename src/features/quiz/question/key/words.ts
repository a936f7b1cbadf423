import { cut } from '../../../../bot/draw/blocks.ts';
import type { Locale } from '../../../../lib/language.ts';
import { letterOf } from '../rules/answer-words.ts';
import { blanksText } from '../rules/blanks.ts';
import type { Response } from '../rules/mark.ts';
import type { Question } from '../rules/question.ts';
import { rightOptions } from '../rules/right-options.ts';
import { keyMessages } from './messages.ts';

/** An option among others. */
export const WORDS_MAX = 60;

type Choice = Extract<Question, { options: string[] }>;
/** Position shown to a person → index of the option; undefined where it was not kept. */
export type Order = readonly number[] | undefined;

/** A question's key in words without letters: each reader may have had others. */
export function keyInWords(locale: Locale, content: Question): string {
  if (!('options' in content)) return keyWords(locale, content);
  const say = keyMessages[locale];
  const words = rightOptions(content).map((index) => cut(content.options[index] ?? '?', WORDS_MAX));
  return words.join(content.kind === 'single' ? say.orEither : say.listSep);
}

/**
 * A question's key in letters and words, in the order of the bank; plain text.
 * @param order that of a person: then theirs come first, with the bank's where they differ
 */
export function keyWords(locale: Locale, content: Question, order?: Order): string {
  const say = keyMessages[locale];
  switch (content.kind) {
    case 'single':
      return rightOptions(content)
        .map((index) => lettered(locale, content, [index], order))
        .join(say.orEither);
    case 'multiple':
      return lettered(locale, content, content.correct, order);
    case 'truefalse':
      return content.correct ? say.yes : say.no;
    case 'fill':
      return blanksText(content, say.listSep);
    case 'numeric':
      return content.tolerance > 0 ? `${content.value} ± ${content.tolerance}` : String(content.value);
  }
}

/** An answer in the same way. */
export function answerWords(locale: Locale, content: Question, response: Response, order: Order): string {
  const say = keyMessages[locale];
  if (response.kind === 'truth') return response.value ? say.yes : say.no;
  if (response.kind === 'choice') return 'options' in content ? lettered(locale, content, response.chosen, order) : '?';
  return 'texts' in response ? response.texts.map((text) => text || say.blankEmpty).join(say.listSep) : response.text;
}

function lettered(locale: Locale, content: Choice, chosen: readonly number[], order: Order): string {
  const say = keyMessages[locale];
  const isOther = isOtherOrder(content, order);
  const place = (index: number) => (isOther ? order.indexOf(index) : index);
  return [...chosen]
    .sort((a, b) => place(a) - place(b))
    .map((index) => {
      const words = cut(content.options[index] ?? '?', WORDS_MAX);
      const seen = place(index);
      return seen === index
        ? say.letter(letterOf(index), words)
        : say.letterSeen(letterOf(seen), words, letterOf(index));
    })
    .join(' ');
}

/** Whether an order was kept, and is not the bank's own. */
export function isOtherOrder(content: Choice, order: Order): order is readonly number[] {
  return (
    order !== undefined &&
    order.length === content.options.length &&
    order.some((index, position) => index !== position)
  );
}
