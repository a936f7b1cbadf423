import { plain } from '../../../bot/draw/blocks.ts';
import type { QuizTexts } from '../messages.ts';
import { letterOf } from './rules/answer-words.ts';
import type { Response } from './rules/mark.ts';
import type { Question } from './rules/question.ts';

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

/** The stem in mrkdwn, bold, on one line. */
export function stemLine({ stem }: Pick<Question, 'stem'>): string {
  return `*${plain(stem).replace(/\s*\n\s*/g, ' ')}*`;
}

/** The question in mrkdwn, the stem bold. */
export function questionBody(question: ShownQuestion): string {
  const { content } = question;
  const stem = stemLine(content);
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

/** Why the key is right, and where it can be looked up; people’s words in mrkdwn. */
export function reasons(say: QuizTexts, content: Question): string[] {
  return [
    ...(content.explanation ? [plain(content.explanation)] : []),
    ...(content.source ? [say.source(plain(content.source))] : []),
  ];
}
