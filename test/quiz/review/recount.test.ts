import { afterEach, expect, test } from 'vitest';
import { memories } from '../../../src/features/quiz/review/model.ts';
import { type Packed, withState } from '../../../src/features/quiz/review/packed.ts';
import { recountReviews } from '../../../src/features/quiz/review/service/recount.ts';
import { change, memoriesOf } from '../../../src/features/quiz/review/service/store.ts';
import { answer, openDay } from '../../helpers/quiz-day.ts';
import { rememberedBy } from '../../helpers/remembered.ts';
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

    const before = (await rememberedBy(ctx))[PEOPLE.chen];
    await memories(ctx).deleteOne({ member: PEOPLE.chen });
    const found = await recountReviews(ctx, { ...options, repair: true });
    expect(found).toMatchObject([{ member: PEOPLE.chen, kept: undefined, ledger: before?.due.toISOString() }]);
    expect((await rememberedBy(ctx))[PEOPLE.chen]).toEqual(before);
  }

  // What says otherwise than the ledger, though nothing is missing, is seen by the recount of all.
  const [memory] = await memoriesOf(ctx, [PEOPLE.li]);
  const held = (await rememberedBy(ctx))[PEOPLE.li];
  if (memory === undefined || held === undefined) throw new Error('Li remembers nothing');
  const apply = (was: Packed): Packed => withState(was, memory.questions, { ...held, right: true });
  await change(ctx, [{ ...memory, apply }]);
  expect(await recountReviews(ctx, { repair: true })).toMatchObject([{ member: PEOPLE.li }]);
  expect((await rememberedBy(ctx))[PEOPLE.li]).toEqual(held);
});
