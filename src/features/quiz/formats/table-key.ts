import type { QuestionKey, QuestionKind } from '../rules/question.ts';
import { lettersOf, numberOf, numericAnswerOf, optionIndexOf, truthOf } from './answer-words.ts';
import type { FaultReason, NoteCode } from './bank-file.ts';
import { ACCEPTED_LIST, LABEL_LIST, splitList } from './list-cell.ts';
import type { RowOptions } from './table-options.ts';

interface KeyCells {
  kind: QuestionKind | undefined;
  options: RowOptions;
  answer: string;
  tolerance: string;
}
export type RowKey = QuestionKey;
type KeyFault = { fault: FaultReason; detail?: string };

/** The key of a row: its kind (as stated, else as options and answer show it), options and what is right. */
export function readKey(cells: KeyCells, notes: NoteCode[]): RowKey | KeyFault {
  if (cells.answer === '') return { fault: 'no-answer' };
  switch (cells.kind ?? inferKind(cells)) {
    case 'single':
    case 'multiple':
      return choiceKey(cells);
    case 'truefalse':
      return truthKey(cells, notes);
    case 'fill':
      return { kind: 'fill', accepted: splitList(cells.answer, ACCEPTED_LIST) };
    case 'numeric':
      return numericKey(cells);
  }
}

function inferKind({ options, answer, tolerance }: KeyCells): QuestionKind {
  if (options.texts.length === 2 && options.texts.every((text) => truthOf(text) !== undefined)) return 'truefalse';
  if (options.texts.length > 0) return 'single';
  if (truthOf(answer) !== undefined) return 'truefalse';
  if (tolerance !== '' || numericAnswerOf(answer) !== undefined) return 'numeric';
  // A bare letter without any option is a question that lost its options, not a word to be typed in.
  return (lettersOf(answer)?.length ?? 2) === 1 ? 'single' : 'fill';
}

function choiceKey(cells: KeyCells): RowKey | KeyFault {
  const { kind, options, answer } = cells;
  if (options.texts.length < 2) return { fault: 'too-few-options', detail: String(options.texts.length) };
  const correct = chosen(answer, options, kind);
  if (correct === undefined) return { fault: 'answer-not-an-option', detail: answer.slice(0, 50) };
  const [only, another] = correct;
  if (kind === 'multiple' || (kind === undefined && another !== undefined)) {
    return { kind: 'multiple', options: options.texts, correct };
  }
  if (another !== undefined) return { fault: 'too-many-answers', detail: answer.slice(0, 50) };
  return { kind: 'single', options: options.texts, correct: only ?? 0 };
}

/** The options an answer names, by letters or by their texts; undefined when it names something else. */
function chosen(answer: string, options: RowOptions, kind: QuestionKind | undefined): number[] | undefined {
  const whole = optionIndexOf(answer, options.texts);
  const letters = lettersOf(answer)?.map((letter) => options.letters.indexOf(letter));
  const byLetters = letters?.includes(-1) ? undefined : letters;
  // "AB" may be two letters or the blood group: with one answer only, the text wins over several letters.
  if (byLetters && !(kind === 'single' && byLetters.length > 1 && whole >= 0)) return byLetters;
  if (whole >= 0) return [whole];
  if (kind === 'single') return undefined;
  const texts = [ACCEPTED_LIST, LABEL_LIST].map((style) => splitList(answer, style));
  const found = texts.map((parts) => parts.map((part) => optionIndexOf(part, options.texts)));
  return found.find((indexes) => indexes.length > 1 && !indexes.includes(-1));
}

function truthKey({ options, answer }: KeyCells, notes: NoteCode[]): RowKey | KeyFault {
  const letter = lettersOf(answer);
  const named = letter?.length === 1 ? options.texts[options.letters.indexOf(letter[0] ?? -1)] : undefined;
  const truth = truthOf(named ?? answer);
  if (truth !== undefined) return { kind: 'truefalse', correct: truth };
  if (options.texts.length === 0 && letter?.length === 1 && (letter[0] ?? 2) < 2) {
    notes.push('letters-read-as-truth');
    return { kind: 'truefalse', correct: letter[0] === 0 };
  }
  if (options.texts.length === 0 && /^[01]$/.test(answer)) return { kind: 'truefalse', correct: answer === '1' };
  return { fault: 'bad-truth', detail: answer.slice(0, 50) };
}

function numericKey({ answer, tolerance }: KeyCells): RowKey | KeyFault {
  const stated = numericAnswerOf(answer);
  if (stated === undefined) return { fault: 'bad-number', detail: answer.slice(0, 50) };
  const given = tolerance === '' ? (stated.tolerance ?? 0) : numberOf(tolerance.replace(/^±/, ''));
  if (given === undefined) return { fault: 'bad-number', detail: `tolerance ${tolerance.slice(0, 50)}` };
  return { kind: 'numeric', value: stated.value, tolerance: given };
}
