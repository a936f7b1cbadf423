import type { Context } from '../../../context.ts';
import { makeIndexes } from '../../../lib/collection.ts';
import { banks, cards, questions, runs, schedules } from '../model.ts';
import { reports } from '../report-model.ts';
import { reviews } from '../review-model.ts';

/** Makes the indexes, once per process. */
export async function prepareQuiz(ctx: Pick<Context, 'db'>): Promise<void> {
  await makeIndexes(ctx, [banks, questions, schedules, runs, cards, reviews, reports]);
}
