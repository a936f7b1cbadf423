import type { CaseTexts, CaseTextsBoth } from '../../../cases/screens/words.ts';

const zh: CaseTexts = {
  emoji: '🏅',
  title: '荣誉异议',
  mine: '我的异议',
  states: { filed: '已提交', accepted: '已受理', upheld: '异议成立', rejected: '异议不成立' },
  events: {
    filed: '提交了异议',
    accepted: '已受理',
    upheld: '异议成立',
    rejected: '异议不成立',
    handedOver: '换了负责人',
    warned: '快到期',
    escalated: '超期，升一级',
  },
  clocks: { decide: '办结' },
  steps: { accept: '受理', uphold: '异议成立', reject: '异议不成立' },
  asks: { reject: '为什么不成立（提出的人会看到）', uphold: '为什么成立（提出的人和本人会看到）' },
  outcomeAsk: '',
};

const en: CaseTexts = {
  emoji: '🏅',
  title: 'Honours: objections',
  mine: 'My objections',
  states: { filed: 'Sent', accepted: 'Accepted', upheld: 'Upheld', rejected: 'Not upheld' },
  events: {
    filed: 'an objection was sent',
    accepted: 'accepted',
    upheld: 'the objection was upheld',
    rejected: 'the objection was not upheld',
    handedOver: 'has a new owner',
    warned: 'due soon',
    escalated: 'overdue: one level higher',
  },
  clocks: { decide: 'decide' },
  steps: { accept: 'Accept', uphold: 'Uphold', reject: 'Don’t uphold' },
  asks: {
    reject: 'Why it isn’t upheld (its sender will read it)',
    uphold: 'Why it is upheld (its sender and the nominee will read it)',
  },
  outcomeAsk: '',
};

export const objectionTexts: CaseTextsBoth = { zh, en };
export const KIND_NAMES = {
  zh: { objection: '公示异议', dispute: '材料异议' },
  en: { objection: 'Objection', dispute: 'Dispute of a dossier' },
} as const;
