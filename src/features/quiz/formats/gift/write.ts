import { isDeepStrictEqual } from 'node:util';
import type { Question } from '../../question/rules/question.ts';
import { writeCategoryPath } from '../category-path.ts';
import { looksLikeHtml, textToHtml } from '../html-text.ts';
import { writeExtras } from '../question-extras.ts';
import { escapeWildcard, shareOf } from '../scored-choices.ts';
import { giftChunks } from './chunks.ts';
import { readGiftChunk } from './read.ts';

/**
 * Writes questions as GIFT. Fields that GIFT has no place for stand in a comment. `leftOut`: indexes of questions that
 * would not come back as they are.
 */
export function writeGift(questions: Question[]): { bytes: Uint8Array; leftOut: number[] } {
  const leftOut: number[] = [];
  let text = '';
  let category = '';
  for (const [index, question] of questions.entries()) {
    if ('blanks' in question) {
      leftOut.push(index);
      continue;
    }
    const heading = `$CATEGORY: ${writeCategoryPath(question.category)}\n\n`;
    const entry = giftEntry(question);
    const [chunk] = giftChunks(heading + entry);
    const back = chunk && readGiftChunk(chunk);
    if (!back || !('question' in back) || !isDeepStrictEqual(back.question, question)) {
      leftOut.push(index);
      continue;
    }
    text += `${question.category === category ? '' : heading}${entry}\n`;
    category = question.category;
  }
  return { bytes: new TextEncoder().encode(text), leftOut };
}

/** A question that GIFT has a form for: a short answer has one blank. */
type GiftQuestion = Exclude<Question, { blanks: string[][] }>;

function giftEntry(question: GiftQuestion): string {
  const extras = writeExtras(question);
  const native = question.tags.filter((tag) => !/[[\]]/.test(tag)).map((tag) => `[tag:${tag}]`);
  const tags = native.length > 0 ? `// ${native.join(' ')}\n` : '';
  const texts = [question.stem, question.explanation ?? '', ...choiceTexts(question)];
  const write = texts.some(needsHtml) ? (text: string) => `[html]${escapeGift(giftHtml(text))}` : escapeGift;
  const feedback = question.explanation === undefined ? '' : `\n####${write(question.explanation)}`;
  return `${tags}${extras === undefined ? '' : `//${extras}\n`}${write(question.stem)} {${answers(question, write)}${feedback}}\n`;
}

function choiceTexts(question: GiftQuestion): string[] {
  if ('options' in question) return question.options;
  return question.kind === 'fill' ? question.accepted : [];
}

function answers(question: GiftQuestion, write: (text: string) => string): string {
  switch (question.kind) {
    case 'single':
      return question.options.map((text, at) => `\n${singleSign(question, at)}${write(text)}`).join('');
    case 'multiple': {
      const share = shareOf(question.correct.length);
      const mark = (at: number) => (question.correct.includes(at) ? `%${share}%` : '');
      return question.options.map((text, at) => `\n~${mark(at)}${write(text)}`).join('');
    }
    case 'truefalse':
      return question.correct ? 'TRUE' : 'FALSE';
    case 'fill':
      return question.accepted.map((text) => `\n=${write(escapeWildcard(text))}`).join('');
    case 'numeric':
      return `#${decimal(question.value)}:${decimal(question.tolerance)}`;
  }
}

/** One `=`; what is right as well has full credit, for answers with `=` alone would be typed. */
function singleSign(question: Extract<Question, { kind: 'single' }>, at: number): string {
  if (at === question.correct) return '=';
  return question.alsoCorrect?.includes(at) ? '~%100%' : '~';
}

/** GIFT folds runs of space, reads tags, wide signs and some beginnings as commands: such texts are written as HTML. */
function needsHtml(text: string): boolean {
  return /\s\s|->|^[%[]|^\/\/|[｛｝＝～〜＃％：\ufdd0-\ufdef]/.test(text) || looksLikeHtml(text);
}

/** HTML in which no sign can be taken for one of GIFT's. */
function giftHtml(text: string): string {
  return textToHtml(text).replace(/->|[｛｝＝～〜＃％：]/g, (signs) => `&#${signs.charCodeAt(0)};${signs.slice(1)}`);
}

function escapeGift(text: string): string {
  return text.replace(/[\\:#={}~]/g, '\\$&').replaceAll('\n', '\\n');
}

/** A number without exponent, which GIFT does not know: its digits with the point moved. */
function decimal(value: number): string {
  const [mantissa = '', exponent] = String(value).split('e');
  if (exponent === undefined) return mantissa;
  const sign = mantissa.startsWith('-') ? '-' : '';
  const [whole = '', fraction = ''] = mantissa.replace('-', '').split('.');
  const digits = whole + fraction;
  const point = whole.length + Number(exponent);
  return point <= 0 ? `${sign}0.${'0'.repeat(-point)}${digits}` : sign + digits.padEnd(point, '0');
}
