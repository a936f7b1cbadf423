import type { Feature } from '../../bot/feature.ts';
import { questionsOf } from '../../bot/question-sources.ts';
import { kindsOf, verifyPage } from '../../certificates/verify.ts';
import { skillRecord } from './certificate/notices.ts';
import { trainingCertificates } from './certificate/service/certified.ts';
import { commandsOf, overview } from './commands.ts';
import { figures } from './figures.ts';
import { planFileCommands } from './import/actions.ts';
import { NAMED } from './messages/named.ts';
import { follows } from './notices/follows.ts';
import { noticeTitles } from './notices/titles.ts';
import { home, today, waiting } from './pages/home.ts';
import { dropReasons, handlersOf, notices } from './parts.ts';
import { prepareTraining } from './service/indexes.ts';
import { subjectsOf } from './service/subjects.ts';

/** Training 培训: sessions, series and camps; sign-up, waiting line, reminders, attendance, hours; self-study. */
export const training = (features: readonly Feature[]): Feature => ({
  name: 'training',
  aliases: ['培训'],
  phrases: ['报名', '上课', '课程', '学时', '讲座', '请假', 'course', 'class', 'sign up', 'leave', 'day off'],
  ...NAMED,
  summary: { zh: '报名培训、签到、看学时', en: 'sign up, check in, see your hours' },

  overview,
  commands: [...commandsOf(features), ...planFileCommands],
  noticeTitles,
  figures,
  prepare: prepareTraining,
  notices,
  follows,
  dropReasons,
  subjects: subjectsOf,
  record: skillRecord,
  pages: [verifyPage(kindsOf(features))],
  certificates: trainingCertificates,
  directCommands: [
    {
      command: '/training',
      summary: { zh: '我的培训，可以报名的培训', en: 'your training, and what is open to you' },
    },
  ],
  ...handlersOf(questionsOf(features), kindsOf(features)),
  home,
  today,
  waiting,
  refusable: {
    remind: { zh: '培训提醒', en: 'Training reminders' },
    digest: { zh: '周一的培训预告', en: 'The week’s training, on Monday' },
    feedback: { zh: '上完课请我评价', en: 'Asking me for feedback after a session' },
  },
});
