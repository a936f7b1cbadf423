import type { Bilingual } from '../../lib/language.ts';
import { MOST_INDICATORS, MOST_UNITS } from './rules/facts.ts';

/** Why something cannot be done in competitions, with what to do. */
export const WORDS = {
  gone: {
    zh: '没有找到这个竞赛。请打开“劳动竞赛”，从那里继续。',
    en: 'This competition doesn’t exist any more. Open “Competitions” and go on from there.',
  },
  busy: {
    zh: '同时操作的人太多，没有记下。请再点一次。',
    en: 'Too many people pressed at once, and this was not saved. Please press again.',
  },
  notYours: {
    zh: '这个竞赛归别的分会或公司管，你不能改。',
    en: 'This competition belongs to another branch or the company; you can’t change it.',
  },
  notDraft: {
    zh: '竞赛已经开始，规则不能再改。要加分扣分，请用“加分扣分”。',
    en: 'The competition has begun, so its rules can’t change. For a bonus or malus, use “Bonus and malus”.',
  },
  notOpen: {
    zh: '竞赛还没开始，或者已经结束。没有改动。',
    en: 'The competition has not begun or is over. Nothing was changed.',
  },
  noIndicator: {
    zh: '还没有指标，不能开始。请先点“加指标”。',
    en: 'There is no indicator yet. Press “Add an indicator” first.',
  },
  oneUnit: {
    zh: '参赛单位不到两个，不能开始。请在“修改”里选参赛单位，或者换一个级别。',
    en: 'Fewer than two units compete. Choose them under “Edit”, or choose another level.',
  },
  tooMany: {
    zh: `参赛单位超过 ${MOST_UNITS} 个，不能开始。请少选一些。`,
    en: `More than ${MOST_UNITS} units compete. Choose fewer.`,
  },
  fullIndicators: {
    zh: `一个竞赛最多 ${MOST_INDICATORS} 个指标，没有加上。`,
    en: `A competition has at most ${MOST_INDICATORS} indicators; nothing was added.`,
  },
  notReporter: {
    zh: '这个指标不由你填报，没有记下。',
    en: 'You don’t report this indicator, so nothing was saved.',
  },
  notVerifier: {
    zh: '这个指标不由你核定，没有改动。',
    en: 'You don’t verify this indicator, so nothing was changed.',
  },
  ownValue: {
    zh: '这个数你填报过，要由别人核定。没有改动。',
    en: 'You have reported this value yourself, so somebody else has to verify it. Nothing was changed.',
  },
  changed: {
    zh: '这个数刚刚有人处理过，没有改动。请看最新的再定。',
    en: 'Somebody has just dealt with this value. Nothing was changed; look again first.',
  },
  noReason: {
    zh: '这个数已经核定。要更正，请写原因。',
    en: 'This value is verified. To correct it, write a reason.',
  },
  notNow: {
    zh: '还没到这一期，或者已过截止日。没有记下。',
    en: 'This period has not begun, or its cut-off is past. Nothing was saved.',
  },
  byLedger: {
    zh: '这个指标由菁英自动统计，不用填报。',
    en: 'Jingying counts this indicator by itself; nobody reports it.',
  },
  needReporter: {
    zh: '还没有选填报人。请至少选一位。',
    en: 'Nobody reports it yet. Choose at least one person.',
  },
  needVerifier: {
    zh: '还没有选核定人。核定以后才计入名次，请至少选一位。',
    en: 'Nobody verifies it yet, and only verified values count. Choose at least one person.',
  },
  sameBoth: {
    zh: '同一个人不能又填报又核定。请换一个人。',
    en: 'The same person can’t both report and verify. Choose somebody else.',
  },
  nobodyLeft: {
    zh: '选的核定人都填报过一个还没核定的数，没有人能核定它。请加选一位没有填报过的人。',
    en: 'Everybody you chose has reported a value that is not verified yet, so nobody could verify it. Add somebody who hasn’t.',
  },
  noSuchPerson: {
    zh: '名册里没有这个人，或者已经离开公司。请另选一位。',
    en: 'This person is not on the roster or has left. Choose somebody else.',
  },
  sameUnit: {
    zh: '要选两个不同的单位。',
    en: 'Choose two different units.',
  },
  strangeUnit: {
    zh: '这个单位没有参赛，没有记下。',
    en: 'This unit does not compete, so nothing was saved.',
  },
  notSpeaker: {
    zh: '你不能代表这个单位。请分会干部来定；个人赛由本人定。没有改动。',
    en: 'You can’t speak for this unit. Its branch officers decide; among people, everyone for themselves. Nothing was changed.',
  },
  noReports: {
    zh: '你没有要填报的竞赛，不能导入。请找办竞赛的干部。',
    en: 'There is no competition for which you report values. Ask the officer who runs it.',
  },
  answered: {
    zh: '这个挑战已经有答复了，没有改动。',
    en: 'This challenge has been answered. Nothing was changed.',
  },
} satisfies Record<string, Bilingual>;

/** Why a whole file of values is refused, with what to do. */
export const VALUE_FILE_FAULTS = {
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
    en: 'This file unpacks to far more than a table of values, and nothing was imported. Save a fresh copy in your spreadsheet and try again.',
  },
  rows: {
    zh: '文件超过 5000 行或 5 MB，什么都没有导入。请拆成几个文件。',
    en: 'The file has more than 5,000 rows or 5 MB, and nothing was imported. Split it into several files.',
  },
  header: {
    zh: '没有找到“指标”“单位”“数值”三列，什么都没有导入。请下载模板，照着第一行写列名。',
    en: 'There are no columns “indicator”, “unit” and “value”, and nothing was imported. Get the template and name the columns as it does.',
  },
  empty: {
    zh: '文件里没有数值，什么都没有导入。请下载模板，照着填。',
    en: 'The file holds no values, and nothing was imported. Get the template and fill it in.',
  },
} satisfies Record<string, Bilingual>;
