import { kindOf, truthOf } from '../../question/rules/answer-words.ts';
import { countBlanks } from '../../question/rules/blanks.ts';
import { foldWidth, rowText } from '../../question/rules/clean-text.ts';
import type { Question, QuestionKind } from '../../question/rules/question.ts';
import type { BankRow, NoteCode, RowOutcome } from '../bank-file.ts';
import { checkQuestion } from '../check-question.ts';
import { difficultyOf } from '../difficulty.ts';
import { bareAnswer } from '../table/answer-cell.ts';
import { readKey } from '../table/key.ts';
import { LABEL_LIST, splitList } from '../table/list-cell.ts';
import { readOptions } from '../table/options.ts';
import { isAnswerLine, type ListedAnswer, listedAnswers, startsAnswerList } from './answers.ts';
import { bodyParts, circledParts, inlineOptions, isOption, plainLines, withoutMarks } from './body.ts';
import {
  areQuestionNumbers,
  chapterTitle,
  isChapter,
  isFurniture,
  type Numbering,
  numberedLine,
  type PaperField,
  repeatedLines,
  sectionKind,
  segmentsOf,
} from './lines.ts';

type SectionKind = QuestionKind | 'unsupported' | undefined;

/** One question of a paper, as its lines are gathered. */
interface Draft {
  line: number;
  number: number | undefined;
  section: number;
  kind: SectionKind;
  /** The title of the chapter that it stands in. */
  chapter: string;
  /** The headings of its chapter and its section, as they are written. */
  above: string;
  /** Its answer in a list of answers. */
  listed: string[];
  raw: string[];
  /** Stem and options. */
  body: string[];
  fields: Partial<Record<PaperField, string[]>>;
}

/** Questions and the list of answers behind them; a paper may have a list at its end, or one after each section. */
interface Part {
  drafts: Draft[];
  listed: string[];
  /** The line that the list begins on. */
  listedAt: number;
}

/**
 * Reads a paper in plain text: numbered questions with options in any layout, the answer under them, in the brackets of the
 * stem, or in a list at the end of the paper or of a section; sections name the kind of what follows, chapters its category. Titles,
 * page numbers and repeated headers are passed over. A question without an answer is a fault with its line, and so are answers
 * without a question.
 */
export function readPaper(text: string): BankRow[] {
  return gather(plainLines(text)).flatMap(({ drafts, listed, listedAt }) => {
    const left = assign(drafts, listedAnswers(listed));
    const rows = drafts.map((draft): BankRow => {
      const text = draft.raw.join('\n');
      const source = {
        text: [text, ...draft.listed.map((answer) => `答案：${answer}`)].join('\n'),
        above: draft.above,
      };
      return { line: draft.line, text: rowText(text), outcome: outcomeOf(draft), source };
    });
    const detail = left.slice(0, ANSWERS_NAMED).map(({ number, answer }) => `${number}. ${answer.slice(0, 20)}`);
    return left.length === 0
      ? rows
      : [
          ...rows,
          {
            line: listedAt,
            text: rowText(listed.join('\n')),
            outcome: { fault: 'answers-left', detail: detail.join(' ') },
          },
        ];
  });
}

const ANSWERS_NAMED = 5;

