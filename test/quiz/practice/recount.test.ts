import { afterEach, expect, test } from 'vitest';
import { recountReviews } from '../../../src/features/quiz/practice/service/recount.ts';
import { reviews } from '../../../src/features/quiz/review/model.ts';
import { answer, openDay } from '../../helpers/quiz-day.ts';
import { PEOPLE, type Workplace } from '../../helpers/workplace.ts';

const THIS_MORNING = new Date('2026-03-02T00:00:00Z');

let work: Workplace | undefined;
afterEach(() => work?.close());

test('a review that a crash has left behind is found and mended, by the catch-up and by the recount of all', async () => {
  const day = await openDay();
  work = day.work;
  const { ctx } = work;
  await answer(work.slack.as(PEOPLE.chen), '停止作业');
  await answer(work.slack.as(PEOPLE.li), '继续作业');
  for (const options of [{ since: THIS_MORNING }, {}]) {
    expect(await recountReviews(ctx, { ...options, repair: false })).toEqual([]);

    const before = await reviews(ctx).findOne({ member: PEOPLE.chen }, { _id: 0 }).lean();
    await reviews(ctx).deleteOne({ member: PEOPLE.chen });
    const found = await recountReviews(ctx, { ...options, repair: true });
    expect(found).toMatchObject([{ member: PEOPLE.chen, kept: undefined, ledger: before?.due.toISOString() }]);
    expect(await reviews(ctx).findOne({ member: PEOPLE.chen }, { _id: 0 }).lean()).toEqual(before);
  }

  // What says otherwise than the ledger, though nothing is missing, is seen by the recount of all.
  await reviews(ctx).updateOne({ member: PEOPLE.li }, { $set: { right: true } });
  expect(await recountReviews(ctx, { repair: true })).toMatchObject([{ member: PEOPLE.li }]);
  expect(await reviews(ctx).findOne({ member: PEOPLE.li }).lean()).toMatchObject({ right: false });
});
