import type { Feature } from '../../bot/feature.ts';
import { actions } from './answering/actions.ts';
import { dialogActions, dialogModals } from './answering/dialog-actions.ts';
import { bankActions, bankCommands, bankModals } from './bank/actions.ts';
import { bankQuestions } from './bank/service/offer.ts';
import { browseActions, browseModals } from './browse/actions.ts';
import { askedDays } from './card/service/asked.ts';
import { channelActions } from './channel/actions.ts';
import { channelUses } from './channel/service/uses.ts';
import { directCommands, overview, workerCommands } from './commands.ts';
import { figures } from './figures.ts';
import { dropReasons, follows, notices, noticeTitles, refusable } from './notices.ts';
import { home, page, waiting } from './record/home.ts';
import { reportActions, reportCommands, reportModals } from './reports/actions.ts';
import { prepareRegrade } from './reports/service/regrade.ts';
import { recallOfBank } from './review/service/recall.ts';
import { recountReviews } from './review/service/recount.ts';
import { scheduleActions, scheduleCommands, scheduleModals } from './schedule/actions.ts';
import { prepareQuiz } from './service/indexes.ts';
import { subjectsOf } from './service/subjects.ts';
import { statsActions, statsCommands } from './stats/actions.ts';

/** The daily quiz 每日一题 and the question banks 题库. */
export const quiz = (): Feature => ({
  name: 'quiz',
  aliases: ['答题', '每日一题'],
  phrases: ['做题', '题目', '今天的题', '积分', '得分', '名次', 'question', 'points', 'streak'],
  title: { zh: '每日一题', en: 'Daily quiz' },
  emoji: '🧠',
  summary: { zh: '每个工作日一道题，答完就看解析', en: 'a question every working day, explained at once' },
  overview,
  commands: [...workerCommands, ...bankCommands, ...scheduleCommands, ...reportCommands, ...statsCommands],
  directCommands,
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
  page,
  waiting,
  notices,
  follows,
  noticeTitles,
  subjects: subjectsOf,
  dropReasons,
  refusable,
  channelUses,
  questions: { ...bankQuestions, recall: recallOfBank },
  recount: recountReviews,
  askedDays,
  figures,
  prepare: async (ctx) => void (await Promise.all([prepareQuiz(ctx), prepareRegrade(ctx)])),
});
