import { kindOf } from '../../question/rules/answer-words.ts';
import { foldWidth } from '../../question/rules/clean-text.ts';
import type { QuestionKind } from '../../question/rules/question.ts';

/* What the lines of a paper are, one by one: page numbers, sections, numbers of questions, labelled fields. */

export type PaperField = 'answer' | 'explanation' | 'difficulty' | 'tags' | 'source' | 'category' | 'kind' | 'score';

const FIELD_WORDS: Record<PaperField, string> = {
  answer: '正确答案|参考答案|标准答案|本题答案|答案|answer|key',
  explanation: '答案解析|试题解析|题目解析|解析|详解|分析|解答|说明|explanation|rationale',
  difficulty: '难易程度|难易度|难度系数|难度|difficulty',
  tags: '知识点|考点|考查点|标签|关键词|tags?',
  source: '出处|依据|来源|法规依据|source',
  category: '分类|类别|所属章节|category|topic',
  kind: '题型|题目类型|type',
  // What a question is worth is the schedule's, here; what somebody answered is nobody's business.
  score: '本题分值|本题分数|分值|分数|得分|你的答案|我的答案|考生答案|score',
};
const FIELDS = Object.entries(FIELD_WORDS).map(
  ([field, words]) => [field as PaperField, new RegExp(`^(?:${words})$`, 'i')] as const,
);
const ANY_WORD = Object.values(FIELD_WORDS).join('|');
/** Labels that stand in the middle of a line too, after a space or the end of a sentence. */
const COMMON =
  '正确答案|参考答案|标准答案|答案解析|试题解析|答案|解析|难易程度|难易度|难度系数|难度|知识点|考点|出处|分值|answer|explanation';
/** A label in brackets anywhere, one with a colon, （答案：B）, 答案是B at the start of a line, and 答案B. */
const LABEL = new RegExp(
  [
    String.raw`[【[]\s*(${ANY_WORD})\s*[】\]]\s*:?`,
    String.raw`(?<=^\s*)[(]?(${ANY_WORD})\s*:`,
    String.raw`(?<=[\s。.;!?)】])[(]?(${COMMON})\s*:`,
    String.raw`[(]\s*(${COMMON})\s*:`,
    String.raw`(?<=^\s*)(答案|正确答案)\s*(?:是|为)\s*:?(?=\s*(?:[A-J√×]|对|错|正确|错误))`,
    String.raw`(?<=^|\s)(答案)(?=\s*[A-J√×]+\s*$)`,
  ].join('|'),
  'gi',
);

export interface Segment {
  /** Undefined: the text before the first label. */
  field: PaperField | undefined;
  text: string;
}

/** A line cut at the labels in it: `D. 丁 答案：B 解析：…`. */
export function segmentsOf(line: string): Segment[] {
  const folded = foldWidth(line);
  const segments: Segment[] = [];
  let field: PaperField | undefined;
  let start = 0;
  for (const found of folded.matchAll(LABEL)) {
    const word = found.slice(1).find((group) => group !== undefined) ?? '';
    const before = line.slice(start, found.index).trim();
    if (before !== '' || field !== undefined) segments.push({ field, text: before });
    field = FIELDS.find(([, words]) => words.test(word))?.[0];
    start = found.index + found[0].length;
  }
  segments.push({ field, text: line.slice(start).trim() });
  return segments.map((one) => (one.field === undefined ? one : { ...one, text: withoutHalfBracket(one.text) }));
}

/** A label in brackets leaves its closing one: （答案：B）. */
function withoutHalfBracket(text: string): string {
  const opened = text.split(/[(（]/).length;
  return text.split(/[)）]/).length > opened ? text.replace(/[)）]\s*$/, '') : text;
}

/** How a paper counts its questions. */
export type Numbering = 'ordinal' | 'digit' | 'dotted' | 'bracket' | 'han';

const NUMBERS: [Numbering, RegExp][] = [
  ['ordinal', /^(?:第\s*(\d{1,4})\s*题|(?:题目|试题|问题|Q)\s*(\d{1,4})(?=\s*[、.:)]))\s*[、.:)]?\s*/i],
  ['digit', /^[【[]?(\d{1,4})[】\]]?\s*[、.)](?!\d)\s*/],
  // 2.1: the first question of the second chapter.
  ['dotted', /^(\d{1,3}\.\d{1,3})(?=[\s、])[\s、]*/],
  ['bracket', /^\((\d{1,4})\)\s*[、.]?\s*/],
  ['han', /^([一二三四五六七八九十]{1,3})\s*[、.]\s*/],
];
const HAN = '一二三四五六七八九';
/** More questions than a chapter has. */
const IN_CHAPTER = 1_000;

/** （√）1、…: the bracket of a judgement may stand before the number. */
const BRACKET_BEFORE = /^\(\s*[^()\d]{0,6}\s*\)(?=\s*\d{1,4}\s*[、.])/;

