import { afterEach, expect, test } from 'vitest';
import { memories } from '../../../src/features/quiz/review/model.ts';
import { packOldReviews } from '../../../src/features/quiz/review/service/old-records.ts';
import { recountReviews } from '../../../src/features/quiz/review/service/recount.ts';
import { answer, openDay } from '../../helpers/quiz-day.ts';
import { rememberedBy } from '../../helpers/remembered.ts';
import { PEOPLE, type Workplace } from '../../helpers/workplace.ts';

let work: Workplace | undefined;
afterEach(() => work?.close());

test('what earlier releases remembered is packed at the start, by two processes at once, and is what the ledger says', async () => {
  const day = await openDay();
  work = day.work;
  const { ctx } = work;
  await answer(work.slack.as(PEOPLE.chen), '停止作业');
  await answer(work.slack.as(PEOPLE.li), '继续作业');
  const packed = await rememberedBy(ctx);
  const { workspace } = ctx;
  const found = await memories(ctx).find({ workspace }).lean();
  // As the release before kept it, with a question that is no more; and one of the two has answered again since.
  const old = found.map(({ member, questions: question }) => ({
    workspace,
    member,
    question,
    lastKey: 'quiz.answer-x-0',
    ...packed[member],
  }));
  const rows = ctx.db.collection('quiz_reviews');
  await rows.insertMany([
    ...old.map((one) => (one.member === PEOPLE.li ? { ...one, last: new Date(0), right: true } : one)),
    { ...old[0], question: 'gone' } as (typeof old)[number],
  ]);
  await memories(ctx).deleteOne({ workspace, member: PEOPLE.chen });
  await Promise.all([packOldReviews(ctx), packOldReviews(ctx)]);
  expect(await rememberedBy(ctx)).toEqual(packed);
  expect(await rows.countDocuments({})).toBe(0);
  expect(await recountReviews(ctx, { repair: false })).toEqual([]);
  await packOldReviews(ctx);
  expect(await rememberedBy(ctx)).toEqual(packed);
});
