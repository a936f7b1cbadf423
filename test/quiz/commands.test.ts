import { afterEach, expect, test } from 'vitest';
import { confirm, itemState, pick } from '../../src/features/quiz/card/service/answer.ts';
import { cards } from '../../src/features/quiz/model.ts';
import { workTimesOf } from '../../src/members/calendar/work-times.ts';
import { countedCommands } from '../helpers/counted-commands.ts';
import { actor, has, openDay, seen } from '../helpers/quiz-day.ts';
import { PEOPLE, type Workplace } from '../helpers/workplace.ts';

let work: Workplace | undefined;
afterEach(() => work?.close());

test('an answer costs seven commands in four round trips, and a look at it later six; docs/internals/performance.md says which', async () => {
  const day = await openDay();
  work = day.work;
  await seen(work.slack.as(PEOPLE.chen), has('quiz.pick'), 'the card');
  const chen = await actor(work, PEOPLE.chen);
  const card = await cards(work.ctx).findOne({ member: PEOPLE.chen }).lean();
  const counted = await countedCommands(work.ctx.db);
  const ctx = { ...work.ctx, db: counted.db };
  // The calendar is read once in seconds, not for each answer.
  await workTimesOf(ctx);

  await pick(ctx, chen, card?._id ?? '', 0, { kind: 'choice', chosen: [0] });
  counted.taken();
  counted.inARow();
  await confirm(ctx, chen, card?._id ?? '', 0);
  expect(counted.taken()).toEqual([
    'aggregate standings',
    'find quiz_cards',
    'find quiz_memories',
    'find standings',
    'insert ledger',
    'insert quiz_memories',
    'insert standings',
  ]);
  expect(counted.inARow()).toBe(4);
  await itemState(ctx, chen, card?._id ?? '', 0);
  expect(counted.taken()).toEqual([
    'aggregate standings',
    'find ledger',
    'find ledger',
    'find quiz_cards',
    'find quiz_memories',
    'find standings',
  ]);
  counted.close();
});
