import type { NoticeRenderer } from '../../../bot/feature.ts';
import type { NoticeRequest } from '../../../bot/request.ts';
import type { Bilingual } from '../../../lib/language.ts';
import { hasBeenAt, opinionOf, untilOf } from '../feedback/service/feedback.ts';
import { feedbackMessage } from '../feedback/views.ts';
import { findQuiz } from '../quiz/service/quiz.ts';
import { shownQuiz } from '../quiz/shown.ts';
import { quizMessage } from '../quiz/views.ts';
import { readerOf, shownOne } from '../session/service/present.ts';
import { findSession } from '../session/service/write.ts';
import { endNewsFor } from '../study/service/ends.ts';
import { shownStudy } from '../study/service/lists.ts';
import { findStudy, isMeantFor, type StudyCourse } from '../study/service/study.ts';
import { type StudyExtras, studyMessage } from '../study/views.ts';

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

/** A self-study that waits, as an invitation or with the reason why it is said once more. */
const studyWaiting =
  (
    whyFor: (request: NoticeRequest, course: StudyCourse) => Promise<Pick<StudyExtras, 'why'> | { drop: string }>,
  ): NoticeRenderer =>
  async (request) => {
    const { ctx, recipient, params, isSent } = request;
    if (recipient === undefined) return { drop: 'over' };
    const course = await findStudy(ctx, params.course ?? '');
    if (course === undefined) return { drop: 'over' };
    const shown = await shownStudy(ctx, recipient, course);
    if (!isSent && shown.stage === 'passed') return { drop: 'answered' };
    const extras = await whyFor(request, course);
    if ('drop' in extras) return extras;
    const isEndedEarly = extras.why === 'earlier' && shown.beganAt === undefined;
    if (!isSent && shown.stage === 'closed' && !isEndedEarly) return { drop: 'over' };
    // Whom it is for may have been changed since this was planned; who has begun may go on.
    const isRevised = !isSent && course.revision !== undefined && shown.beganAt === undefined;
    if (isRevised && !(await isMeantFor(ctx, course, recipient.user))) return { drop: 'not-meant' };
    return studyMessage(readerOf(recipient), shown, extras);
  };

const study = studyWaiting(async () => ({}));

export const studyReminder = studyWaiting(async ({ params, isSent }, { terms }) =>
  isSent || params.until === String(terms.study.until.getTime()) ? { why: 'soon' } : { drop: 'moved' },
);

/** It ends earlier or later than the recipient knows. */
const studyChanged = studyWaiting(async ({ ctx, recipient, params, isSent }, course) => {
  const why = await endNewsFor(ctx, course, recipient?.user ?? '', Number(params.rev));
  return why === undefined && !isSent ? { drop: 'nothing-new' } : { why };
});

const quiz: NoticeRenderer = async ({ ctx, recipient, params, isSent }) => {
  if (recipient === undefined) return { drop: 'over' };
  const found = await findQuiz(ctx, params.course ?? '', recipient.user);
  if (found === undefined) return { drop: 'over' };
  const shown = shownQuiz(recipient, found);
  if (!isSent && shown.tries.length > 0) return { drop: 'answered' };
  return quizMessage(readerOf(recipient), shown);
};

export const afterNotices: Record<string, NoticeRenderer> = { feedback, study, 'study-changed': studyChanged, quiz };
