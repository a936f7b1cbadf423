import type { LeaveColumn, LeaveRowFault } from './rows.ts';

const zh = {
  button: '从文件登记',
  title: '从文件登记请假',
  intro: '一行一个人：工号或姓名、开始日期、结束日期、类别（休假、病假、产假、其他）。只登记你负责的人。',
  file: '文件（CSV、XLSX，最多 500 行）',
  preview: '预览',
  previewTitle: '确认登记',
  confirm: '登记',
  close: '关闭',
  chooseFile: '请选一个文件。',
  added: (count: number) => `登记 ${count} 条：`,
  none: '没有要登记的。',
  same: (count: number) => `另外 ${count} 条已经登记过，不变。`,
  line: (name: string, span: string) => `${name}：${span}`,
  faults: (count: number) => `有 ${count} 行没有登记：`,
  fault: (line: number, reason: string) => `第 ${line} 行：${reason}`,
  reasons: {
    cell: '有单元格读不出来',
    'no-who': '没有工号和姓名',
    'no-person': '你负责的人里没有这个人',
    several: '有几个人同名，请写工号',
    'other-name': '工号和姓名对不上',
    'bad-date': '日期读不懂，请写全年月日，例如 2026-12-01',
    'bad-kind': '类别读不懂，请写休假、病假、产假或其他',
    orderWrong: '结束的日子早于开始的日子',
    tooOld: '只能补登最近 31 天',
    tooLong: '一次最多登记 366 天',
  } satisfies Record<LeaveRowFault, string>,
  columns: { number: '工号', name: '姓名', from: '开始日期', to: '结束日期', kind: '类别' } satisfies Record<
    LeaveColumn,
    string
  >,
  more: (count: number) => `还有 ${count} 条`,
  done: (count: number) => `已登记 ${count} 条。`,
  noList: '这个文件里没有找到请假名单，什么都没有登记。第一行请写列名：工号或姓名、开始日期、结束日期、类别。',
};

const en: typeof zh = {
  button: 'From a file',
  title: 'Time away from a file',
  intro:
    'One person a row: employee number or name, first day, last day, kind (holiday, sick, maternity, other). Only people you look after are entered.',
  file: 'File (CSV or XLSX, at most 500 rows)',
  preview: 'Preview',
  previewTitle: 'Confirm time away',
  confirm: 'Enter',
  close: 'Close',
  chooseFile: 'Choose a file.',
  added: (count) => `${count} to enter:`,
  none: 'There is nothing to enter.',
  same: (count) => `${count} more ${count === 1 ? 'is' : 'are'} entered already and won’t change.`,
  line: (name, span) => `${name}: ${span}`,
  faults: (count) => `${count} ${count === 1 ? 'row was' : 'rows were'} left out:`,
  fault: (line, reason) => `Row ${line}: ${reason}`,
  reasons: {
    cell: 'a cell can’t be read',
    'no-who': 'no employee number and no name',
    'no-person': 'not one of the people you look after',
    several: 'several people have this name: add the employee number',
    'other-name': 'the number and the name don’t fit',
    'bad-date': 'the date isn’t clear: write it in full, such as 2026-12-01',
    'bad-kind': 'the kind isn’t clear: write holiday, sick, maternity or other',
    orderWrong: 'the last day is before the first',
    tooOld: 'only the last 31 days can be entered afterwards',
    tooLong: 'at most 366 days at once',
  },
  columns: { number: 'employee number', name: 'name', from: 'first day', to: 'last day', kind: 'kind' },
  more: (count) => `${count} more`,
  done: (count) => `${count} entered.`,
  noList:
    'No list of time away was found in this file, and nothing was entered. Name the columns in the first row: employee number or name, first day, last day, kind.',
};

export const leaveListMessages = { zh, en };
