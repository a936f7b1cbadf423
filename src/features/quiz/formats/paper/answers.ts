import { foldWidth } from '../../question/rules/clean-text.ts';
import type { QuestionKind } from '../../question/rules/question.ts';
import { numberedLine, sectionKind, segmentsOf } from './lines.ts';

/* The list of answers at the end of a paper: `1-5 ABCDA`, `1.B 2.C`, `1. 四；2`, a table of 题号 and 答案. */

export interface ListedAnswer {
  /** Which section of the list, from 0. */
  section: number;
  kind: QuestionKind | 'unsupported' | undefined;
  number: number;
  answer: string;
  explanation: string[];
}

const HEADING = /^(?:.{0,30}?)(?:参考|标准|正确)?答案(?:及|与|和)?(?:详?解析|解答|评分标准)?(?:如下|部分|页|卷)?\s*:?$/;
const SIGN = `[A-J]{1,10}|[√×✓✗✔✘✅❌]|正确|错误|对|错|TRUE|FALSE|[TF](?![A-Za-z])`;
const RANGE = new RegExp(
  String.raw`^(\d{1,4})\s*(?:[-~—–至到]|--)\s*(\d{1,4})\s*(?:题)?\s*[:.、]?\s*((?:(?:${SIGN})[\s,、;]*)+)(?=\d|$)`,
  'i',
);
const ITEM = new RegExp(
  String.raw`^(?:第?(\d{1,4})题?|\((\d{1,4})\))\s*[.、:)]?\s*(${SIGN})(?=[\s,;、。.]|\d|\(|$)[\s,;、。.]*`,
  'i',
);

/** Whether a line is the heading of an answer list, or begins one: 参考答案：, 答案：1-5 ABCDA. */
export function startsAnswerList(line: string, next: string): boolean {
  const folded = foldWidth(line)
    .replace(/[【】]/g, '')
    .trim();
  if (HEADING.test(folded)) return isListLine(next) || sectionKind(next) !== undefined || /^题号/.test(next);
  const label = /^(?:参考|标准|正确)?答案\s*:?\s*/.exec(folded)?.[0] ?? '';
  const rest = folded.slice(label.length);
  return RANGE.test(rest) || (label !== '' && itemsOf(rest) !== undefined);
}

function isListLine(line: string): boolean {
  const text = foldWidth(segmentsOf(withoutHeading(line).rest)[0]?.text ?? '').trim();
  return RANGE.test(text) || itemsOf(text) !== undefined || /^\d{1,4}\s*[.、:)]\s*\S{1,40}$/.test(text);
}

/** Whether a line of a list says answers with their numbers, or one with its label. */
export function isAnswerLine(line: string): boolean {
  const text = foldWidth(segmentsOf(withoutHeading(line).rest)[0]?.text ?? '').trim();
  return RANGE.test(text) || ITEM.test(text) || segmentsOf(numberedLine(line)?.text ?? line)[0]?.field === 'answer';
}

/** The answers of a list, in its order. Lines without a number belong to the explanation of the answer before. */
export function listedAnswers(lines: readonly string[]): ListedAnswer[] {
  const answers: ListedAnswer[] = [];
  let section = 0;
  let kind: ListedAnswer['kind'];
  let last = 0;
  let numbers: number[] | undefined;
  const add = (number: number, answer: string) => {
    // Numbers that begin again are those of the next section.
    if (number <= last) section += 1;
    last = number;
    answers.push({ section, kind, number, answer, explanation: [] });
  };
  for (const line of lines) {
    const { heading, rest } = withoutHeading(line);
    if (heading !== undefined) {
      kind = heading;
      if (last > 0) section += 1;
      last = 0;
    }
    const table = /^(题号|答案)\s*[:|]?\s*(.*)$/.exec(foldWidth(rest).trim());
    const cells = table?.[2]?.split(/[\s|,、]+/).filter(Boolean) ?? [];
    if (table?.[1] === '题号') {
      numbers = cells.map(Number);
      continue;
    }
    if (table?.[1] === '答案' && numbers !== undefined && numbers.length === cells.length) {
      for (const [index, number] of numbers.entries()) add(number, cells[index] ?? '');
      numbers = undefined;
      continue;
    }
    const [first, ...others] = segmentsOf(rest);
    const isLabelled = first?.field === 'answer';
    const text = first === undefined || (first.field !== undefined && !isLabelled) ? '' : first.text;
    const items = itemsOf(foldWidth(text).trim());
    if (items !== undefined) for (const item of items) add(item.number, item.answer);
    else {
      const found = numberedLine(text);
      if (found !== undefined && found.numbering !== 'han' && found.numbering !== 'dotted')
        add(found.number, found.text);
      else if (text !== '') answers.at(-1)?.explanation.push(text);
    }
    const rests = text === '' && first !== undefined ? [first, ...others] : others;
    for (const { field, text: more } of rests) {
      const item = answers.at(-1);
      if (item === undefined || more === '') continue;
      if (field === 'answer') item.answer = more;
      else item.explanation.push(more);
    }
  }
  return answers;
}

/** The heading of a section, and what stands behind it on the same line: 一、单选题：1.B 2.C */
function withoutHeading(line: string): { heading: ListedAnswer['kind']; rest: string } {
  const whole = sectionKind(line);
  if (whole !== undefined) return { heading: whole, rest: '' };
  const at = foldWidth(line).search(/(?<=[题:)\s])\d{1,4}\s*[-~.、:)A-J]/);
  const heading = at > 0 ? sectionKind(line.slice(0, at)) : undefined;
  return heading === undefined ? { heading, rest: line } : { heading, rest: line.slice(at) };
}

/** A line of short answers with their numbers; undefined when something else stands in it too. */
function itemsOf(text: string): { number: number; answer: string }[] | undefined {
  const items: { number: number; answer: string }[] = [];
  let rest = text.replace(/^(?:参考|标准|正确)?答案\s*:?\s*/, '');
  while (rest !== '') {
    const range = RANGE.exec(rest);
    const one = range === null ? ITEM.exec(rest) : null;
    if (range !== null) {
      const [from, to] = [Number(range[1]), Number(range[2])];
      const answers = partsOf(range[3] ?? '', to - from + 1);
      if (answers === undefined) return undefined;
      for (const [index, answer] of answers.entries()) items.push({ number: from + index, answer });
    } else if (one !== null) items.push({ number: Number(one[1] ?? one[2]), answer: one[3] ?? '' });
    else return undefined;
    rest = rest.slice((range ?? one)?.[0].length ?? rest.length).trimStart();
  }
  return items.length > 0 ? items : undefined;
}

/** As many answers as questions: parted by spaces, else a sign each. */
function partsOf(signs: string, count: number): string[] | undefined {
  const words = signs.split(/[\s,、;]+/).filter(Boolean);
  if (words.length === count) return words;
  const each = signs.match(new RegExp(SIGN.replace('{1,10}', ''), 'gi')) ?? [];
  return each.length === count ? each : undefined;
}
