import type { Context } from '../../../context.ts';
import { feedback, voices } from '../feedback-model.ts';
import { courses, enrolments, sessions } from '../model.ts';
import { courseQuizzes } from '../quiz-model.ts';
import { studies } from '../study-model.ts';

/** Makes the indexes; running it again changes nothing. */
export async function prepareTraining(ctx: Pick<Context, 'db'>): Promise<void> {
  const own = [
    courses(ctx),
    sessions(ctx),
    enrolments(ctx),
    voices(ctx),
    feedback(ctx),
    studies(ctx),
    courseQuizzes(ctx),
  ];
  await Promise.all(own.map((one) => one.createIndexes()));
}
