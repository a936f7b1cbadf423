import type { Bilingual, Locale } from '../../../lib/language.ts';

/** A text of a form: in both languages, or as a catalogue says it. */
export type Said = Bilingual | ((locale: Locale) => string);

export function saidIn(locale: Locale, said: Said): string {
  return typeof said === 'function' ? said(locale) : said[locale];
}

const zh = {
  more: '更多设置',
  cancel: '取消',
  kept: '上次填了没有提交的内容还在。',
  text: '这里还空着。请写下内容，再提交。',
  choice: '还没有选。请选一项，再提交。',
  person: '还没有选人。请选一个人，再提交。',
  day: '还没有选日期。请选一个日期，再提交。',
  time: '还没有选时间。请选一个时间，再提交。',
  files: '还没有选文件。请选好文件，再提交。',
  number: '还没有填。请填一个数字，再提交。',
  check: '请先在这里打勾，再提交。',
  tooLong: (max: number, length: number) => `最多 ${max} 个字，现在是 ${length} 个。请删短一些。`,
  noNumber: '这里要填数字，例如 12。',
  noWhole: '这里要填整数，例如 12。',
  between: (min: number, max: number) => `请填 ${min} 到 ${max} 之间的数。`,
  atLeast: (min: number) => `不能小于 ${min}。请改大一些。`,
  atMost: (max: number) => `不能大于 ${max}。请改小一些。`,
  gone: '这一项现在没有了。请另选一项。',
  noDay: '日期看不懂。请在日历里重新选一次。',
  noTime: '时间看不懂。请重新选一次。',
  dayFrom: (day: string) => `日期太早。请选 ${day} 或以后的日期。`,
  dayTo: (day: string) => `日期太晚。请选 ${day} 或以前的日期。`,
  past: '这个时间已经过了。请选以后的时间。',
  tooMany: (max: number) => `最多选 ${max} 个。请去掉几个。`,
};
const en: typeof zh = {
  more: 'More settings',
  cancel: 'Cancel',
  kept: 'What you entered last time and did not submit is still here.',
  text: 'This is still empty. Write something here, then submit.',
  choice: 'Nothing is chosen yet. Choose one, then submit.',
  person: 'Nobody is chosen yet. Choose a person, then submit.',
  day: 'No date is chosen yet. Choose a date, then submit.',
  time: 'No time is chosen yet. Choose a time, then submit.',
  files: 'No file is chosen yet. Choose a file, then submit.',
  number: 'This is still empty. Enter a number, then submit.',
  check: 'Tick this box first, then submit.',
  tooLong: (max, length) => `At most ${max} characters fit, and this has ${length}. Shorten it.`,
  noNumber: 'Enter a number here, such as 12.',
  noWhole: 'Enter a whole number here, such as 12.',
  between: (min, max) => `Enter a number from ${min} to ${max}.`,
  atLeast: (min) => `It can’t be less than ${min}. Enter a larger number.`,
  atMost: (max) => `It can’t be more than ${max}. Enter a smaller number.`,
  gone: 'This is no longer available. Choose another one.',
  noDay: 'That is not a date. Choose it again in the calendar.',
  noTime: 'That is not a time. Choose it again.',
  dayFrom: (day) => `This date is too early. Choose ${day} or a later date.`,
  dayTo: (day) => `This date is too late. Choose ${day} or an earlier date.`,
  past: 'This time has passed. Choose a later one.',
  tooMany: (max) => `Choose at most ${max}. Remove some.`,
};

/** What forms say by themselves: what is wrong at a field and what to do about it. */
export const formWords = { zh, en };
