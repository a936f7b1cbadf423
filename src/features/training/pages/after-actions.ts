import type { Action, Modal, OptionSource } from '../../../bot/feature.ts';
import type { Questions } from '../../../bot/question-sources.ts';
import { feedbackActions, feedbackModals } from '../feedback/actions.ts';
import { quizActions } from '../quiz/actions.ts';
import { studyActions } from '../study/actions.ts';

/** What is touched after a class, and in a self-study. */
export const afterActions = (questions: Questions): Record<string, Action> => ({
  ...feedbackActions,
  ...studyActions,
  ...quizActions(questions),
});
export const afterModals: Record<string, Modal> = { ...feedbackModals };
export const afterOptions = (questions: Questions): Record<string, OptionSource> => ({
  question: { role: 'officer', search: questions.search },
  quizBank: { role: 'officer', search: questions.banks },
});
