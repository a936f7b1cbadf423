import type { Locale } from '../../lib/language.ts';

const zh = {
  waiting: (count: number) => `等你处理 · ${count} 件`,
  calm: '暂无待办',
  more: (count: number) => `另有 ${count} 件`,
  today: (day: string) => `今天 · ${day}`,
  until: (time: string) => `${time} 前`,
  since: (time: string) => `${time} 已到期`,
  open: '打开',
  rest: '更多',
  reports: '数据与报表',
  help: '全部命令',
  commands: '这里能做的事…',
  done: '好了。结果已发到你和菁英的私信里。',
};

const en: typeof zh = {
  waiting: (count) => `Waiting for you · ${count}`,
  calm: 'You’re all caught up.',
  more: (count) => `${count} more`,
  today: (day) => `Today · ${day}`,
  until: (time) => `by ${time}`,
  since: (time) => `was due ${time}`,
  open: 'Open',
  rest: 'More',
  reports: 'Numbers and reports',
  help: 'All commands',
  commands: 'What you can do here…',
  done: 'Done. The result is in your messages with Jingying.',
};

/** What Home says itself, whatever the features. */
export const homeWords: Record<Locale, typeof zh> = { zh, en };
