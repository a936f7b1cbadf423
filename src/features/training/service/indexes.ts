import type { Context } from '../../../context.ts';
import { certificates, certificateYears } from '../certificate-model.ts';
import { courses, enrolments, sessions } from '../model.ts';
import { doors } from './door.ts';

/** Makes the indexes; running it again changes nothing. */
export async function prepareTraining(ctx: Pick<Context, 'db'>): Promise<void> {
  const kept = [courses(ctx), sessions(ctx), enrolments(ctx), certificates(ctx), certificateYears(ctx), doors(ctx)];
  await Promise.all(kept.map((one) => one.createIndexes()));
}
