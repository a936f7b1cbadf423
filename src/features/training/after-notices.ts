import type { Bilingual, NoticeRenderer } from '../../bot/feature.ts';
import { feedbackMessage } from './feedback-views.ts';
import { shownQuiz } from './quiz-shown.ts';
import { quizMessage } from './quiz-views.ts';
import { hasBeenAt, opinionOf, untilOf } from './service/feedback.ts';
import { readerOf, shownOne } from './service/present.ts';
import { findQuiz } from './service/quiz.ts';
import { findStudy, isMeantFor } from './service/study.ts';
import { shownStudy } from './service/study-lists.ts';
import { findSession } from './service/write.ts';
import { studyMessage } from './study-views.ts';

export const afterDropReasons: Record<string, Bilingual> = {
  'was-absent': { zh: '没有参加', en: 'was not there' },
};

const feedback: NoticeRenderer = async ({ ctx, recipient, params, isSent }) => {
  const session = await findSession(ctx, params.session ?? '');
  if (session === undefined || recipient === undefined) return { drop: 'over' };
  if (!isSent && !(await hasBeenAt(ctx, session, recipient.user))) return { drop: 'was-absent' };
  const opinion = await opinionOf(ctx, session._id, recipient.user);
  return feedbackMessage(readerOf(recipient), await shownOne(ctx, recipient, session), opinion, untilOf(session));
};

/** A self-study that waits, as an invitation or as the reminder before its end. */
const studyWaiting =
  (isReminder: boolean): NoticeRenderer =>
  async ({ ctx, recipient, params, isSent }) => {
    if (recipient === undefined) return { drop: 'over' };
    const course = await findStudy(ctx, params.course ?? '');
    if (course === undefined) return { drop: 'over' };
    const shown = await shownStudy(ctx, recipient, course);
    if (!isSent && isReminder && params.until !== String(shown.until.getTime())) return { drop: 'moved' };
    if (!isSent && shown.stage === 'closed') return { drop: 'over' };
    if (!isSent && shown.stage === 'passed') return { drop: 'answered' };
    // Whom it is for may have been changed since this was planned; who has begun may go on.
    const isRevised = !isSent && course.revision !== undefined && shown.stage === 'new';
    if (isRevised && !(await isMeantFor(ctx, course, recipient.user))) return { drop: 'not-meant' };
    return studyMessage(readerOf(recipient), shown, { isReminder });
  };

export const studyReminder = studyWaiting(true);

const quiz: NoticeRenderer = async ({ ctx, recipient, params, isSent }) => {
  if (recipient === undefined) return { drop: 'over' };
  const found = await findQuiz(ctx, params.course ?? '', recipient.user);
  if (found === undefined) return { drop: 'over' };
  const shown = shownQuiz(recipient, found);
  if (!isSent && shown.tries.length > 0) return { drop: 'answered' };
  return quizMessage(readerOf(recipient), shown);
};

export const afterNotices: Record<string, NoticeRenderer> = { feedback, study: studyWaiting(false), quiz };
