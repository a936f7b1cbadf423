import type { Feature } from '../../bot/feature.ts';
import type { Questions } from '../../bot/question-sources.ts';
import { afterActions, afterModals, afterOptions } from './after-actions.ts';
import { beforeActions } from './before-actions.ts';
import { calendarActions } from './calendar-actions.ts';
import { certificateActions, certificateModals } from './certificate-actions.ts';
import { changeActions, changeModals } from './change-actions.ts';
import { copyActions, copyModals } from './copy-actions.ts';
import { makeUpActions, makeUpModals } from './make-up-actions.ts';
import { materialsActions, materialsModals } from './materials-actions.ts';
import { numbersActions } from './numbers-actions.ts';
import { officerActions, officerModals, officerOptions } from './officer-actions.ts';
import { planFileActions, planFileModals } from './plan-file-actions.ts';
import { courseOptions } from './prerequisites-input.ts';
import { reviseActions, reviseModals } from './revise-actions.ts';
import { termsActions, termsModals } from './terms-actions.ts';
import { trainerActions, trainerModals, trainerOptions } from './trainer-actions.ts';
import { workerActions, workerModals } from './worker-actions.ts';

/** What the slice does when somebody presses, sends or types, of all its screens. */
export function handlersOf(questions: Questions): Required<Pick<Feature, 'actions' | 'modals' | 'options'>> {
  return {
    actions: {
      ...{ ...workerActions, ...beforeActions, ...calendarActions, ...certificateActions },
      ...{
        ...officerActions,
        ...changeActions,
        ...reviseActions,
        ...termsActions(questions),
        ...planFileActions,
        ...copyActions,
        ...materialsActions,
      },
      ...{ ...trainerActions, ...makeUpActions, ...afterActions(questions), ...numbersActions },
    },
    modals: {
      ...{ ...workerModals, ...certificateModals },
      ...{
        ...officerModals,
        ...changeModals,
        ...reviseModals,
        ...termsModals(questions),
        ...planFileModals,
        ...copyModals,
        ...materialsModals,
      },
      ...{ ...trainerModals, ...makeUpModals, ...afterModals },
    },
    options: { ...officerOptions, ...trainerOptions, ...courseOptions, ...afterOptions(questions) },
  };
}
