import type { Feature } from '../../bot/feature.ts';
import { actions, modals } from './actions.ts';
import { channelBoardActions, channelBoardModals, channelUses } from './board/channel-actions.ts';
import { commands, overview } from './commands.ts';
import { figures } from './figures.ts';
import { formActions, formModals, formShortcuts } from './form/actions.ts';
import { home, waiting } from './home.ts';
import { ideas } from './ideas.ts';
import { kindsActions, kindsModals } from './kinds/actions.ts';
import { dropReasons, follows, notices } from './notices.ts';
import { prepare } from './service/indexes.ts';
import { statsActions } from './stats/actions.ts';

/** Suggestions 建议与诉求: ideas, problems, hazards and faults, each with an owner and a clock. */
export const suggestions = (): Feature => ({
  name: 'suggestions',
  aliases: ['建议', 'suggest'],
  phrases: ['意见', '诉求', '投诉', '隐患', '故障', '报修', '维修', '坏了', 'idea', 'complaint', 'problem', 'broken'],
  title: { zh: '建议与诉求', en: 'Suggestions' },
  emoji: '💡',
  summary: { zh: '提建议、报问题，件件有回音', en: 'ideas and problems: each has an owner and a date' },
  overview,
  commands,
  directCommands: [
    {
      command: '/suggest',
      verb: 'new',
      summary: { zh: '提建议：写一句话就行', en: 'a suggestion: a sentence is enough' },
    },
  ],
  actions: { ...actions, ...formActions, ...kindsActions, ...statsActions, ...channelBoardActions },
  modals: { ...modals, ...formModals, ...kindsModals, ...channelBoardModals },
  shortcuts: formShortcuts,
  home,
  waiting,
  notices,
  follows,
  noticeTitles: {
    duty: { zh: '建议待办', en: 'Suggestions: to do' },
    news: { zh: '建议的进展', en: 'Suggestions: news' },
    digest: { zh: '建议的进展汇总', en: 'Suggestions: news of the day' },
    channelBoard: { zh: '频道里的建议看板', en: 'Suggestions: a channel’s board' },
  },
  dropReasons,
  refusable: {
    news: { zh: '我提的和关注的建议的进展', en: 'News of what I sent or follow' },
    digest: { zh: '同一天其余进展的汇总', en: 'The rest of a day’s news, together' },
  },
  channelUses,
  ideas,
  figures,
  prepare,
});
