import type { NoticeRenderer } from '../../../bot/feature.ts';
import { readerOf, topicOf } from '../messages/reader.ts';
import { findQuiz } from './service/quiz.ts';
import { shownQuiz } from './shown.ts';
import { quizMessage } from './views.ts';

/** The invitation; once a try is begun it is drawn as it stands. */
export const quiz: NoticeRenderer = async ({ ctx, recipient, params, isSent }) => {
  if (recipient === undefined) return { drop: 'over' };
  const found = await findQuiz(ctx, params.course ?? '', recipient.user);
  if (found === undefined) return { drop: 'over' };
  const shown = shownQuiz(recipient, found);
  if (!isSent && shown.tries.length > 0) return { drop: 'answered' };
  return { ...quizMessage(readerOf(recipient), shown), about: topicOf(shown) };
};