function gather(lines: readonly string[]): Part[] {
  const headers = repeatedLines(lines);
  const style = numberingOf(lines);
  const parts: Part[] = [];
  let part: Part = { drafts: [], listed: [], listedAt: 0 };
  parts.push(part);
  let draft: Draft | undefined;
  let field: PaperField | undefined;
  let [kind, section, inList, wasBlank, chapter]: [SectionKind, number, boolean, boolean, string] = [
    undefined,
    0,
    false,
    false,
    '',
  ];
  const headings = { chapter: '', section: '' };
  for (const [index, raw] of lines.entries()) {
    const line = raw.trim();
    if (line === '') {
      wasBlank = true;
      continue;
    }
    const isAwaited = field === 'answer' && draft?.fields.answer?.join('') === '';
    if ((isFurniture(line) || headers.has(line)) && !isAwaited) continue;
    const isAfterBlank = wasBlank;
    wasBlank = false;
    if (inList && reopens(lines, index, part.drafts.at(-1)?.number)) {
      inList = false;
      [draft, field] = [undefined, undefined];
      part = { drafts: [], listed: [], listedAt: 0 };
      parts.push(part);
    }
    if (inList || startsAnswerList(line, lines.slice(index + 1).find((later) => later.trim() !== '') ?? '')) {
      if (!inList) part.listedAt = index + 1;
      inList = true;
      part.listed.push(line);
      continue;
    }
    const heading = sectionKind(line);
    if (heading !== undefined) {
      [draft, field, kind, section] = [undefined, undefined, heading, section + 1];
      headings.section = line;
      continue;
    }
    const numbered = numberedLine(line);
    const isQuestion = numbered !== undefined && numbered.numbering === style;
    if (!isQuestion && isChapter(line) && (draft === undefined || isComplete(draft))) {
      [draft, field, chapter] = [undefined, undefined, chapterTitle(line) ?? chapter];
      if (chapterTitle(line) !== undefined) headings.chapter = line;
      continue;
    }
    const starts = numbered !== undefined && isStart(numbered, style, draft);
    if (starts || (style === undefined && isUnnumberedStart(line, draft, field, isAfterBlank))) {
      draft = {
        line: index + 1,
        number: starts ? numbered.number : undefined,
        section,
        kind,
        chapter,
        above: [headings.chapter, headings.section].filter(Boolean).join('\n'),
        listed: [],
        raw: [],
        body: [],
        fields: {},
      };
      part.drafts.push(draft);
      field = undefined;
    }
    // Another style than the paper's, with nothing begun: the heading of a chapter, or a title.
    if (draft === undefined) continue;
    draft.raw.push(line);
    field = addLine(draft, field, starts ? numbered.text : line);
  }
  return parts;
}

/**
 * Whether the questions go on behind a list of answers: with a section, with the next number, or from 1 again. Questions have options
 * or an empty blank, answers have neither.
 * @param last the number of the question before the list
 */
function reopens(lines: readonly string[], index: number, last: number | undefined): boolean {
  const heading = sectionKind((lines[index] ?? '').trim());
  const isHeading = heading !== undefined;
  const below = lines.slice(index + (isHeading ? 1 : 0)).filter((one) => one.trim() !== '');
  const [first = ''] = below;
  const number = numberedLine(first.trim())?.number;
  if (number === undefined || isAnswerLine(first.trim())) return false;
  if (!isHeading && number !== 1 && (last === undefined || number <= last)) return false;
  // A list has letters and signs here.
  if (isHeading && heading !== 'fill' && heading !== 'numeric' && heading !== 'unsupported') return true;
  const end = below.findIndex((one, at) => at > 0 && numberedLine(one.trim()) !== undefined);
  const block = end < 0 ? below : below.slice(0, end);
  const options = block.filter((one) => isOption(one.trim()));
  return options.length > 1 || inlineOptions(block) !== undefined || /\(\s*\)|_{2,}/.test(foldWidth(block.join('\n')));
}

/** Adds a line to the question. @returns the field that the next line goes on with */
function addLine(draft: Draft, field: PaperField | undefined, line: string): PaperField | undefined {
  let now = field;
  for (const segment of segmentsOf(line)) {
    if (segment.field !== undefined) {
      now = segment.field;
      draft.fields[now] = [...(draft.fields[now] ?? []), segment.text];
    } else if (now === undefined || isOption(segment.text)) {
      draft.body.push(segment.text);
      now = undefined;
    } else if (now === 'answer' && draft.fields.answer?.join('') !== '') {
      now = 'explanation';
      draft.fields.explanation = [...(draft.fields.explanation ?? []), segment.text];
    } else draft.fields[now] = [...(draft.fields[now] ?? []), segment.text].filter((text) => text !== '');
  }
  return now;
}

/** The numbering of the questions: the first of the known ones that a line has; sections and answers do not count. */
function numberingOf(lines: readonly string[]): Numbering | undefined {
  const found = new Set(
    lines.flatMap((line) => (sectionKind(line) === undefined ? (numberedLine(line.trim())?.numbering ?? []) : [])),
  );
  const dotted = lines.flatMap((line) => {
    const numbered = numberedLine(line.trim());
    return numbered?.numbering === 'dotted' ? [numbered.number] : [];
  });
  if (!areQuestionNumbers(dotted)) found.delete('dotted');
  return (['ordinal', 'digit', 'dotted', 'bracket', 'han'] as const).find((style) => found.has(style));
}

