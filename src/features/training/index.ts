import type { Feature } from '../../bot/feature.ts';
import { questionsOf } from '../../bot/question-sources.ts';
import { afterActions, afterModals, afterOptions } from './after-actions.ts';
import { calendarActions } from './calendar-actions.ts';
import { certificateActions, certificateModals } from './certificate-actions.ts';
import { certificateDropReasons, certificateNotices, skillRecord } from './certificate-notices.ts';
import { certificatePage } from './certificate-page.ts';
import { commands, overview } from './commands.ts';
import { checkInFirst, homeBlocks } from './list-views.ts';
import { makeUpActions, makeUpModals } from './make-up-actions.ts';
import { noticeTitles } from './notice-titles.ts';
import { dropReasons, notices } from './notices.ts';
import { numbersActions } from './numbers-actions.ts';
import { officerActions, officerModals, officerOptions } from './officer-actions.ts';
import { courseOptions } from './prerequisites-input.ts';
import { prepareTraining } from './service/indexes.ts';
import { readerOf } from './service/present.ts';
import { mineFor, ownFor } from './show.ts';
import { termsActions, termsModals } from './terms-actions.ts';
import { trainerActions, trainerModals, trainerOptions } from './trainer-actions.ts';
import { workerActions, workerModals } from './worker-actions.ts';

/**
 * Training 培训: sessions, series and camps; sign-up, waiting line, reminders, attendance, hours; self-study.
 * @param askers the features whose banks questions may come from
 */
export const training = (askers: readonly Feature[]): Feature => {
  const questions = questionsOf(askers);
  return {
    name: 'training',
    aliases: ['培训'],
    title: { zh: '培训', en: 'Training' },
    summary: { zh: '报名培训、签到、看学时', en: 'sign up, check in, see your hours' },
    ...{ overview, commands, noticeTitles, scopes: [], events: [], prepare: prepareTraining },
    notices: { ...notices, ...certificateNotices },
    dropReasons: { ...dropReasons, ...certificateDropReasons },
    record: skillRecord,
    pages: [certificatePage],
    directCommands: [
      {
        command: '/training',
        summary: { zh: '我的培训，可以报名的培训', en: 'your training, and what is open to you' },
      },
    ],
    actions: {
      ...{ ...workerActions, ...calendarActions, ...officerActions, ...termsActions(questions) },
      ...{ ...trainerActions, ...numbersActions, ...makeUpActions },
      ...{ ...certificateActions, ...afterActions(questions) },
    },
    modals: {
      ...{ ...workerModals, ...officerModals, ...termsModals(questions) },
      ...{ ...trainerModals, ...makeUpModals, ...afterModals, ...certificateModals },
    },
    options: { ...officerOptions, ...trainerOptions, ...courseOptions, ...afterOptions(questions) },
    home: async ({ ctx, actor }) => homeBlocks(readerOf(actor), await mineFor(ctx, actor)),
    homeFirst: async ({ ctx, actor }) => checkInFirst(readerOf(actor), await ownFor(ctx, actor)),
    refusable: {
      remind: { zh: '培训提醒', en: 'Training reminders' },
      digest: { zh: '周一的培训预告', en: 'The week’s training, on Monday' },
      feedback: { zh: '上完课请我评价', en: 'Asking me for feedback after a session' },
    },
  };
};
