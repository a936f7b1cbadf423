import type { Context } from '../../../context.ts';
import { digestRuns } from '../digest-model.ts';
import { courses, enrolments, sessions } from '../model.ts';

/** Makes the indexes; running it again changes nothing. */
export async function prepareTraining(ctx: Pick<Context, 'db'>): Promise<void> {
  const all = [courses, sessions, enrolments, digestRuns];
  await Promise.all(all.map((model) => model(ctx).createIndexes()));
}
