import type { Context } from '../../../context.ts';
import { courses, enrolments, sessions } from '../model.ts';

/** Makes the indexes; running it again changes nothing. */
export async function prepareTraining(ctx: Pick<Context, 'db'>): Promise<void> {
  await Promise.all([courses(ctx).createIndexes(), sessions(ctx).createIndexes(), enrolments(ctx).createIndexes()]);
}
