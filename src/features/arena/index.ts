import type { Feature } from '../../bot/feature.ts';
import { questionsOf } from '../../bot/question-sources.ts';
import { arenaActions } from './actions.ts';
import { arenaCommands, home, overview, waiting } from './commands.ts';
import { arenaModals, arenaOptions } from './form-actions.ts';
import { dropReasons, follows, notices } from './notices.ts';
import { channelUses } from './service/channel-uses.ts';
import { calendar, prepareArena } from './service/lives.ts';

/** The arena championship 擂台争霸赛: a knockout of people or branch teams, on sealed papers. */
export const arena = (features: readonly Feature[]): Feature => {
  const questions = questionsOf(features);
  return {
    name: 'arena',
    aliases: ['擂台', '擂台赛'],
    phrases: ['争霸赛', '知识竞赛', '比赛', 'contest', 'championship', 'knockout'],
    title: { zh: '擂台', en: 'Arena' },
    emoji: '🏆',
    summary: { zh: '报名擂台赛，在自己的时间作答，看对阵图', en: 'sign up, play when it suits you, see the bracket' },
    overview,
    commands: arenaCommands(questions),
    actions: arenaActions(questions),
    modals: arenaModals(questions),
    options: arenaOptions(questions),
    home,
    waiting,
    isFor: () => true,
    notices,
    follows,
    noticeTitles: { ...calendar.titles, board: { zh: '对阵图', en: 'Bracket' }, off: { zh: '取消', en: 'Cancelled' } },
    dropReasons,
    refusable: {
      opening: { zh: '擂台赛开放报名', en: 'Arena: sign-up opens' },
      closing: { zh: '擂台赛报名快截止', en: 'Arena: sign-up closes soon' },
      standings: { zh: '擂台赛每轮战况', en: 'Arena: standings' },
    },
    contestNotices: calendar.contestNotices,
    channelUses,
    prepare: prepareArena,
  };
};
