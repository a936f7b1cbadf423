import { letterOf, lettersOf, truthOf } from '../question/rules/answer-words.ts';
import { rowText } from '../question/rules/clean-text.ts';
import type { Question } from '../question/rules/question.ts';
import type { BankRow, RowOutcome } from './bank-file.ts';
import { checkQuestion } from './check-question.ts';

const ANSWER = /^\s*(?:ANSWER|答案)\s*[:：]\s*(.*)$/i;
const OPTION = /^\s*([A-Z])\s*[.)）．、]\s*(\S.*)$/;

interface Draft {
  line: number;
  raw: string[];
  stem: string[];
  options: string[];
  /** A letter is missing, or stands twice. */
  isUnclear: boolean;
}

/** Reads an Aiken file: stem, options `A) …` or `A. …`, `ANSWER: B`. Two options that say true and false make one truefalse. */
export function readAiken(text: string): BankRow[] {
  const rows: BankRow[] = [];
  let draft: Draft | undefined;
  const finish = (answer?: string) => {
    const text = draft?.raw.join('\n') ?? '';
    if (draft)
      rows.push({
        line: draft.line,
        text: rowText(text),
        outcome: outcomeOf(draft, answer),
        source: { text, above: '' },
      });
    draft = undefined;
  };
  const lines = text.split('\n');
  for (const [index, line] of lines.entries()) {
    if (line.trim() === '') {
      // A blank line ends a question, unless more of it follows: an option or the answer.
      const next = lines.slice(index + 1, index + 5).find((later) => later.trim() !== '') ?? '';
      if (!OPTION.test(next) && !ANSWER.test(next)) finish();
      continue;
    }
    draft ??= { line: index + 1, raw: [], stem: [], options: [], isUnclear: false };
    draft.raw.push(line);
    const answer = ANSWER.exec(line)?.[1];
    if (answer === undefined) addLine(draft, line);
    else finish(answer);
  }
  finish();
  return rows;
}

function addLine(draft: Draft, line: string): void {
  const [, letter, option] = OPTION.exec(line) ?? [];
  const expected = String.fromCharCode(65 + draft.options.length);
  if (option !== undefined && letter === expected && draft.stem.length > 0) draft.options.push(option);
  else if (draft.options.length === 0) draft.stem.push(line);
  else if (option !== undefined) draft.isUnclear = true;
  else draft.options.push(`${draft.options.pop() ?? ''}\n${line}`);
}

function outcomeOf(draft: Draft, answer: string | undefined): RowOutcome {
  const { options } = draft;
  const body = { stem: draft.stem.join('\n'), category: '', tags: [], posts: [] };
  if (draft.stem.length === 0) return { fault: 'no-stem' };
  if (answer === undefined || answer.trim() === '') return { fault: 'no-answer' };
  if (draft.isUnclear) return { fault: 'options-unclear' };
  if (options.length < 2) return { fault: 'too-few-options', detail: String(options.length) };
  const correct = lettersOf(answer);
  const [only, another] = correct ?? [];
  if (correct === undefined || only === undefined || correct.some((index) => options[index] === undefined)) {
    return { fault: 'answer-not-an-option', detail: answer.slice(0, 50) };
  }
  if (another !== undefined) return checkQuestion({ ...body, kind: 'multiple', options, correct });
  const truths = options.map(truthOf);
  const truth = truths[only];
  if (options.length === 2 && truth !== undefined && truths.includes(!truth)) {
    return checkQuestion({ ...body, kind: 'truefalse', correct: truth });
  }
  return checkQuestion({ ...body, kind: 'single', options, correct: only });
}

/**
 * Writes questions as Aiken, which carries stem, options and key of `single` and `truefalse` and nothing else.
 * `leftOut`: indexes of the questions it cannot carry, by their kind or by their text.
 */
export function writeAiken(questions: Question[]): { bytes: Uint8Array; leftOut: number[] } {
  const entries = questions.map(aikenEntry);
  const leftOut = entries.flatMap((entry, index) => (entry === undefined ? [index] : []));
  const text = entries.filter((entry) => entry !== undefined).join('\n');
  return { bytes: new TextEncoder().encode(text), leftOut };
}

function aikenEntry(question: Question): string | undefined {
  if (question.kind !== 'single' && question.kind !== 'truefalse') return undefined;
  if ('alsoCorrect' in question) return undefined;
  const options = question.kind === 'single' ? question.options : ['正确', '错误'];
  const correct = question.kind === 'single' ? question.correct : question.correct ? 0 : 1;
  const listed = options.map((option, index) => `${letterOf(index)}) ${option}\n`).join('');
  const entry = `${question.stem}\n${listed}ANSWER: ${letterOf(correct)}\n`;
  return comesBack(entry, question) ? entry : undefined;
}

function comesBack(entry: string, question: Question): boolean {
  const [row, more] = readAiken(entry);
  if (!row || more || !('question' in row.outcome)) return false;
  const back = row.outcome.question;
  const core = (whole: Question) => [
    whole.kind,
    whole.stem,
    'options' in whole && whole.options,
    'correct' in whole && whole.correct,
  ];
  return JSON.stringify(core(back)) === JSON.stringify(core(question));
}