const CHAPTER = /^第[一二三四五六七八九十百\d]{1,4}\s*[章节篇编]\s*[、:：]?\s*/;

/** What the heading of a chapter says the questions below are about: 第二章 用电安全. */
export function chapterTitle(line: string): string | undefined {
  const mark = CHAPTER.exec(line)?.[0];
  return mark === undefined ? undefined : line.slice(mark.length).trim();
}

/** A heading that names no kind: 第二章 用电安全, 二、安全知识. */
export function isChapter(line: string): boolean {
  return CHAPTER.test(line) || (/^[一二三四五六七八九十]{1,3}、/.test(line) && line.length <= 30);
}

/** The number at the start of a line, how it is written, and the text behind it. */
export function numberedLine(line: string): { numbering: Numbering; number: number; text: string } | undefined {
  const before = BRACKET_BEFORE.exec(foldWidth(line))?.[0].length ?? 0;
  const bracket = line.slice(0, before);
  const numbered = line.slice(before).trim();
  const folded = foldWidth(numbered);
  for (const [numbering, pattern] of NUMBERS) {
    const found = pattern.exec(folded);
    const sign = found?.[1] ?? found?.[2];
    if (found === null || sign === undefined) continue;
    const number = numberOf(sign, numbering);
    return { numbering, number, text: `${numbered.slice(found[0].length).trim()}${bracket}` };
  }
  return undefined;
}

function numberOf(sign: string, numbering: Numbering): number {
  if (numbering === 'han') return hanNumber(sign);
  if (numbering !== 'dotted') return Number(sign);
  const [chapter = '', question = ''] = sign.split('.');
  return Number(chapter) * IN_CHAPTER + Number(question);
}

/** Whether dotted numbers count questions: 1.1, 1.2, 2.1. Anything else is figures: 1.5 米. */
export function areQuestionNumbers([first = 0, ...more]: readonly number[]): boolean {
  let before = first;
  return (
    more.length > 0 &&
    first % IN_CHAPTER === 1 &&
    more.every((number) => {
      const isNext = number === before + 1 || number === (Math.floor(before / IN_CHAPTER) + 1) * IN_CHAPTER + 1;
      before = number;
      return isNext;
    })
  );
}

function hanNumber(sign: string): number {
  const [tens = '', ones = ''] = sign.includes('十') ? sign.split('十') : ['', sign];
  const digit = (char: string) => HAN.indexOf(char) + 1;
  return (sign.includes('十') ? (tens === '' ? 1 : digit(tens)) * 10 : 0) + (ones === '' ? 0 : digit(ones));
}

const SECTION_NUMBER =
  /^(?:第?[一二三四五六七八九十\d]{1,3}\s*(?:部分|大题|节|篇)|[(]?[一二三四五六七八九十\d]{1,3}[)]?)\s*[、.:)]?\s*/;

/** The kind that a section's heading names: 一、单项选择题（每题2分）. */
export function sectionKind(line: string): QuestionKind | 'unsupported' | undefined {
  if (line.length > 80) return undefined;
  const folded = foldWidth(line).trim();
  return kindOf(folded) ?? kindOf(folded.replace(SECTION_NUMBER, ''));
}

const FURNITURE = [
  /^(?:第\s*\d+\s*页)?\s*[,/]?\s*(?:共\s*\d+\s*页)?$/,
  /^[-—–]+\s*\d+\s*[-—–]+$/,
  /^\d{1,3}\s*\/\s*\d{1,3}$/,
  /^page\s*\d+(?:\s*(?:of|\/)\s*\d+)?$/i,
  /^(?:姓名|得分|评分|评卷人|阅卷人|单位|工号|部门|班组|准考证号|考试时间|答题时间|总分|满分|日期)\s*[:_]/,
  /^[-=_*—…·.]{3,}$/,
];

/** Page numbers, rules, and the boxes for name and score. */
export function isFurniture(line: string): boolean {
  const folded = foldWidth(line).trim();
  return FURNITURE.some((pattern) => pattern.test(folded));
}

/** Lines that stand on several pages: a header or a footer. */
export function repeatedLines(lines: readonly string[]): Set<string> {
  const counts = new Map<string, number>();
  for (const line of lines) counts.set(line.trim(), (counts.get(line.trim()) ?? 0) + 1);
  const isHeader = (line: string, count: number) =>
    count > 2 &&
    line.length > 3 &&
    numberedLine(line) === undefined &&
    sectionKind(line) === undefined &&
    segmentsOf(line).every(({ field }) => field === undefined) &&
    !/^[（(]?[A-Ja-jＡ-Ｊ][)）.．、:：\s]/.test(line);
  return new Set([...counts].filter(([line, count]) => isHeader(line, count)).map(([line]) => line));
}