/** A smaller number than the one before belongs to a list in the stem, unless the question before is complete. */
function isStart(
  { numbering, number }: { numbering: Numbering; number: number },
  style: Numbering | undefined,
  draft: Draft | undefined,
): boolean {
  if (numbering !== style && numbering !== 'ordinal') return false;
  if (draft?.number === undefined || number > draft.number) return true;
  return isComplete(draft);
}

/** Whether a question has what makes one: options, or an answer. */
function isComplete({ fields, body }: Draft): boolean {
  return (
    fields.answer !== undefined ||
    body.some((line, index) => index > 0 && isOption(line)) ||
    bracketAnswers(body.join('\n')).length > 0
  );
}

function isUnnumberedStart(
  line: string,
  draft: Draft | undefined,
  field: PaperField | undefined,
  isAfterBlank: boolean,
): boolean {
  if (isOption(line) || segmentsOf(line)[0]?.field !== undefined) return false;
  if (draft === undefined || isAfterBlank) return true;
  if (draft.fields.answer !== undefined && field !== 'explanation') return draft.fields.answer.join('') !== '';
  return draft.body.length > 0 && !draft.body.some(isOption) && bracketAnswers(draft.body.join('\n')).length > 0;
}

/**
 * Gives the listed answers to their questions: by number, within the sections where numbers begin again.
 * @returns those that no question has
 */
function assign(drafts: readonly Draft[], answers: readonly ListedAnswer[]): ListedAnswer[] {
  const given = new Set<ListedAnswer>();
  const numbers = drafts.map((draft) => draft.number);
  const isUnique = new Set(numbers).size === numbers.length;
  const sections = [...new Set(drafts.map((draft) => draft.section))];
  const lists = [...new Set(answers.map((answer) => answer.section))];
  for (const draft of drafts) {
    const own = answers.filter(({ number, section, kind }) => {
      if (number !== draft.number) return false;
      if (isUnique) return true;
      const isSamePlace =
        lists.length === sections.length && lists.indexOf(section) === sections.indexOf(draft.section);
      return isSamePlace && (kind === undefined || draft.kind === undefined || kind === draft.kind);
    });
    for (const one of own) {
      const { answer, explanation } = one;
      given.add(one);
      draft.listed.push(answer);
      draft.fields.answer = [...(draft.fields.answer ?? []), answer].filter((text) => text !== '');
      if (explanation.length > 0) draft.fields.explanation = [...(draft.fields.explanation ?? []), ...explanation];
    }
  }
  return answers.filter((one) => !given.has(one));
}

function outcomeOf(draft: Draft): RowOutcome {
  const notes: NoteCode[] = [];
  const { stem: whole, options: optionText } =
    circledParts(draft.body, (draft.fields.answer ?? []).join(''), draft.kind) ?? bodyParts(draft.body);
  const tagged = withoutKind(whole, draft);
  const { options, said } = withoutMarks(readOptions([], optionText, false, notes));
  if (tagged.stem === '') return { fault: 'no-stem' };
  if (tagged.kind === 'unsupported') return { fault: 'unsupported', detail: draft.raw[0]?.slice(0, 50) ?? '' };
  if ('fault' in options) return options;
  const inBrackets = bracketAnswers(tagged.stem).filter((found) =>
    fitsKind(found.answer, options.texts.length, tagged.kind),
  );
  const [bracket] = inBrackets;
  const stated = [
    ...new Set(
      [...(draft.fields.answer ?? []), ...said, ...(inBrackets.length === 1 ? [bracket?.answer ?? ''] : [])]
        .map((text) => text.trim())
        .filter(Boolean),
    ),
  ];
  const [answer = '', another] = sameAnswers(stated);
  if (another !== undefined) return { fault: 'answer-unclear', detail: stated.join(' / ').slice(0, 50) };
  if (answer === '' && inBrackets.length > 1)
    return { fault: 'answer-unclear', detail: inBrackets.map((found) => found.answer).join(' / ') };
  const stem = inBrackets.length === 1 && bracket !== undefined ? withEmptyBracket(tagged.stem, bracket) : tagged.stem;
  // Of one blank, it is the list of several questions.
  if (options.texts.length === 0 && NUMBERED_LIST.test(foldWidth(answer)) && countBlanks(stem) < 2)
    return { fault: 'answer-unclear', detail: answer.slice(0, 50) };
  const key = readKey({ kind: tagged.kind, isOneBlank: false, stem, options, answer, tolerance: '' }, notes);
  if ('fault' in key) return key;
  return checkQuestion({ ...fieldsOf(draft), stem, ...key } as Question, notes);
}

