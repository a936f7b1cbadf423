import type { Bilingual } from '../../lib/language.ts';

/** Why a row of a roster is not imported, or without which of its cells. */
export const ROSTER_FAULTS = {
  'broken-row': { zh: '这一行的引号或列数不对', en: 'the quotes or the columns of this row are broken' },
  'no-number': { zh: '没有工号', en: 'no employee number' },
  'no-name': { zh: '没有姓名', en: 'no name' },
  'bad-email': { zh: '邮箱写得不对', en: 'not an email address' },
  'bad-shift': {
    zh: '班次看不懂，请写成 08:00-17:30，或者写班次的名称',
    en: 'the shift is not understood; write 08:00-17:30 or the name of a shift',
  },
  'unknown-role': {
    zh: '角色看不懂，可以写：管理员、干部、分会干部、代表、职工',
    en: 'unknown role; use administrator, officer, branch officer, representative or worker',
  },
  'no-branch': { zh: '分会干部要写明分会', en: 'a branch officer needs a branch' },
  'too-long': { zh: '有一格太长', en: 'a cell is too long' },
  'same-number': { zh: '工号与前面一行相同', en: 'an earlier row has the same employee number' },
  'same-email': { zh: '邮箱与前面一行相同', en: 'an earlier row has the same email' },
  'cell-date': {
    zh: '单元格被表格软件改成了日期，请改成文本重新填写',
    en: 'the spreadsheet turned the cell into a date; type it again as text',
  },
  'cell-error': { zh: '单元格是错误值（如 #REF!）', en: 'the cell holds an error such as #REF!' },
  'cell-picture': { zh: '单元格里是图片', en: 'the cell holds a picture' },
  'cell-no-value': {
    zh: '公式没有算出结果，请在表格软件里打开、保存后再导入',
    en: 'the formula has no result; open and save the file in your spreadsheet',
  },
  'cell-digits': {
    zh: '数字超过 15 位，表格软件已经改掉了后面几位，请改成文本重新填写',
    en: 'the number has more than 15 digits, and the spreadsheet has changed the last ones; type it again as text',
  },
  'cell-exponent': {
    zh: '数字被表格软件存成了 2.02601E+11 这样的写法，后面几位丢了，请改成文本重新填写',
    en: 'the spreadsheet shortened the number to something like 2.02601E+11; type it again as text',
  },
} satisfies Record<string, Bilingual>;

export type RosterFaultReason = keyof typeof ROSTER_FAULTS;

/** Why a whole file is refused, with what to do. */
export const ROSTER_FILE_FAULTS = {
  size: {
    zh: '文件超过 5 MB，没有导入任何内容。请按分会拆成几个文件再导入。',
    en: 'The file is over 5 MB, and nothing was imported. Split it by branch and import the parts.',
  },
  bomb: {
    zh: '这个压缩文件展开后大得不正常，没有导入任何内容。请在表格软件里另存一份再试。',
    en: 'This file unpacks to far more than a roster can hold, and nothing was imported. Save a fresh copy in your spreadsheet and try again.',
  },
  rows: {
    zh: '名册超过 30,000 行，没有导入任何内容。请拆成几个文件再导入。',
    en: 'The roster has more than 30,000 rows, and nothing was imported. Split it and import the parts.',
  },
  type: {
    zh: '这不是 CSV 或 XLSX 文件，没有导入任何内容。请在表格软件里另存为其中一种。',
    en: 'This is neither CSV nor XLSX, and nothing was imported. Save it as one of them in your spreadsheet.',
  },
  broken: {
    zh: '文件打不开，没有导入任何内容。请在表格软件里重新保存后再试。',
    en: 'The file cannot be opened, and nothing was imported. Save it again in your spreadsheet and retry.',
  },
  header: {
    zh: '没有找到“工号”和“姓名”两列，没有导入任何内容。请把列名写在第一行。',
    en: 'There is no column "employee number" and "name", and nothing was imported. Write the column names into the first row.',
  },
  empty: {
    zh: '文件里没有名册内容，没有导入任何内容。请检查后再导入。',
    en: 'The file holds no rows, and nothing was imported. Check it and import again.',
  },
} satisfies Record<string, Bilingual>;
