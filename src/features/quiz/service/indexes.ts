import type { Context } from '../../../context.ts';
import { makeIndexes } from '../../../lib/stores/collection.ts';
import { indexOldQuestions } from '../bank/service/old-questions.ts';
import { banks, cards, questions, runs, schedules } from '../model.ts';
import { reports } from '../reports/model.ts';
import { placeOldReports } from '../reports/service/old-reports.ts';
import { memories } from '../review/model.ts';
import { packOldReviews } from '../review/service/old-records.ts';
import { migrateAudiences } from '../schedule/service/former-audiences.ts';

/** Makes the indexes and brings records of older releases into the present form; again changes nothing. */
export async function prepareQuiz(ctx: Context): Promise<void> {
  await makeIndexes(ctx, [banks, questions, schedules, runs, cards, memories, reports]);
  await migrateAudiences(ctx);
  await placeOldReports(ctx);
  await indexOldQuestions(ctx);
  await packOldReviews(ctx);
}
