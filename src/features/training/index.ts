import type { Feature } from '../../bot/feature.ts';
import { calendarActions } from './calendar-actions.ts';
import { commands, overview } from './commands.ts';
import { copyActions, copyModals } from './copy-actions.ts';
import { homeBlocks } from './list-views.ts';
import { materialsActions, materialsModals } from './materials-actions.ts';
import { dropReasons, notices } from './notices.ts';
import { numbersActions } from './numbers-actions.ts';
import { officerActions, officerModals, officerOptions } from './officer-actions.ts';
import { importCommand, planFileActions, planFileModals } from './plan-file-actions.ts';
import { prepareTraining } from './service/indexes.ts';
import { readerOf } from './service/present.ts';
import { mineFor } from './show.ts';
import { termsActions, termsModals } from './terms-actions.ts';
import { trainerActions, trainerModals, trainerOptions } from './trainer-actions.ts';
import { workerActions, workerModals } from './worker-actions.ts';

/** Training 培训: sessions, series and camps; sign-up, waiting line, reminders, attendance, hours. */
export const training: Feature = {
  name: 'training',
  aliases: ['培训'],
  title: { zh: '培训', en: 'Training' },
  summary: { zh: '报名培训、签到、看学时', en: 'sign up, check in, see your hours' },
  overview,
  commands: [...commands, importCommand],
  directCommands: [
    { command: '/training', summary: { zh: '我的培训，可以报名的培训', en: 'your training, and what is open to you' } },
  ],
  actions: {
    ...{ ...workerActions, ...calendarActions, ...officerActions, ...termsActions },
    ...{ ...trainerActions, ...numbersActions, ...planFileActions, ...copyActions, ...materialsActions },
  },
  modals: {
    ...{ ...workerModals, ...officerModals, ...termsModals, ...trainerModals },
    ...{ ...planFileModals, ...copyModals, ...materialsModals },
  },
  options: { ...officerOptions, ...trainerOptions },
  home: async ({ ctx, actor }) => homeBlocks(readerOf(actor), await mineFor(ctx, actor)),
  notices,
  noticeTitles: {
    invite: { zh: '培训通知', en: 'Training: announced' },
    remind: { zh: '培训提醒', en: 'Training: reminder' },
    changed: { zh: '培训变动', en: 'Training: changed' },
    cancelled: { zh: '培训取消', en: 'Training: cancelled' },
    assigned: { zh: '培训安排', en: 'Training: put on the list' },
    handover: { zh: '培训缺讲师', en: 'Training: without a trainer' },
    week: { zh: '本周培训', en: 'Training: this week' },
    absent: { zh: '缺席原因', en: 'Training: why absent' },
  },
  dropReasons,
  refusable: {
    remind: { zh: '培训提醒', en: 'Training reminders' },
    week: { zh: '每周一的本周培训', en: 'The week’s training, on Mondays' },
  },
  scopes: [],
  events: [],
  prepare: prepareTraining,
};
