import type { Actor } from '../../../bot/actor.ts';
import { courseWords } from '../rules/course-words.ts';
import type { QuizState } from './service/quiz.ts';
import { stageFor } from './service/results.ts';
import type { QuizShown } from './views.ts';

/** A quiz as its person may see it. */
export function shownQuiz(actor: Pick<Actor, 'tz' | 'locale'>, { course, own }: QuizState): QuizShown {
  return {
    course: course._id,
    topic: courseWords(actor.locale, course).topic,
    terms: course.terms.quiz,
    tries: own.tries,
    stage: stageFor(actor, own),
  };
}
