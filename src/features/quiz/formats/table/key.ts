import { lettersOf, numberOf, truthOf } from '../../question/rules/answer-words.ts';
import { countBlanks } from '../../question/rules/blanks.ts';
import { foldWidth } from '../../question/rules/clean-text.ts';
import type { QuestionKey, QuestionKind } from '../../question/rules/question.ts';
import { singleOf } from '../../question/rules/right-options.ts';
import type { FaultReason, NoteCode } from '../bank-file.ts';
import { numericAnswerOf } from '../number-range.ts';
import { chosenOptions } from './answer-cell.ts';
import { readFill } from './fill-cell.ts';
import type { RowOptions } from './options.ts';

/** `A|C`: readings of one answer, as in a blank; either is enough. */
const EITHER = /^[A-J](?:\s*[|｜]\s*[A-J])+$/i;

/** What stands in the place of an answer: 略, 见教材, a dash. */
const NO_ANSWER = /^(?:[-－—–/]+|\(?略\)?[。.]?|（略）|暂无|待补充?|见(?:教材|课本|书|附件|解析|附录).{0,20}|n\/a)$/i;

interface KeyCells {
  kind: QuestionKind | undefined;
  /** A fill-in of one blank, whatever the stem shows. */
  isOneBlank: boolean;
  stem: string;
  options: RowOptions;
  answer: string;
  tolerance: string;
}
export type RowKey = QuestionKey;
type KeyFault = { fault: FaultReason; detail?: string };

/** The key of a row: its kind (as stated, else as options and answer show it), options and what is right. */
export function readKey(cells: KeyCells, notes: NoteCode[]): RowKey | KeyFault {
  if (cells.answer === '') return { fault: 'no-answer' };
  const kind = cells.kind ?? inferKind(cells);
  if (kind === 'fill' && NO_ANSWER.test(cells.answer)) return { fault: 'no-answer', detail: cells.answer.slice(0, 50) };
  switch (kind) {
    case 'single':
    case 'multiple':
      return choiceKey(cells, notes);
    case 'truefalse':
      return truthKey(cells, notes);
    case 'fill':
      return readFill(cells.answer, cells.stem, cells.isOneBlank, notes);
    case 'numeric':
      return numericKey(cells, notes);
  }
}

function inferKind({ stem, options, answer, tolerance }: KeyCells): QuestionKind {
  if (options.texts.length === 2 && options.texts.every((text) => truthOf(text) !== undefined)) return 'truefalse';
  if (options.texts.length > 0) return 'single';
  if (truthOf(answer) !== undefined) return 'truefalse';
  if (countBlanks(stem) > 1) return 'fill';
  if (tolerance !== '' || numericAnswerOf(answer) !== undefined) return 'numeric';
  // A bare letter without any option is a question that lost its options, not a word to be typed in.
  return (lettersOf(answer)?.length ?? 2) === 1 ? 'single' : 'fill';
}

function choiceKey(cells: KeyCells, notes: NoteCode[]): RowKey | KeyFault {
  const { kind, options, answer } = cells;
  if (options.texts.length < 2) return { fault: 'too-few-options', detail: String(options.texts.length) };
  const isEither = kind === 'single' && EITHER.test(answer);
  const correct = chosenOptions(answer, options, isEither ? 'multiple' : kind, notes);
  if ('fault' in correct) return correct;
  if (isEither) {
    notes.push('either-right');
    return singleOf(options.texts, correct) ?? { fault: 'no-answer' };
  }
  const [only, another] = correct;
  if (kind === 'multiple' || (kind === undefined && another !== undefined)) {
    return { kind: 'multiple', options: options.texts, correct };
  }
  if (another !== undefined) return { fault: 'too-many-answers', detail: answer.slice(0, 50) };
  return { kind: 'single', options: options.texts, correct: only ?? 0 };
}

function truthKey({ kind, options, answer }: KeyCells, notes: NoteCode[]): RowKey | KeyFault {
  const said = truthOf(answer);
  const named = options.texts.length > 0 && said === undefined ? chosenOptions(answer, options, 'single', notes) : [];
  if ('fault' in named)
    return named.fault === 'letter-and-text' ? named : { fault: 'bad-truth', detail: answer.slice(0, 50) };
  const [position] = named;
  const truth = position === undefined ? said : truthOf(options.texts[position] ?? '');
  if (truth !== undefined) {
    // V and X, T and F are words too: that they were taken for signs is told where no kind says so.
    if (kind === undefined && options.texts.length === 0 && /^[a-z]$/i.test(foldWidth(answer).trim()))
      notes.push('letters-read-as-truth');
    return { kind: 'truefalse', correct: truth };
  }
  const letter = lettersOf(answer);
  if (options.texts.length === 0 && letter?.length === 1 && (letter[0] ?? 2) < 2) {
    notes.push('letters-read-as-truth');
    return { kind: 'truefalse', correct: letter[0] === 0 };
  }
  const digit = foldWidth(answer).trim();
  if (options.texts.length === 0 && /^[01]$/.test(digit)) return { kind: 'truefalse', correct: digit === '1' };
  return { fault: 'bad-truth', detail: answer.slice(0, 50) };
}

function numericKey({ kind, answer, tolerance }: KeyCells, notes: NoteCode[]): RowKey | KeyFault {
  const stated = numericAnswerOf(answer);
  if (stated === undefined) return { fault: 'bad-number', detail: answer.slice(0, 50) };
  if (kind === undefined && stated.tolerance !== undefined) notes.push('range-read');
  const given = tolerance === '' ? (stated.tolerance ?? 0) : numberOf(tolerance.replace(/^±/, ''));
  if (given === undefined) return { fault: 'bad-number', detail: `tolerance ${tolerance.slice(0, 50)}` };
  return { kind: 'numeric', value: stated.value, tolerance: given };
}
