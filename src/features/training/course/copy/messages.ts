/** Holding last year's courses again. */
const zh = {
  list: (year: number, total: number) =>
    `*${year} 年办过 ${total} 门课。* 选要再办的，一次最多十门；日期往后 52 周，星期和钟点不变。`,
  none: (year: number) => `${year} 年没有办过培训。`,
  otherYear: (year: number) => `看 ${year} 年`,
  choose: '再办哪些',
  submit: '起草',
  chooseOne: '请至少选一门。',
  made: (fresh: number, there: number) =>
    [
      ...(fresh > 0 ? [`已起草 ${fresh} 份。`] : []),
      ...(there > 0 ? [`${there} 份以前就起草过，没有重复。`] : []),
    ].join(''),
  madeOne: '已照上一次起草，日期往后 52 周。请看一下，改好再发布。',
  noTrainer: '上一次的讲师已经离开，请选一位。',
  there: '这门课以前已经照着起草过，就是这一份，没有再建。',
  another: '再起草一份',
  notMade: (topic: string, why: string) => `“${topic}”没有起草：${why}`,
  draftsNone: '没有草稿。',
  draftsCount: (count: number) => `${count} 份草稿，只有你看得到`,
};

const en: typeof zh = {
  list: (year, total) =>
    `*${total === 1 ? '1 course' : `${total} courses`} in ${year}.* Choose those to hold again, at most ten at a time; dates move by 52 weeks, and weekday and hour stay.`,
  none: (year) => `There were no courses in ${year}.`,
  otherYear: (year) => `See ${year}`,
  choose: 'Which ones',
  submit: 'Draft them',
  chooseOne: 'Choose at least one.',
  made: (fresh, there) =>
    [
      ...(fresh > 0 ? [`${fresh === 1 ? '1 draft is' : `${fresh} drafts are`} made.`] : []),
      ...(there > 0 ? [`${there === 1 ? '1 was' : `${there} were`} drafted before and not made again.`] : []),
    ].join(' '),
  madeOne: 'Drafted as it was, 52 weeks later. Have a look, edit it, then publish.',
  noTrainer: 'The trainer has left the company: choose another one.',
  there: 'This course was drafted before: here it is. Nothing was made again.',
  another: 'One more draft',
  notMade: (topic, why) => `“${topic}” was not drafted: ${why}`,
  draftsNone: 'There are no drafts.',
  draftsCount: (count) => `${count === 1 ? '1 draft' : `${count} drafts`}, which only you see`,
};

export const copyMessages = { zh, en };
