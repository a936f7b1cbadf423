import type { Context } from '../../../context.ts';
import { makeIndexes } from '../../../lib/stores/collection.ts';
import { banks, cards, questions, runs, schedules } from '../model.ts';
import { reviews } from '../practice/model.ts';
import { reports } from '../reports/model.ts';
import { placeOldReports } from '../reports/service/old-reports.ts';

/** Makes the indexes and gives old reports what they lack, once per process. */
export async function prepareQuiz(ctx: Pick<Context, 'db' | 'workspace'>): Promise<void> {
  await makeIndexes(ctx, [banks, questions, schedules, runs, cards, reviews, reports]);
  await placeOldReports(ctx);
}
