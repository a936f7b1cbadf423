import { numberOf } from '../../question/rules/answer-words.ts';
import { rowText } from '../../question/rules/clean-text.ts';
import type { QuestionKey } from '../../question/rules/question.ts';
import {
  BANK_LIMITS,
  BankFileError,
  type BankRow,
  type FaultReason,
  type NoteCode,
  type RowOutcome,
} from '../bank-file.ts';
import { readCategoryPath } from '../category-path.ts';
import { checkQuestion } from '../check-question.ts';
import { hasPicture, htmlToText, markdownToText } from '../html-text.ts';
import { bodyWithExtras, readExtras } from '../question-extras.ts';
import { choiceKey, explanationOf, fillKey, type ScoredChoice } from '../scored-choices.ts';
import { type MoodleChunk, moodleChunks } from './chunks.ts';
import { child, childrenOf, parseXml, type XmlNode } from './xml-nodes.ts';

type Fault = { fault: FaultReason; detail?: string };

/** Reads Moodle XML: multichoice, truefalse, shortanswer, numerical; other types are faults. Throws `broken-file` on a DOCTYPE. */
export function readMoodle(text: string): BankRow[] {
  const start = text.search(/<question[\s>]/);
  if (/<!(?:DOCTYPE|ENTITY)/i.test(start < 0 ? text : text.slice(0, start)))
    throw new BankFileError('broken-file', 'DOCTYPE');
  if (!/<quiz[\s>]/.test(text)) throw new BankFileError('broken-file', 'quiz');
  const rows: BankRow[] = [];
  let [category, above] = ['', ''];
  for (const chunk of moodleChunks(text)) {
    const node = chunk.whole && chunk.text.length <= BANK_LIMITS.chunk ? parseXml(chunk.text) : undefined;
    if (node?.attributes.type === 'category') {
      category = readCategoryPath(plainOf(child(node, 'category')));
      above = chunk.text;
      continue;
    }
    rows.push({
      line: chunk.line,
      text: rowText(previewOf(node, chunk)),
      outcome: outcomeOf(node, chunk, category),
      source: { text: chunk.text, above },
    });
  }
  return rows;
}

function previewOf(node: XmlNode | undefined, chunk: MoodleChunk): string {
  return node ? `${node.attributes.type ?? ''}: ${textOf(child(node, 'questiontext'))}` : chunk.text;
}

function outcomeOf(node: XmlNode | undefined, chunk: MoodleChunk, category: string): RowOutcome {
  if (chunk.text.length > BANK_LIMITS.chunk) return { fault: 'too-long', detail: 'question' };
  return node ? readMoodleQuestion(node, category) : { fault: 'broken-row', detail: 'XML' };
}

/** One `<question>` element, in the category named before it. */
export function readMoodleQuestion(node: XmlNode, category: string): RowOutcome {
  const notes = new Set<NoteCode>();
  const choices = childrenOf(node, 'answer').map(scored);
  const key = keyOf(node, choices, notes);
  if ('fault' in key) return key;
  const question = child(node, 'questiontext');
  if ([question, child(node, 'generalfeedback'), ...childrenOf(node, 'answer')].some(showsPicture))
    notes.add('picture-dropped');
  const explanation = explanationOf(textOf(child(node, 'generalfeedback')), choices, notes);
  const tags = childrenOf(child(node, 'tags'), 'tag').map(plainOf);
  const extras = Object.assign({}, ...node.comments.map(readExtras));
  const body = bodyWithExtras({ stem: textOf(question), category, tags, explanation }, { ...extras, tags });
  return checkQuestion({ ...body, ...key.key }, [...notes]);
}

function showsPicture(node: XmlNode | undefined): boolean {
  return hasPicture(plainOf(node)) || child(node, 'file') !== undefined;
}

/** The content of `<text>` in an element, as it stands. */
function plainOf(node: XmlNode | undefined): string {
  return (child(node, 'text') ?? node)?.text ?? '';
}

/** The same as plain text, by the element's `format` (HTML where none is said). */
function textOf(node: XmlNode | undefined): string {
  const text = plainOf(node);
  const format = node?.attributes.format ?? 'html';
  if (format === 'plain_text') return text;
  if (format === 'moodle_auto_format') return htmlToText(text.trim().replace(/\r?\n/g, '<br>'));
  return format === 'markdown' ? markdownToText(text) : htmlToText(text);
}

function scored(answer: XmlNode): ScoredChoice {
  return {
    text: textOf(answer),
    credit: numberOf(answer.attributes.fraction ?? '0') ?? 0,
    feedback: textOf(child(answer, 'feedback')),
  };
}

function keyOf(node: XmlNode, choices: ScoredChoice[], notes: Set<NoteCode>): { key: QuestionKey } | Fault {
  const type = node.attributes.type ?? '';
  switch (type) {
    case 'multichoice':
      return choiceKey(choices, /^(?:false|0)$/.test(child(node, 'single')?.text.trim() ?? ''), notes);
    case 'truefalse':
      return truthKey(node);
    case 'shortanswer':
      return fillKey(
        childrenOf(node, 'answer').map((answer) => ({ ...scored(answer), text: plainOf(answer) })),
        notes,
      );
    case 'numerical':
      return numericKey(node, notes);
    default:
      return { fault: 'unsupported', detail: type.slice(0, 50) };
  }
}

function truthKey(node: XmlNode): { key: QuestionKey } | Fault {
  const right = childrenOf(node, 'answer').find((answer) => scored(answer).credit === 100);
  const word = plainOf(right).trim().toLowerCase();
  if (word !== 'true' && word !== 'false')
    return { fault: right ? 'bad-truth' : 'no-answer', detail: word.slice(0, 50) };
  return { key: { kind: 'truefalse', correct: word === 'true' } };
}

/** A number with its tolerance: 3 ± 0.1. */
function numericWords(answer: XmlNode): string {
  const tolerance = plainOf(child(answer, 'tolerance')).trim();
  return plainOf(answer).trim() + (numberOf(tolerance) ? ` ± ${tolerance}` : '');
}

function numericKey(node: XmlNode, notes: Set<NoteCode>): { key: QuestionKey } | Fault {
  const credited = childrenOf(node, 'answer').filter((answer) => scored(answer).credit > 0);
  const rights = credited.filter((answer) => scored(answer).credit === 100);
  const [full, another] = [...new Map(rights.map((answer) => [numericWords(answer), answer])).values()];
  if (!full) return { fault: 'no-answer', detail: '100%' };
  if (another) return { fault: 'several-numbers', detail: rights.map(numericWords).join(' ').slice(0, 50) };
  if (credited.length > rights.length) notes.add('partial-credit-dropped');
  const tolerance = plainOf(child(full, 'tolerance')).trim();
  const value = numberOf(plainOf(full));
  const width = tolerance === '' ? 0 : numberOf(tolerance);
  if (value === undefined || width === undefined) return { fault: 'bad-number', detail: plainOf(full).slice(0, 50) };
  return { key: { kind: 'numeric', value, tolerance: width } };
}
