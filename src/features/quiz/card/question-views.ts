import { plain } from '../../../bot/draw/blocks.ts';
import { letterOf } from '../formats/answer-words.ts';
import type { QuizTexts } from '../messages.ts';
import type { Question } from '../run/rules/question.ts';
import { blanksText } from './rules/blanks.ts';
import type { Response } from './rules/mark.ts';
import { rightOptions } from './rules/right-options.ts';

/** A question as one person sees it: the options in their order, and nothing of the key. */
export interface ShownQuestion {
  content: Question;
  /** Position shown → index of the option. */
  order: number[];
}

/** An option's text under its letter. */
export function letteredLine(position: number, text: string): string {
  return `${letterOf(position)}  ${text}`;
}

/** The letters under which options stand in the order shown: `ABD`. */
export function lettersIn(order: readonly number[], chosen: readonly number[]): string {
  return chosen
    .map((index) => letterOf(order.indexOf(index)) || '?')
    .sort()
    .join('');
}

/** Options in the order in which they were shown. */
export function byPlace(order: readonly number[], options: readonly number[]): number[] {
  return [...options].sort((a, b) => order.indexOf(a) - order.indexOf(b));
}

/** The question in mrkdwn, the stem bold. */
export function questionBody(question: ShownQuestion): string {
  const { content } = question;
  const stem = `*${plain(content.stem).replace(/\s*\n\s*/g, ' ')}*`;
  if (content.kind !== 'single' && content.kind !== 'multiple') return stem;
  const { options } = content;
  return [stem, ...question.order.map((index, position) => letteredLine(position, plain(options[index] ?? '')))].join(
    '\n',
  );
}

/** The answer as the person gave it: letters, or the written words. */
export function responseLabel(say: QuizTexts, question: ShownQuestion, response: Response): string {
  if (response.kind === 'truth') return say.quoted(response.value ? say.yes : say.no);
  if (response.kind === 'choice') return lettersIn(question.order, response.chosen);
  return 'texts' in response ? response.texts.map((text) => text || say.blankEmpty).join(say.blankSep) : response.text;
}

/** The key as this person sees it: the letters of their own order with the words. */
export function keyText(say: QuizTexts, question: ShownQuestion): string {
  const { content, order } = question;
  switch (content.kind) {
    case 'single':
      return byPlace(order, rightOptions(content))
        .map((index) => say.keyOption(lettersIn(order, [index]), content.options[index] ?? ''))
        .join(say.orEither);
    case 'multiple':
      return lettersIn(order, content.correct);
    case 'truefalse':
      return say.quoted(content.correct ? say.yes : say.no);
    case 'fill':
      return blanksText(content, say.blankSep);
    case 'numeric':
      return content.tolerance > 0 ? `${content.value} ± ${content.tolerance}` : String(content.value);
  }
}

export function reasons(say: QuizTexts, content: Question): string[] {
  return [
    ...(content.explanation ? [plain(content.explanation)] : []),
    ...(content.source ? [say.source(plain(content.source))] : []),
  ];
}

/** The right answer and why. */
export function explanation(say: QuizTexts, question: ShownQuestion): string[] {
  return [say.keyIs(plain(keyText(say, question))), ...reasons(say, question.content)];
}
