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
  /** The sender's word on the outcome, where there is one. */
  satisfied?: Record<string, string>;
  /** An event as a call to act, where the piece of news would not say what to do. */
  calls?: Record<string, (about: CallAbout) => string>;
  /** What of the words that all screens share it says otherwise. */
  words?: Partial<ScreenWords>;
}

/** What a call to act can name: the clock that runs out, who gets the case next, the sender's word, the owner. */
export type CallAbout = Record<'clock' | 'up' | 'satisfied' | 'owner', string>;

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
  doneHidden: '记下了。',
  said: '谢谢，记下了。',
  reopened: (up: string) => `记下了。这条交给${up}，重新办理。`,
  first: (name: string) => `${name} 已经受理了。`,
  anonymous: '匿名',
  sender: (name: string) => `提交人 ${name}`,
  support: (count: number) => `${count} 人支持`,
  supportButton: '支持',
  watchButton: '关注进展',
  unwatchButton: '不再关注',
  supported: (number: string) => `已支持 ${number}，有进展会告诉你。`,
  merge: '合并',
  mergeInto: '并入哪一条',
  mergeOther: '别的，写在下面',
  mergeNumber: '编号',
  mergeNone: '请选一条，或者写编号。',
  mergedInto: (number: string) => `已并入 ${number}`,
  openOther: (number: string) => `看 ${number}`,
  back: '返回',
  office: (names: string) => (names === '' ? '公司工会' : `公司工会：${names}`),
  comma: '、',
  goesUp: (up: string) => `超期转给${up}`,
  wentUp: (up: string) => `现在由${up}处理`,
  goesTo: (up: string) => `提交以后交给${up}，重新办理。`,
  closes: '这条已经重办过一次。提交以后就办结，负责人会看到。',
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
    away: (name: string) => `负责人${name}外出，请你接手`,
  },
};
export type ScreenWords = typeof zh;

const en: ScreenWords = {
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
  doneHidden: 'Noted.',
  said: 'Thank you, noted.',
  reopened: (up) => `Noted. It has been escalated to ${up}, to be dealt with again.`,
  first: (name) => `${name} has taken it on already.`,
  anonymous: 'anonymous',
  sender: (name) => `sent by ${name}`,
  support: (count) => (count === 1 ? '1 supporter' : `${count} supporters`),
  supportButton: 'Support',
  watchButton: 'Follow',
  unwatchButton: 'Stop following',
  supported: (number) => `You support ${number} and will hear of its progress.`,
  merge: 'Merge',
  mergeInto: 'Merge into',
  mergeOther: 'Another one, by its number',
  mergeNumber: 'Number',
  mergeNone: 'Choose one, or write a number.',
  mergedInto: (number) => `Merged into ${number}`,
  openOther: (number) => `See ${number}`,
  back: 'Back',
  office: (names) => (names === '' ? 'the company’s union' : `the company’s union: ${names}`),
  comma: ', ',
  goesUp: (up) => `If overdue, it is escalated to ${up}`,
  wentUp: (up) => `Now with ${up}`,
  goesTo: (up) => `Once you send this, it is escalated to ${up}, to be dealt with again.`,
  closes: 'It has been dealt with again once already. It closes when you send this; the owner reads it.',
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
    away: (name) => `${name} is away: you take over`,
  },
};

/** What the screens of every kind of case say alike. */
export const screenWords: Record<Locale, ScreenWords> = { zh, en };

/** The same in a feature's own words, where it has some. */
export function wordsFor(texts: CaseTextsBoth, locale: Locale): ScreenWords {
  return { ...screenWords[locale], ...texts[locale].words };
}
