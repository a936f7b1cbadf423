import { prepareBallots } from '../../ballots/ballots.ts';
import { ballotDropReasons, ballotFollows, ballotNotices, ballotNoticeTitles } from '../../ballots/notices.ts';
import type { Feature } from '../../bot/feature.ts';
import { actions, modals, options } from './actions.ts';
import { commands, home, overview, waiting } from './commands.ts';
import { votes as ballots } from './service.ts';

/** Votes 投票: officers ask an audience a question, in secret or openly. */
export const votes = (): Feature => ({
  name: 'votes',
  aliases: ['投票', '表决', 'vote'],
  phrases: ['选举', '票决', '无记名', 'ballot', 'poll', 'election'],
  title: { zh: '投票', en: 'Votes' },
  emoji: '🗳️',
  summary: { zh: '投票，看结果和全部选票', en: 'vote, see results and all votes' },
  overview,
  commands,
  actions,
  modals,
  options,
  home,
  waiting,
  isFor: () => true,
  notices: ballotNotices(ballots),
  follows: ballotFollows,
  noticeTitles: ballotNoticeTitles,
  dropReasons: ballotDropReasons,
  refusable: { ballotRemind: { zh: '投票提醒', en: 'Voting reminders' } },
  prepare: prepareBallots,
});
