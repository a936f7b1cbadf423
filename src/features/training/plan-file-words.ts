import type { Bilingual } from '../../bot/feature.ts';

/** Why a whole plan is refused, with what to do. */
export const PLAN_FILE_FAULTS = {
  empty: {
    zh: '文件里没有培训，什么都没有导入。请下载模板，照着填。',
    en: 'The file holds no sessions, and nothing was imported. Get the template and fill it in.',
  },
  header: {
    zh: '没有找到“主题”和“日期”两列，什么都没有导入。请下载模板，照着第一行写列名。',
    en: 'There are no columns “topic” and “date”, and nothing was imported. Get the template and name the columns as it does.',
  },
  rows: {
    zh: '文件超过 5000 行，什么都没有导入。请拆成几个文件。',
    en: 'The file has more than 5,000 rows, and nothing was imported. Split it into several files.',
  },
} satisfies Record<string, Bilingual>;
