import { guardCell } from '../../../../lib/tables/formula-guard.ts';
import { letterOf, ONE_BLANK } from '../../question/rules/answer-words.ts';
import { countBlanks } from '../../question/rules/blanks.ts';
import type { Question, QuestionKind } from '../../question/rules/question.ts';
import { rightOptions } from '../../question/rules/right-options.ts';
import { writeFill } from './fill-cell.ts';
import { joinList, LABEL_LIST } from './list-cell.ts';
import { protectLetters } from './options.ts';

const KIND_WORD: Record<QuestionKind, string> = {
  single: '单选',
  multiple: '多选',
  truefalse: '判断',
  fill: '填空',
  numeric: '数值',
};

/** Questions as the rows of a table, header first; every field is carried, formulas are guarded. */
export function tableRows(questions: Question[]): string[][] {
  const most = Math.max(4, ...questions.map((question) => optionsOf(question).length));
  const letters = Array.from({ length: most }, (_, index) => `选项${letterOf(index)}`);
  const header = ['题型', '题干', ...letters, '答案', '容差', '解析', '出处', '分类', '标签', '岗位', '难度', '图片'];
  return [header, ...questions.map((question) => tableRow(question, most).map(guardCell))];
}

function optionsOf(question: Question): string[] {
  return 'options' in question ? question.options : [];
}

function tableRow(question: Question, width: number): string[] {
  const options = protectLetters(optionsOf(question));
  return [
    kindCell(question),
    question.stem,
    ...Array.from({ length: width }, (_, index) => options[index] ?? ''),
    answerCell(question),
    question.kind === 'numeric' ? String(question.tolerance) : '',
    question.explanation ?? '',
    question.source ?? '',
    question.category,
    joinList(question.tags, LABEL_LIST),
    joinList(question.posts, LABEL_LIST),
    question.difficulty === undefined ? '' : String(question.difficulty),
    question.picture ?? '',
  ];
}

/** A fill-in of one blank whose stem shows several says so. */
function kindCell(question: Question): string {
  const isOne = question.kind === 'fill' && !('blanks' in question) && countBlanks(question.stem) > 1;
  return isOne ? ONE_BLANK : KIND_WORD[question.kind];
}

function answerCell(question: Question): string {
  switch (question.kind) {
    case 'single':
      return rightOptions(question).map(letterOf).join('|');
    case 'multiple':
      return question.correct.map(letterOf).join('');
    case 'truefalse':
      return question.correct ? '对' : '错';
    case 'fill':
      return writeFill(question, question.stem);
    case 'numeric':
      return String(question.value);
  }
}
