import type { Locale } from '../../bot/feature.ts';
import { FILE_WORDS } from './file-words.ts';
import type { BankFormat } from './formats/bank-file.ts';
import type { QuestionKind } from './rules/question.ts';

/* What officers read of banks and files. Chinese is written first, as an officer of the union would say it. */

const zh = {
  ...FILE_WORDS.zh,
  kinds: { single: '单选', multiple: '多选', truefalse: '判断', fill: '填空', numeric: '计算' } as Record<
    QuestionKind,
    string
  >,
  formats: {
    csv: 'CSV 表格',
    xlsx: 'Excel 表格（XLSX）',
    gift: 'GIFT（Moodle 文本）',
    aiken: 'Aiken（只含单选、判断）',
    moodle: 'Moodle XML',
  } as Record<BankFormat, string>,
  close: '关闭',
  cancel: '取消',
  banks: '题库',
  noBanks: '还没有题库。先导入一个文件，几分钟就能安排答题。',
  bankCount: (banks: number, questions: number) => `${banks} 个题库，共 ${questions} 题`,
  questions: (count: number) => `${count} 题`,
  kindCount: (kind: string, count: number) => `${kind} ${count}`,
  categories: (text: string) => `分类：${text}`,
  more: (count: number) => `另有 ${count} 个`,
  usedBy: (count: number) => (count === 0 ? '还没有计划用它' : `${count} 个计划在用`),
  and: '，',
  import: '导入题库',
  importMore: '再导入',
  export: '导出',
  remove: '删除',
  page: (now: number, of: number) => `第 ${now}/${of} 页`,
  previous: '上一页',
  next: '下一页',
  removeTitle: '删除题库？',
  removeText: (name: string, uses: number) =>
    `“${name}”不再出题${uses === 0 ? '' : `，用它的 ${uses} 个计划会没有题`}。已经发出的题还可以作答。`,
  removed: (name: string) => `“${name}”已删除，不再出题。已经发出的题还可以作答。`,
  bankName: '题库名',
  bankNameHint: '已有的题库名：新题加进去，已有的题不变',
  file: '题库文件',
  fileHint: 'CSV、XLSX、GIFT、Aiken 或 Moodle XML，不超过 5 MB、10000 行',
  preview: '预览',
  noFile: '请选一个文件。',
  previewTitle: '先看一看',
  previewNote: '还没有导入。看过以后按下面的按钮。',
  rows: (good: number, bad: number) => (bad === 0 ? `${good} 题可以读入` : `${good} 题可以读入，${bad} 行有问题`),
  freshKnown: (fresh: number, known: number) => `新题 ${fresh}，题库里已有 ${known}`,
  nothingFresh: '这些题在题库里都有了，没有要导入的。',
  noneGood: '没有一行可以导入，请改好文件再试。',
  importCount: (count: number) => `导入 ${count} 题`,
  firstOnes: (count: number) => `前 ${count} 题`,
  answer: (text: string) => `答案：${text}`,
  yes: '对',
  no: '错',
  badRows: (count: number) => `没有导入的行（${count}）`,
  oddRows: (count: number) => `可以导入、但请看一看的行（${count}）`,
  row: (line: number, reason: string, detail: string, text: string) =>
    `第 ${line} 行：${reason}${detail && `（${detail}）`}。${text}`,
  moreRows: (count: number) => `还有 ${count} 行`,
  imported: (name: string, added: number) =>
    added === 0 ? `“${name}”没有变化，题都已经有了。` : `已导入 ${added} 题到“${name}”。`,
  importedKnown: (known: number) => `题库里已有的 ${known} 题没有重复导入。`,
  rowsFile: '没有导入的行.txt',
  rowsFileSent: '没有导入的行已全部列成文件，发到你的私信。',
  schedule: '安排答题',
  exportTitle: '导出题库',
  format: '格式',
  exportSubmit: '导出',
  exported: (name: string) => `“${name}”已发到你和我的私信里。`,
  exportComment: (name: string) => `题库：${name}`,
  leftOut: (count: number, format: string) =>
    `有 ${count} 题不能用 ${format} 完整保存，没有导出。要全部导出，请选 CSV 或 XLSX。`,
};