const NUMBERED_LIST = /^1\s*[.、)]\s*\S.*\s2\s*[.、)]\s*\S/s;

function fieldsOf({ fields, chapter }: Draft): Omit<Question, 'stem' | 'kind'> {
  const joined = (field: PaperField) => (fields[field] ?? []).join('\n').trim();
  const difficulty = difficultyOf(joined('difficulty'));
  return {
    category: joined('category') || chapter,
    tags: splitList(joined('tags'), LABEL_LIST),
    posts: [],
    ...(difficulty === undefined || difficulty === null ? {} : { difficulty }),
    explanation: joined('explanation'),
    source: joined('source'),
  };
}

/** One of the answers that say the same in other words: B and 答案B. */
function sameAnswers(stated: readonly string[]): string[] {
  const seen = new Map<string, string>();
  for (const answer of stated) {
    const truth = truthOf(answer);
    const look =
      truth === undefined
        ? bareAnswer(answer)
            .replace(/[\s,、]/g, '')
            .toUpperCase()
        : String(truth);
    if (!seen.has(look)) seen.set(look, answer);
  }
  return [...seen.values()];
}

/** The stem without the kind that is written at its start or end: 【单选】, （多选题）. */
function withoutKind(stem: string, draft: Draft): { stem: string; kind: SectionKind } {
  const cell = draft.fields.kind?.join('') ?? '';
  const stated = cell === '' ? undefined : kindOf(cell);
  for (const pattern of [
    /^[【[(（]([^】\])）]{2,12})[】\])）]\s*/,
    /\s*[【[(（]([^】\])）]{2,12})[】\])）](?:\s*\*)?$/,
  ]) {
    const kind = kindOf(pattern.exec(stem)?.[1] ?? '');
    if (kind !== undefined) return { stem: stem.replace(pattern, '').trim(), kind: stated ?? kind };
  }
  return { stem, kind: stated ?? draft.kind };
}

interface BracketAnswer {
  answer: string;
  start: number;
  length: number;
}

/** What stands in brackets of the stem as an answer does: （B）, ( ABD ), （√）. None where a bracket is left empty. */
function bracketAnswers(stem: string): BracketAnswer[] {
  const folded = foldWidth(stem);
  if (/[(【[]\s*[)】\]]|_{2,}/.test(folded)) return [];
  return [...folded.matchAll(/[(【[]\s*([A-J](?:[\s,、]*[A-J])*|[^\s()【】[\]]{1,3})\s*[)】\]]/g)].flatMap((found) => {
    const answer = found[1] ?? '';
    const isAnswer = /^[A-J\s,、]+$/.test(answer) || truthOf(answer) !== undefined;
    return isAnswer ? [{ answer, start: found.index, length: found[0].length }] : [];
  });
}

/** Letters answer a choice, signs of truth a judgement. */
function fitsKind(answer: string, options: number, kind: SectionKind): boolean {
  const isLetters = /^[A-J\s,、]+$/.test(answer);
  if (options > 0) return isLetters;
  return kind === 'truefalse' || (kind === undefined && !/^[a-z]$/i.test(answer) && truthOf(answer) !== undefined);
}

/** An answer in the middle of a stem leaves its brackets; at the end of a statement it goes with them. */
function withEmptyBracket(stem: string, { answer, start, length }: BracketAnswer): string {
  const [before, after] = [stem.slice(0, start), stem.slice(start + length)];
  const isJudged = truthOf(answer) !== undefined && !/^[A-J]/i.test(answer);
  return isJudged && /^[。.？?\s]*$/.test(after) ? `${before.trimEnd()}${after.trim()}` : `${before}（  ）${after}`;
}
