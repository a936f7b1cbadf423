import type { Feature, NoticeRenderer } from '../../bot/feature.ts';
import type { Questions } from '../../bot/question-sources.ts';
import type { Kinds } from '../../certificates/verify.ts';
import { opinionDropReasons } from '../../gatherings/opinions/opinions.ts';
import type { Bilingual } from '../../lib/language.ts';
import { attendanceActions, trainerActions, trainerModals, trainerOptions } from './attendance/actions.ts';
import { certificateActions, certificateModals } from './certificate/actions.ts';
import { certificateDropReasons, certificateNotices } from './certificate/notices.ts';
import { changeActions, changeModals } from './change/actions.ts';
import { officerActions, officerModals, officerOptions } from './course/actions.ts';
import { copyActions, copyModals } from './course/copy/actions.ts';
import { makeUpActions, makeUpModals } from './course/make-up/actions.ts';
import { reviseActions, reviseModals } from './course/revise-actions.ts';
import { termsHandlers } from './course/terms/actions.ts';
import { digest } from './digest/notices.ts';
import { feedback, feedbackActions, feedbackModals } from './feedback/actions.ts';
import { planFileActions, planFileModals } from './import/actions.ts';
import { importedNotice } from './import/notices.ts';
import { materialsActions, materialsModals, materialsNotice } from './materials/actions.ts';
import { sessionDropReasons, sessionNotices, sessionReminder } from './notices/notices.ts';
import { numbersActions } from './numbers/actions.ts';
import { workerActions, workerModals } from './pages/actions.ts';
import { courseOptions } from './prerequisites/fields.ts';
import { quizActions } from './quiz/actions.ts';
import { quiz } from './quiz/notices.ts';
import { calendarActions } from './session/calendar-actions.ts';
import { studyActions } from './study/actions.ts';
import { study, studyChanged, studyReminder } from './study/notices.ts';

/*
 * What the parts add to the feature. They know the parts below them; all of them together are known here alone.
 */

/** What happens when somebody presses, sends or types, on all screens. */
export function handlersOf(
  questions: Questions,
  kinds: Kinds,
): Required<Pick<Feature, 'actions' | 'modals' | 'options'>> {
  const terms = termsHandlers(questions);
  return {
    actions: {
      ...workerActions,
      ...calendarActions,
      ...certificateActions(kinds),
      ...officerActions,
      ...changeActions,
      ...reviseActions,
      ...terms.actions,
      ...planFileActions,
      ...copyActions,
      ...materialsActions,
      ...trainerActions,
      ...attendanceActions,
      ...makeUpActions,
      ...feedbackActions,
      ...studyActions,
      ...quizActions(questions),
      ...numbersActions,
    },
    modals: {
      ...workerModals,
      ...certificateModals(kinds),
      ...officerModals,
      ...changeModals,
      ...reviseModals,
      ...terms.modals,
      ...planFileModals,
      ...copyModals,
      ...materialsModals,
      ...trainerModals,
      ...makeUpModals,
      ...feedbackModals,
    },
    options: {
      ...officerOptions,
      ...trainerOptions,
      ...courseOptions,
      question: { role: 'officer', search: questions.search },
      quizBank: { role: 'officer', search: questions.banks },
    },
  };
}

/** Of a session, or of the end of a self-study. */
const remind: NoticeRenderer = (request) =>
  request.params.course === undefined ? sessionReminder(request) : studyReminder(request);

export const notices: Record<string, NoticeRenderer> = {
  ...sessionNotices,
  ...certificateNotices,
  remind,
  digest,
  feedback,
  quiz,
  study,
  'study-changed': studyChanged,
  imported: importedNotice,
  materials: materialsNotice,
};

export const dropReasons: Record<string, Bilingual> = {
  ...sessionDropReasons,
  ...certificateDropReasons,
  ...opinionDropReasons,
};
