import type { Feature } from '../../bot/feature.ts';
import { commands } from './commands.ts';
import { home, waiting } from './home.ts';
import { dropReasons, follows, notices } from './notices.ts';
import { overview, pageParts } from './page-actions.ts';
import { channelUses } from './service/competitions.ts';
import { calendar, prepare } from './service/lives.ts';
import { standingActions, standingModals } from './standing-actions.ts';
import { valueActions, valueModals } from './value-actions.ts';

/** Labour competition 劳动竞赛, small indicators 小指标竞赛, rival matches 对手赛: ranks that everybody can compute again. */
export const competition = (all: readonly Feature[]): Feature => {
  const { actions, modals, options } = pageParts(all);
  return {
    name: 'competition',
    aliases: ['竞赛', '劳动竞赛'],
    phrases: ['小指标', '对手赛', '流动红旗', '名次', 'standings', 'rival', 'contest'],
    title: { zh: '劳动竞赛', en: 'Competitions' },
    emoji: '🏁',
    summary: {
      zh: '劳动竞赛的名次，怎么算的人人看得到',
      en: 'labour competitions, with ranks that anyone can recompute',
    },
    overview,
    commands,
    actions: { ...actions, ...standingActions, ...valueActions },
    modals: { ...modals, ...standingModals, ...valueModals },
    options,
    home,
    waiting,
    isFor: () => true,
    notices,
    follows,
    noticeTitles: {
      ...calendar.titles,
      refused: { zh: '填报的数被退回', en: 'A value was sent back' },
      rival: { zh: '对手赛', en: 'Rival match' },
      imported: { zh: '竞赛数值导入完成', en: 'Values of a competition imported' },
    },
    contestNotices: calendar.contestNotices,
    channelUses,
    dropReasons,
    refusable: {
      opening: { zh: '竞赛开始的通知', en: 'The beginning of a competition' },
      standings: { zh: '竞赛名次', en: 'Standings of a competition' },
    },
    prepare,
  };
};
