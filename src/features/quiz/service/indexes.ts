import type { Context } from '../../../context.ts';
import { makeIndexes } from '../../../lib/stores/collection.ts';
import { banks, cards, questions, runs, schedules } from '../model.ts';
import { reviews } from '../practice/model.ts';
import { reports } from '../reports/model.ts';

/** Makes the indexes, once per process. */
export async function prepareQuiz(ctx: Pick<Context, 'db'>): Promise<void> {
  await makeIndexes(ctx, [banks, questions, schedules, runs, cards, reviews, reports]);
}
