import type { NoticeRenderer } from '../../../bot/feature.ts';
import type { NoticeRequest } from '../../../bot/request.ts';
import { readerOf, topicOf } from '../messages/reader.ts';
import { endNewsFor } from './service/ends.ts';
import { shownStudy } from './service/lists.ts';
import { findStudy, isMeantFor, type StudyCourse } from './service/study.ts';
import { type StudyExtras, studyMessage } from './views.ts';

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
    return { ...studyMessage(readerOf(recipient), shown, extras), about: topicOf(shown) };
  };

export const study = studyWaiting(async () => ({}));

export const studyReminder = studyWaiting(async ({ params, isSent }, { terms }) =>
  isSent || params.until === String(terms.study.until.getTime()) ? { why: 'soon' } : { drop: 'moved' },
);

/** It ends earlier or later than the recipient knows. */
export const studyChanged = studyWaiting(async ({ ctx, recipient, params, isSent }, course) => {
  const why = await endNewsFor(ctx, course, recipient?.user ?? '', Number(params.rev));
  return why === undefined && !isSent ? { drop: 'nothing-new' } : { why };
});
