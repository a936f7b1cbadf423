import type { CaseTexts, CaseTextsBoth } from '../../cases/screens/words.ts';
import { messages } from './messages.ts';

const zh: CaseTexts = {
  emoji: '💡',
  title: messages.zh.title,
  mine: messages.zh.mine,
  states: messages.zh.states,
  events: messages.zh.events,
  clocks: messages.zh.clocks,
  satisfied: messages.zh.satisfied,
  steps: {
    accept: '受理',
    start: '答复并开始办理',
    together: '办理结果',
    solved: messages.zh.states.solved,
    partly: messages.zh.states.partly,
    impossible: messages.zh.states.impossible,
    satisfied: messages.zh.satisfied.satisfied,
    content: messages.zh.satisfied.partly,
    reopen: messages.zh.satisfied.not,
    refuse: messages.zh.satisfied.not,
  },
  asks: {
    start: '告诉提交人和关注的人',
    together: '告诉提交人。提交人和关注的人会看到；不能办理时请写明原因',
    reopen: '哪里不满意',
    refuse: '哪里不满意',
  },
  outcomeAsk: messages.zh.outcomeAsk,
  calls: {
    received: () => '新来一条，请受理',
    reopened: () => '提交人不满意，交上一级重办，请受理',
    closed: ({ satisfied }) => `已办结，提交人${satisfied}`,
    silent: () => '七天没有回音，已办结',
    warned: ({ clock, up }) => `明天前要${clock}，超期转给${up}`,
    escalated: ({ clock }) => `${clock}已超期，已转上一级`,
  },
  words: {
    news: (title, number, what) => `${title} · ${number}：${what}`,
    done: '已记下，并告诉了提交人和关注的人。',
    doneHidden: '已记下。匿名提交人会在“我的建议”里看到；匿名的不记积分。',
    open: messages.zh.open,
    company: messages.zh.form.company,
  },
};

const en: CaseTexts = {
  emoji: '💡',
  title: messages.en.title,
  mine: messages.en.mine,
  states: messages.en.states,
  events: messages.en.events,
  clocks: messages.en.clocks,
  satisfied: messages.en.satisfied,
  steps: {
    accept: 'Accept',
    start: 'Reply and start work',
    together: 'Outcome',
    solved: messages.en.states.solved,
    partly: messages.en.states.partly,
    impossible: messages.en.states.impossible,
    satisfied: messages.en.satisfied.satisfied,
    content: messages.en.satisfied.partly,
    reopen: messages.en.satisfied.not,
    refuse: messages.en.satisfied.not,
  },
  asks: {
    start: 'Tell the sender and the followers',
    together: 'Tell the sender. The sender and the followers read it; if it is not possible, give the reason',
    reopen: 'What is not right?',
    refuse: 'What is not right?',
  },
  outcomeAsk: messages.en.outcomeAsk,
  calls: {
    received: () => 'A new one: take it on',
    handedOver: () => 'Handed over to you',
    reopened: () => 'Not satisfied. It has been escalated to you: take it on',
    closed: ({ satisfied }) => `Closed. Rated: ${satisfied}`,
    silent: () => 'Closed after seven days without an answer',
    warned: ({ clock, up }) => `One working day left to ${clock}; after that it is escalated to ${up}`,
    escalated: ({ clock }) => `Overdue to ${clock}: it has been escalated`,
  },
  words: {
    news: (title, number, what) => `${title} · ${number}: ${what}`,
    done: 'Noted; the sender and the followers have been told.',
    doneHidden: 'Noted. The anonymous sender will see it in “My suggestions”; anonymous ones earn no points.',
    open: messages.en.open,
    company: messages.en.form.company,
  },
};

export const texts: CaseTextsBoth = { zh, en };
