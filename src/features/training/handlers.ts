import type { Feature } from '../../bot/feature.ts';
import type { Questions } from '../../bot/question-sources.ts';
import { trainerActions, trainerModals, trainerOptions } from './attendance/actions.ts';
import { certificateActions, certificateModals } from './certificate/actions.ts';
import { copyActions, copyModals } from './copy/actions.ts';
import { officerActions, officerModals, officerOptions } from './course/actions.ts';
import { reviseActions, reviseModals } from './course/revise-actions.ts';
import { termsActions, termsModals } from './course/terms/actions.ts';
import { changeActions, changeModals } from './dates/actions.ts';
import { planFileActions, planFileModals } from './import/actions.ts';
import { makeUpActions, makeUpModals } from './make-up/actions.ts';
import { materialsActions, materialsModals } from './materials/actions.ts';
import { numbersActions } from './numbers/actions.ts';
import { afterActions, afterModals, afterOptions } from './pages/after-actions.ts';
import { beforeActions } from './prerequisites/actions.ts';
import { courseOptions } from './prerequisites/input.ts';
import { workerActions, workerModals } from './seats/actions.ts';
import { calendarActions } from './session/calendar-actions.ts';

/** What the slice does when somebody presses, sends or types, of all its screens. */
export function handlersOf(questions: Questions): Required<Pick<Feature, 'actions' | 'modals' | 'options'>> {
  return {
    actions: {
      ...workerActions,
      ...beforeActions,
      ...calendarActions,
      ...certificateActions,

      ...officerActions,
      ...changeActions,
      ...reviseActions,
      ...termsActions(questions),
      ...planFileActions,
      ...copyActions,
      ...materialsActions,
      ...trainerActions,
      ...makeUpActions,
      ...afterActions(questions),
      ...numbersActions,
    },
    modals: {
      ...workerModals,
      ...certificateModals,

      ...officerModals,
      ...changeModals,
      ...reviseModals,
      ...termsModals(questions),
      ...planFileModals,
      ...copyModals,
      ...materialsModals,
      ...trainerModals,
      ...makeUpModals,
      ...afterModals,
    },
    options: { ...officerOptions, ...trainerOptions, ...courseOptions, ...afterOptions(questions) },
  };
}
