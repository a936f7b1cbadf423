import { certificateYears } from '../../../certificates/register.ts';
import type { Context } from '../../../context.ts';
import { makeIndexes } from '../../../lib/stores/collection.ts';
import { certificates } from '../certificate/model.ts';
import { digestRuns } from '../digest/model.ts';
import { feedback, voices } from '../feedback/model.ts';
import { takeOverImports } from '../import/service/import.ts';
import { attendances, courses, sessions } from '../model.ts';
import { courseQuizzes } from '../quiz/model.ts';
import { studies } from '../study/model.ts';

/** Makes the indexes; running it again changes nothing. */
export async function prepareTraining(ctx: Context): Promise<void> {
  const before = [courses, sessions, attendances, digestRuns];
  const after = [voices, feedback, studies, courseQuizzes, certificates, certificateYears];
  await makeIndexes(ctx, [...before, ...after]);
  await takeOverImports(ctx);
}
