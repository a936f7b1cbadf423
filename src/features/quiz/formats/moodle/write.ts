import { isDeepStrictEqual } from 'node:util';
import type { Question } from '../../question/rules/question.ts';
import { rightOptions } from '../../question/rules/right-options.ts';
import { writeCategoryPath } from '../category-path.ts';
import { writeExtras } from '../question-extras.ts';
import { escapeWildcard, shareOf } from '../scored-choices.ts';
import { readMoodleQuestion } from './read.ts';
import { parseXml } from './xml-nodes.ts';

const TYPE = {
  single: 'multichoice',
  multiple: 'multichoice',
  truefalse: 'truefalse',
  fill: 'shortanswer',
  numeric: 'numerical',
};

/**
 * Writes questions as Moodle XML. Fields that Moodle has no place for stand in a comment. `leftOut`: indexes of
 * questions that would not come back as they are.
 */
export function writeMoodle(questions: Question[]): { bytes: Uint8Array; leftOut: number[] } {
  const leftOut: number[] = [];
  let xml = '<?xml version="1.0" encoding="UTF-8"?>\n<quiz>\n';
  let category: string | undefined;
  for (const [index, question] of questions.entries()) {
    if ('blanks' in question) {
      leftOut.push(index);
      continue;
    }
    const entry = questionXml(question);
    const node = parseXml(entry);
    const back = node && readMoodleQuestion(node, question.category);
    if (!back || !('question' in back) || !isDeepStrictEqual(back.question, question)) {
      leftOut.push(index);
      continue;
    }
    if (question.category !== category) xml += categoryXml(question.category);
    category = question.category;
    xml += `${entry}\n`;
  }
  return { bytes: new TextEncoder().encode(`${xml}</quiz>\n`), leftOut };
}

function categoryXml(category: string): string {
  return `<question type="category"><category><text>${escapeXml(writeCategoryPath(category))}</text></category></question>\n`;
}

/** A question that Moodle has a type for here: a short answer has one blank. */
type MoodleQuestion = Exclude<Question, { blanks: string[][] }>;

function questionXml(question: MoodleQuestion): string {
  const extras = writeExtras({ ...question, tags: [] });
  const tags = question.tags.map((tag) => `<tag><text>${escapeXml(tag)}</text></tag>`).join('');
  const name = [...question.stem.replace(/\s+/g, ' ')].slice(0, 60).join('');
  return [
    `<question type="${TYPE[question.kind]}">`,
    ...(extras === undefined ? [] : [`  <!--${extras}-->`]),
    `  <name><text>${escapeXml(name)}</text></name>`,
    `  <questiontext format="plain_text"><text>${escapeXml(question.stem)}</text></questiontext>`,
    `  <generalfeedback format="plain_text"><text>${escapeXml(question.explanation ?? '')}</text></generalfeedback>`,
    ...answersXml(question).map((line) => `  ${line}`),
    ...(tags === '' ? [] : [`  <tags>${tags}</tags>`]),
    '</question>',
  ].join('\n');
}

function answersXml(question: MoodleQuestion): string[] {
  switch (question.kind) {
    case 'single': {
      const credit = (index: number) => (rightOptions(question).includes(index) ? '100' : '0');
      return ['<single>true</single>', ...question.options.map((text, index) => answerXml(text, credit(index)))];
    }
    case 'multiple': {
      const share = shareOf(question.correct.length);
      const credit = (index: number) => (question.correct.includes(index) ? share : '0');
      return ['<single>false</single>', ...question.options.map((text, index) => answerXml(text, credit(index)))];
    }
    case 'truefalse':
      return [answerXml('true', question.correct ? '100' : '0'), answerXml('false', question.correct ? '0' : '100')];
    case 'fill':
      return question.accepted.map((text) => answerXml(escapeWildcard(text), '100'));
    case 'numeric':
      return [answerXml(String(question.value), '100', `<tolerance>${question.tolerance}</tolerance>`)];
  }
}

function answerXml(text: string, fraction: string, more = ''): string {
  return `<answer fraction="${fraction}" format="plain_text"><text>${escapeXml(text)}</text>${more}</answer>`;
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
