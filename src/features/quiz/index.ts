import type { Feature } from '../../bot/feature.ts';
import { actions } from './actions.ts';
import { browseActions, browseModals } from './bank/browse-actions.ts';
import { bankActions, bankCommands, bankModals } from './bank-actions.ts';
import { channelActions } from './channel-actions.ts';
import { overview, workerCommands } from './commands.ts';
import { dialogActions, dialogModals } from './dialog-actions.ts';
import { home } from './home.ts';
import { dropReasons, notices, noticeTitles, refusable } from './notices.ts';
import { reportActions, reportCommands, reportModals } from './report-actions.ts';
import { scheduleActions, scheduleCommands, scheduleModals } from './schedule-actions.ts';
import { askedDays } from './service/asked.ts';
import { channelUses } from './service/channel-uses.ts';
import { prepareQuiz } from './service/indexes.ts';
import { bankQuestions } from './service/offer.ts';
import { recountReviews } from './service/recount.ts';
import { prepareRegrade } from './service/regrade.ts';
import { subjectsOf } from './service/subjects.ts';
import { statsActions, statsCommands } from './stats-actions.ts';

/** The daily quiz 每日一题 and the question banks 题库. */
export const quiz: Feature = {
  name: 'quiz',
  aliases: ['答题', '每日一题'],
  phrases: ['做题', '题目', '今天的题', '积分', '得分', '名次', 'question', 'points', 'streak'],
  title: { zh: '每日一题', en: 'Daily quiz' },
  summary: { zh: '每个工作日一道题，答完就看解析', en: 'a question every working day, explained at once' },
  overview,
  commands: [...workerCommands, ...bankCommands, ...scheduleCommands, ...reportCommands, ...statsCommands],
  directCommands: [
    { command: '/quiz', summary: { zh: '今天的题；答完了看成绩', en: 'today’s question, then your record' } },
  ],
  actions: {
    ...actions,
    ...channelActions,
    ...dialogActions,
    ...bankActions,
    ...browseActions,
    ...scheduleActions,
    ...reportActions,
    ...statsActions,
  },
  modals: { ...dialogModals, ...bankModals, ...browseModals, ...scheduleModals, ...reportModals },
  home,
  notices,
  noticeTitles,
  subjects: subjectsOf,
  dropReasons,
  refusable,
  scopes: [],
  events: [],
  channelUses,
  questions: bankQuestions,
  recount: recountReviews,
  askedDays,
  prepare: async (ctx) => {
    await Promise.all([prepareQuiz(ctx), prepareRegrade(ctx)]);
  },
};
