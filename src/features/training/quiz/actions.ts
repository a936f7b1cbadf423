import { present } from '../../../bot/draw/present.ts';
import type { Action } from '../../../bot/feature.ts';
import type { Questions } from '../../../bot/question-sources.ts';
import type { ActionRequest } from '../../../bot/request.ts';
import { readerOf } from '../messages/reader.ts';
import { answerQuiz, type QuizState, quizState, startTry } from './service/quiz.ts';
import { quizResults } from './service/results.ts';
import { shownQuiz } from './shown.ts';
import { answerRef, quizMessage, quizModal, quizOf, quizResultsModal } from './views.ts';

const worker = (run: (request: ActionRequest) => Promise<void>): Action => ({ role: 'worker', run });

/** What a press has come to, where it was pressed. */
async function answered(request: ActionRequest, state: QuizState): Promise<void> {
  const { actor } = request;
  const shown = shownQuiz(actor, state);
  await present(request, {
    about: quizOf(shown.course),
    message: () => quizMessage(readerOf(actor), shown),
    modal: () => quizModal(readerOf(actor), shown),
  });
}

export const quizActions = (questions: Questions): Record<string, Action> => ({
  quizStart: worker(async (request) =>
    answered(request, await startTry(request.ctx, request.actor, questions, request.value)),
  ),
  quizAnswer: worker(async (request) => {
    const { ctx, actor, value, suffix } = request;
    const { course, ...asked } = answerRef.read(value);
    await answered(request, await answerQuiz(ctx, actor, course, { ...asked, chosen: Number(suffix) }));
  }),
  quizOpen: worker(async (request) => {
    const { ctx, actor, value } = request;
    await present(request, {
      about: quizOf(value),
      modal: async () => {
        const state = await quizState(ctx, value, actor.user);
        return quizModal(readerOf(actor), shownQuiz(actor, state));
      },
    });
  }),
  quizResults: {
    role: 'officer',
    run: async (request) => {
      const { ctx, actor, value } = request;
      await present(request, {
        about: `results ${value}`,
        modal: async () => {
          const { session, terms, ...results } = await quizResults(ctx, actor, value);
          const { _id: id, topic } = session;
          return quizResultsModal(readerOf(actor), { id, topic, terms }, results);
        },
      });
    },
  },
});
