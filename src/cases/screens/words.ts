import type { Locale } from '../../lib/language.ts';

/** What a feature calls its states, what happens to a case, its clocks and its steps, in one language. */
export interface CaseTexts {
  /** In front of each message: an emoji of its own, and the feature's name. */
  emoji: string;
  title: string;
  states: Record<string, string>;
  /** Each event as a piece of news; also `handedOver`, `warned`, `escalated`. */
  events: Record<string, string>;
  /** A clock as what has to be done by then. */
  clocks: Record<string, string>;
  /** The buttons; `together` is that of the steps in one form. */
  steps: Record<string, string>;
  /** What is asked for in words, for the steps that ask. */
  asks: Partial<Record<string, string>>;
  /** Asks the people whom it concerns for their word on the outcome. */
  outcomeAsk: string;
  mine: string;
}

/** A feature's texts in both languages. */
export type CaseTextsBoth = Record<Locale, CaseTexts>;

const zh = {
  close: '关闭',
  open: '查看',
  submit: '提交',
  handOver: '转交',
  to: '转给谁',
  due: '办结日期',
  photos: (count: number) => `照片 ${count} 张`,
  photosOf: (number: string) => `${number} 的照片`,
  photosSent: '照片已发到你和机器人的私信里。',
  history: '经过',
  until: (clock: string, by: string) => `${by} 前${clock}`,
  overdue: (clock: string) => `${clock}已超期`,
  owner: (name: string) => `负责人 ${name}`,
  noOwner: '还没有负责人',
  company: '公司',
  done: '记下了。',
  moved: '情况已经变了，下面是现在的样子。',
  none: '现在没有。',
  news: (title: string, number: string, what: string) => `${title} · ${number} ${what}`,
  digest: (title: string, count: number) => `${title} · 今天还有 ${count} 条进展`,
  more: (count: number) => `还有 ${count} 条。`,
  duty: {
    opened: '等你受理',
    again: '同一处又出现，升一级，请你督办',
    handedOver: '转给你负责',
    warned: (clock: string) => `快到期了：${clock}`,
    escalated: (clock: string) => `${clock}超期，请你督办`,
  },
};
const en: typeof zh = {
  close: 'Close',
  open: 'Open',
  submit: 'Submit',
  handOver: 'Hand over',
  to: 'New owner',
  due: 'Due date',
  photos: (count) => (count === 1 ? '1 photo' : `${count} photos`),
  photosOf: (number) => `Photos of ${number}`,
  photosSent: 'The photos are in your messages with the bot.',
  history: 'History',
  until: (clock, by) => `${clock} by ${by}`,
  overdue: (clock) => `overdue to ${clock}`,
  owner: (name) => `owner ${name}`,
  noOwner: 'no owner yet',
  company: 'The company',
  done: 'Noted.',
  moved: 'It has moved on. This is how it stands now.',
  none: 'Nothing here right now.',
  news: (title, number, what) => `${title} · ${number} ${what}`,
  digest: (title, count) => `${title} · ${count} more ${count === 1 ? 'piece' : 'pieces'} of news today`,
  more: (count) => `${count} more.`,
  duty: {
    opened: 'is waiting for someone to accept it',
    again: 'came up again at the same place and has been escalated to you',
    handedOver: 'has been handed over to you',
    warned: (clock) => `is due soon: ${clock}`,
    escalated: (clock) => `is overdue to ${clock} and has been escalated to you`,
  },
};

/** What the screens of every kind of case say alike. */
export const screenWords = { zh, en };
