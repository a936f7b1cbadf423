import type { CaseTexts, CaseTextsBoth } from '../../../cases/screens/words.ts';

const zh: CaseTexts = {
  emoji: '🛠️',
  title: '比武申诉',
  mine: '我的申诉',
  states: { filed: '已提交', accepted: '已受理', upheld: '已改判', rejected: '维持原分' },
  events: {
    filed: '提交了申诉',
    accepted: '已受理',
    upheld: '申诉成立，已改判',
    rejected: '维持原分',
    handedOver: '换了负责人',
    warned: '快到期',
    escalated: '超期，升一级',
  },
  clocks: { decide: '裁定' },
  steps: { accept: '受理', uphold: '改判', reject: '维持原分' },
  asks: { reject: '为什么维持原分（选手会看到）', uphold: '为什么改判（选手会看到）' },
  outcomeAsk: '',
};

const en: CaseTexts = {
  emoji: '🛠️',
  title: 'Appeals',
  mine: 'My appeals',
  states: { filed: 'Sent', accepted: 'Accepted', upheld: 'Score changed', rejected: 'Score stands' },
  events: {
    filed: 'an appeal was sent',
    accepted: 'accepted',
    upheld: 'the appeal is right, and the score was changed',
    rejected: 'the score stands',
    handedOver: 'has a new owner',
    warned: 'due soon',
    escalated: 'overdue: one level higher',
  },
  clocks: { decide: 'decide' },
  steps: { accept: 'Accept', uphold: 'Change the score', reject: 'The score stands' },
  asks: {
    reject: 'Why the score stands (the entrant will read it)',
    uphold: 'Why the score changes (the entrant will read it)',
  },
  outcomeAsk: '',
};

export const appealTexts: CaseTextsBoth = { zh, en };
