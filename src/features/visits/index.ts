import type { Feature } from '../../bot/feature.ts';
import { commands } from './commands.ts';
import { discussionParts } from './discussion/actions.ts';
import { findingActions, findingModals } from './findings/actions.ts';
import { findingOfIdea } from './findings/service.ts';
import { home, overview, waiting } from './home.ts';
import { dropReasons, follows, notices } from './notices.ts';
import { numbersActions } from './numbers/actions.ts';
import { roundActions, roundModals } from './round/actions.ts';
import { prepare } from './service.ts';

/** Visits 走访 and the big discussion 大讨论: what was said where people work, each with an owner and a clock. */
export const visits = (all: readonly Feature[]): Feature => {
  const { actions, modals, options, live } = discussionParts(all);
  return {
    name: 'visits',
    aliases: ['走访', '四进四访'],
    phrases: ['大讨论', '进班组', '下基层', 'discussion', 'visit'],
    title: { zh: '走访', en: 'Visits' },
    emoji: '🚶',
    summary: { zh: '走访问题件件有人办，大讨论人人能说', en: 'what was said on visits, and discussions' },
    overview,
    commands,
    actions: { ...findingActions, ...roundActions, ...numbersActions, ...actions },
    modals: { ...findingModals, ...roundModals, ...modals },
    options,
    live,
    home,
    waiting,
    notices,
    follows,
    noticeTitles: {
      duty: { zh: '走访待办', en: 'Visits: to do' },
      news: { zh: '走访问题的进展', en: 'Visits: news' },
      digest: { zh: '走访问题的进展汇总', en: 'Visits: news of the day' },
      notice: { zh: '大讨论', en: 'Discussion' },
      reminder: { zh: '大讨论的提醒', en: 'Reminder of a discussion' },
      ended: { zh: '大讨论结束', en: 'End of a discussion' },
      summary: { zh: '大讨论的小结', en: 'Summary of a discussion' },
    },
    dropReasons,
    refusable: {
      news: { zh: '和我有关的走访问题的进展', en: 'News of findings that concern me' },
      digest: { zh: '同一天其余进展的汇总', en: 'The rest of a day’s news, together' },
      reminder: { zh: '大讨论的提醒', en: 'Reminders of discussions' },
    },
    ideas: { label: { zh: '转为走访问题', en: 'Turn into a finding' }, take: findingOfIdea },
    prepare,
  };
};