export type OfficerTexts = typeof zh;

const en: OfficerTexts = {
  ...FILE_WORDS.en,
  kinds: {
    single: 'single choice',
    multiple: 'multiple choice',
    truefalse: 'true/false',
    fill: 'fill-in',
    numeric: 'numeric',
  },
  formats: {
    csv: 'CSV table',
    xlsx: 'Excel table (XLSX)',
    gift: 'GIFT (Moodle text)',
    aiken: 'Aiken (single choice, true/false)',
    moodle: 'Moodle XML',
  },
  close: 'Close',
  cancel: 'Cancel',
  banks: 'Question banks',
  noBanks: 'There is no bank yet. Import a file, and a quiz can be scheduled minutes later.',
  bankCount: (banks, questions) => `Banks: ${banks}, with ${questions} questions`,
  questions: (count) => (count === 1 ? '1 question' : `${count} questions`),
  kindCount: (kind, count) => `${kind} ${count}`,
  categories: (text) => `Categories: ${text}`,
  more: (count) => `${count} more`,
  usedBy: (count) => (count === 0 ? 'no schedule uses it yet' : `used by ${count} schedule${count === 1 ? '' : 's'}`),
  and: ', ',
  import: 'Import a bank',
  importMore: 'Import more',
  export: 'Export',
  remove: 'Delete',
  page: (now, of) => `Page ${now} of ${of}`,
  previous: 'Previous',
  next: 'Next',
  removeTitle: 'Delete this bank?',
  removeText: (name, uses) =>
    `“${name}” gives no more questions${uses === 0 ? '' : `, and its ${uses} schedule(s) will have none`}. Questions already sent can still be answered.`,
  removed: (name) => `“${name}” was deleted and gives no more questions. Questions already sent can still be answered.`,
  bankName: 'Name of the bank',
  bankNameHint: 'The name of a bank you have: new questions are added, those it has stay as they are',
  file: 'File',
  fileHint: 'CSV, XLSX, GIFT, Aiken or Moodle XML, at most 5 MB and 10,000 rows',
  preview: 'Preview',
  noFile: 'Choose a file.',
  previewTitle: 'Have a look first',
  previewNote: 'Nothing is imported yet. Press the button below when you have looked.',
  rows: (good, bad) =>
    bad === 0 ? `Questions that can be read: ${good}` : `Questions that can be read: ${good}; rows with faults: ${bad}`,
  freshKnown: (fresh, known) => `new: ${fresh}, in the bank already: ${known}`,
  nothingFresh: 'The bank has all of these already; there is nothing to import.',
  noneGood: 'No row can be imported. Correct the file and try again.',
  importCount: (count) => `Import ${count}`,
  firstOnes: (count) => (count === 1 ? 'The first question' : `The first ${count} questions`),
  answer: (text) => `Answer: ${text}`,
  yes: 'True',
  no: 'False',
  badRows: (count) => `Rows left out (${count})`,
  oddRows: (count) => `Rows to look at, imported all the same (${count})`,
  row: (line, reason, detail, text) => `Line ${line}: ${reason}${detail && ` (${detail})`}. ${text}`,
  moreRows: (count) => `${count} more row${count === 1 ? '' : 's'}`,
  imported: (name, added) =>
    added === 0
      ? `“${name}” has not changed; it has all of these questions.`
      : `Imported ${added === 1 ? '1 question' : `${added} questions`} into “${name}”.`,
  importedKnown: (known) => `It had ${known} of them already; they were not imported twice.`,
  rowsFile: 'rows-left-out.txt',
  rowsFileSent: 'A file with all rows left out is in your messages with me.',
  schedule: 'Schedule a quiz',
  exportTitle: 'Export a bank',
  format: 'Format',
  exportSubmit: 'Export',
  exported: (name) => `“${name}” is in your messages with me.`,
  exportComment: (name) => `Question bank: ${name}`,
  leftOut: (count, format) =>
    `${count} question${count === 1 ? '' : 's'} cannot be kept whole in ${format} and ${count === 1 ? 'was' : 'were'} left out. CSV and XLSX carry all.`,
};

export const officerMessages: Record<Locale, OfficerTexts> = { zh, en };
