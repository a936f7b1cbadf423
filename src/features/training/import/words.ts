import type { Bilingual } from '../../../lib/language.ts';

/** Why a whole plan is refused, with what to do. */
export const PLAN_FILE_FAULTS = {
  size: {
    zh: '文件超过 5 MB，什么都没有导入。请拆成几个文件。',
    en: 'The file is over 5 MB, and nothing was imported. Split it into several files.',
  },
  type: {
    zh: '这不是 CSV 或 XLSX 文件，什么都没有导入。请在表格软件里另存为其中一种。',
    en: 'This is neither CSV nor XLSX, and nothing was imported. Save it as one of them in your spreadsheet.',
  },
  broken: {
    zh: '文件打不开，什么都没有导入。请在表格软件里重新保存后再试。',
    en: 'The file can’t be opened, and nothing was imported. Save it again in your spreadsheet and try once more.',
  },
  bomb: {
    zh: '这个压缩文件展开后大得不正常，什么都没有导入。请在表格软件里另存一份再试。',
    en: 'This file unpacks to far more than a plan can hold, and nothing was imported. Save a fresh copy in your spreadsheet and try again.',
  },
  empty: {
    zh: '文件里没有培训，什么都没有导入。请下载模板，照着填。',
    en: 'The file holds no sessions, and nothing was imported. Get the template and fill it in.',
  },
  header: {
    zh: '没有找到“主题”和“日期”两列，什么都没有导入。请下载模板，照着第一行写列名。',
    en: 'There are no columns “topic” and “date”, and nothing was imported. Get the template and name the columns as it does.',
  },
  sessions: {
    zh: '文件里超过 5000 场培训，什么都没有导入。请拆成几个文件。',
    en: 'The file holds more than 5,000 sessions, and nothing was imported. Split it into several files.',
  },
  rows: {
    zh: '文件超过 5000 行，什么都没有导入。请拆成几个文件。',
    en: 'The file has more than 5,000 rows, and nothing was imported. Split it into several files.',
  },
} satisfies Record<string, Bilingual>;
