import { numberOf, numericRange, truthOf } from '../../question/rules/answer-words.ts';
import { blanksOf } from '../../question/rules/blanks.ts';
import { rowText } from '../../question/rules/clean-text.ts';
import type { QuestionKey } from '../../question/rules/question.ts';
import { BANK_LIMITS, type BankRow, type FaultReason, type NoteCode, type RowOutcome } from '../bank-file.ts';
import { checkQuestion } from '../check-question.ts';
import { hasPicture } from '../html-text.ts';
import { bodyWithExtras, type QuestionExtras, readExtras } from '../question-extras.ts';
import { choiceKey, explanationOf, fillKey, type ScoredChoice } from '../scored-choices.ts';
import { type GiftChunk, giftChunks } from './chunks.ts';
import { type GiftChoice, type GiftParts, giftChoices, giftParts, signInText } from './parts.ts';
import { type GiftText, giftText, readFormat } from './text.ts';

type Fault = { fault: FaultReason; detail?: string };
/** A key, and the choices whose feedback may explain it. */
type Keyed = { key: QuestionKey; choices: ScoredChoice[] };

/**
 * Reads a GIFT file as Moodle's importer does: every question by itself; descriptions, essays and matching are faults. Where
 * Moodle would take a sign for another answer, and it may be text, the question is refused.
 */
export function readGift(text: string): BankRow[] {
  return giftChunks(text).map((chunk) => ({
    line: chunk.line,
    text: rowText(chunk.text),
    outcome: readGiftChunk(chunk),
    source: { text: [...chunk.comments.map((comment) => `//${comment}`), chunk.text].join('\n'), above: chunk.above },
  }));
}

/** One question of a GIFT file. */
export function readGiftChunk(chunk: GiftChunk): RowOutcome {
  if (chunk.text.length > BANK_LIMITS.chunk) return { fault: 'too-long', detail: 'question' };
  const parts = giftParts(chunk.text);
  if ('fault' in parts) return parts;
  const format = readFormat(parts.stem);
  const shown = (text: string) => giftText(text, format);
  const notes = new Set<NoteCode>();
  const keyed = keyOf(parts, shown, notes);
  if ('fault' in keyed) return keyed;
  if (parts.isWide) notes.add('wide-signs');
  if (hasPicture(chunk.text)) notes.add('picture-dropped');
  const explanation = explanationOf(shown(parts.feedback), keyed.choices, notes);
  const extras: QuestionExtras = Object.assign({}, ...chunk.comments.map(readExtras));
  const tags = chunk.comments.flatMap((comment) =>
    [...comment.matchAll(/\[tag:([^\]]+)\]/g)].map(([, tag = '']) => tag),
  );
  const body = bodyWithExtras({ stem: shown(parts.stem), category: chunk.category, tags, explanation }, extras);
  return checkQuestion({ ...body, ...keyed.key }, [...notes]);
}

/** The kind of question as Moodle finds it: by what the answers begin with and which signs are in them. */
function keyOf({ answers }: GiftParts, shown: GiftText, notes: Set<NoteCode>): Keyed | Fault {
  if (answers === undefined) return { fault: 'unsupported', detail: 'description' };
  if (answers === '') return { fault: 'unsupported', detail: 'essay' };
  if (answers.startsWith('#')) return numericKey(answers.slice(1), shown, notes);
  const isChoice = answers.includes('~');
  if (!isChoice && answers.includes('=') && answers.includes('->')) return { fault: 'unsupported', detail: 'matching' };
  const inText = signInText(answers);
  if (inText !== undefined) return { fault: 'sign-in-text', detail: inText };
  if (isChoice) return severalChoices(answers, shown, notes);
  return truthKey(answers, shown, notes) ?? shortAnswer(answers, shown, notes);
}

function severalChoices(answers: string, shown: GiftText, notes: Set<NoteCode>): Keyed | Fault {
  const found = giftChoices(answers);
  const choices = found.map((choice) => scored(choice, shown));
  const isMultiple = !found.some(({ sign }) => sign === '=');
  const key = choiceKey(choices, isMultiple, notes);
  return 'fault' in key ? key : { ...key, choices };
}

function scored(choice: GiftChoice, shown: GiftText): ScoredChoice {
  const { sign, weight, text, feedback } = choice;
  return { text: shown(text), credit: weight ?? (sign === '~' ? 0 : 100), feedback: shown(feedback) };
}

/** `T#when it was answered wrongly#when rightly`. Words that Moodle takes for a short answer (对, true) are told. */
function truthKey(answers: string, shown: GiftText, notes: Set<NoteCode>): Keyed | undefined {
  const [word = '', ofWrong = '', ...ofRight] = answers.split('#');
  const correct = truthOf(word);
  if (correct === undefined) return undefined;
  if (!/^(?:T|F|TRUE|FALSE)$/.test(word.trim())) notes.add('letters-read-as-truth');
  const right = shown(ofRight.join('#'));
  const wrong = shown(ofWrong);
  const choices = [
    { text: '', credit: 100, feedback: right === '' ? wrong : right },
    ...(right === '' ? [] : [{ text: '', credit: 0, feedback: wrong }]),
  ];
  return { key: { kind: 'truefalse', correct }, choices };
}

function shortAnswer(answers: string, shown: GiftText, notes: Set<NoteCode>): Keyed | Fault {
  const choices = giftChoices(answers).map((choice) => scored(choice, shown));
  const key = fillKey(choices, notes);
  if ('fault' in key) return key;
  if (key.key.kind === 'fill' && blanksOf(key.key).some((readings) => readings.length > 1))
    notes.add('several-readings');
  return { ...key, choices };
}

function numericKey(answers: string, shown: GiftText, notes: Set<NoteCode>): Keyed | Fault {
  const choices = giftChoices(answers).map((choice) => scored(choice, (text) => text.trim()));
  const credited = choices.filter(({ credit }) => credit > 0);
  const full = credited.filter(({ credit }) => credit >= 100);
  const [only, another] = [...new Map(full.map((choice) => [choice.text, choice])).values()];
  if (only === undefined) return { fault: 'no-answer', detail: '100%' };
  if (another !== undefined) return { fault: 'several-numbers', detail: full.map(({ text }) => text).join(' ') };
  if (credited.length > full.length) notes.add('partial-credit-dropped');
  const number = numberKey(only.text);
  if (number === undefined) return { fault: 'bad-number', detail: shown(only.text).slice(0, 50) };
  const explained = choices.map((choice) => ({ ...choice, feedback: shown(choice.feedback) }));
  return { key: { kind: 'numeric', ...number }, choices: explained };
}

/** `3`, `3:0.1` (a number and its tolerance), `1..5` (a range). */
function numberKey(text: string): { value: number; tolerance: number } | undefined {
  const range = text.split('..');
  if (range.length > 1) {
    const [low, high] = range.map(numberOf);
    return range.length > 2 || low === undefined || high === undefined || low > high
      ? undefined
      : numericRange(low, high);
  }
  const [number = '', tolerance = '0', ...more] = text.split(':');
  const [value, width] = [numberOf(number), numberOf(tolerance)];
  return more.length > 0 || value === undefined || width === undefined ? undefined : { value, tolerance: width };
}
