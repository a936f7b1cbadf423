import { type GIFTQuestion, type NumericalChoice, parse, type TextChoice, type TextFormat } from 'gift-pegjs';
import type { QuestionKey } from '../rules/question.ts';
import { numericRange } from './answer-words.ts';
import { BANK_LIMITS, type BankRow, type FaultReason, type NoteCode, type RowOutcome } from './bank-file.ts';
import { checkQuestion } from './check-question.ts';
import { rowText } from './clean-text.ts';
import { type GiftChunk, giftChunks } from './gift-chunks.ts';
import { hasPicture, htmlToText, markdownToText } from './html-text.ts';
import { bodyWithExtras, type QuestionExtras, readExtras } from './question-extras.ts';
import { choiceKey, explanationOf, fillKey, type ScoredChoice } from './scored-choices.ts';

type Fault = { fault: FaultReason; detail?: string };
type Asked = Exclude<GIFTQuestion, { type: 'Category' | 'Description' | 'Essay' | 'Matching' }>;

/** Reads a GIFT file (Moodle's): every question by itself, descriptions, essays and matching as faults. */
export function readGift(text: string): BankRow[] {
  return giftChunks(text).map((chunk) => ({
    line: chunk.line,
    text: rowText(chunk.text),
    outcome: readGiftChunk(chunk),
  }));
}

/** One question of a GIFT file. */
export function readGiftChunk(chunk: GiftChunk): RowOutcome {
  if (chunk.text.length > BANK_LIMITS.chunk) return { fault: 'too-long', detail: 'question' };
  const parsed = parseChunk(chunk.text);
  if (parsed === undefined) return { fault: 'broken-row', detail: 'syntax' };
  if (
    parsed.type === 'Description' ||
    parsed.type === 'Category' ||
    parsed.type === 'Essay' ||
    parsed.type === 'Matching'
  ) {
    return { fault: 'unsupported', detail: parsed.type.toLowerCase() };
  }
  const notes = new Set<NoteCode>();
  const choices = choicesOf(parsed);
  const key = keyOf(parsed, choices, notes);
  if ('fault' in key) return key;
  if (hasPicture(parsed.stem.text)) notes.add('picture-dropped');
  const stem = plainText(parsed.stem).replace(/ _____ (?=[.。,，?？!！;；]$)/, ' _____');
  const explanation = explanationOf(plainText(parsed.globalFeedback), choices, notes);
  const extras: QuestionExtras = Object.assign({}, ...chunk.comments.map(readExtras));
  const tags = chunk.comments.flatMap((comment) =>
    [...comment.matchAll(/\[tag:([^\]]+)\]/g)].map(([, tag = '']) => tag),
  );
  const body = bodyWithExtras({ stem, category: chunk.category, tags, explanation }, extras);
  return checkQuestion({ ...body, ...key.key }, [...notes]);
}

function parseChunk(text: string): GIFTQuestion | undefined {
  try {
    const parsed = parse(`${text}\n`);
    return parsed.length === 1 ? parsed[0] : undefined;
  } catch {
    return undefined;
  }
}

function plainText(text: TextFormat | null | undefined): string {
  if (!text) return '';
  if (text.format === 'html') return htmlToText(text.text);
  return text.format === 'markdown' ? markdownToText(text.text) : text.text;
}

function choicesOf(question: Asked): ScoredChoice[] {
  if (question.type === 'TF') {
    const feedback = [question.trueFeedback, question.falseFeedback].map(plainText).filter((text) => text !== '');
    return [{ text: '', credit: 100, feedback: feedback.join('\n') }];
  }
  if (question.type === 'Numerical') return [];
  return question.choices.map((choice: TextChoice) => ({
    text: plainText(choice.text),
    credit: creditOf(choice),
    feedback: plainText(choice.feedback),
  }));
}

function creditOf(choice: { isCorrect: boolean; weight: number | null }): number {
  return choice.weight ?? (choice.isCorrect ? 100 : 0);
}

function keyOf(question: Asked, choices: ScoredChoice[], notes: Set<NoteCode>): { key: QuestionKey } | Fault {
  switch (question.type) {
    case 'TF':
      return { key: { kind: 'truefalse', correct: question.isTrue } };
    case 'Numerical':
      return numericKey(question.choices, notes);
    case 'Short':
      return fillKey(choices, notes);
    case 'MC':
      return choiceKey(choices, !question.choices.some((choice) => choice.isCorrect), notes);
  }
}

type NumericalChoices = Extract<GIFTQuestion, { type: 'Numerical' }>['choices'];

function numericKey(choices: NumericalChoices, notes: Set<NoteCode>): { key: QuestionKey } | Fault {
  const all: Pick<NumericalChoice, 'text' | 'isCorrect' | 'weight'>[] = Array.isArray(choices)
    ? choices
    : [{ isCorrect: true, weight: null, text: choices }];
  const credited = all.filter((choice) => creditOf(choice) > 0);
  const full = credited.find((choice) => creditOf(choice) === 100)?.text;
  if (full === undefined) return { fault: 'no-answer', detail: '100%' };
  if (credited.length > 1) notes.add('partial-credit-dropped');
  if (full.numberLow !== undefined && full.numberHigh !== undefined) {
    return { key: { kind: 'numeric', ...numericRange(full.numberLow, full.numberHigh) } };
  }
  if (full.number === undefined) return { fault: 'bad-number', detail: 'answer' };
  return { key: { kind: 'numeric', value: full.number, tolerance: full.range ?? 0 } };
}
