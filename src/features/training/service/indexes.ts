import type { Context } from '../../../context.ts';
import { digestRuns } from '../digest-model.ts';
import { feedback, voices } from '../feedback-model.ts';
import { courses, enrolments, sessions } from '../model.ts';
import { courseQuizzes } from '../quiz-model.ts';
import { studies } from '../study-model.ts';

/** Makes the indexes; running it again changes nothing. */
export async function prepareTraining(ctx: Pick<Context, 'db'>): Promise<void> {
  const all = [courses, sessions, enrolments, digestRuns, voices, feedback, studies, courseQuizzes];
  await Promise.all(all.map((model) => model(ctx).createIndexes()));
}
