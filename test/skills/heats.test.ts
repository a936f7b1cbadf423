import { afterAll, beforeAll, expect, it } from 'vitest';
import { changeHeat, gathered } from '../../src/features/skills/service/heats.ts';
import { actor, modalOf, says } from '../helpers/quiz-day.ts';
import { limitToBranch, openWorkplace, type Workplace } from '../helpers/workplace.ts';
import { noticeOf } from '../training/classroom.ts';
import { act, contestNow, contestOf, heatNow, MARIA, OFFICER } from './contest-of.ts';

let work: Workplace;
beforeAll(async () => {
  work = await openWorkplace({ at: '2026-03-10T09:00:00+08:00', bot: 'http' });
  await limitToBranch(work);
});
afterAll(() => work.close());

it('tells people on a heat that it has moved, and opens it from there', { timeout: 120_000 }, async () => {
  const { contest, heat } = await contestOf(work);
  await gathered.signUp(work.ctx, heat, { user: MARIA, isMeant: false });
  const startsAt = new Date('2026-03-13T09:00:00+08:00');
  const endsAt = new Date('2026-03-13T12:00:00+08:00');
  const facts = { startsAt, endsAt, where: '二号车间', capacity: 10, each: 15 };
  await changeHeat(work.ctx, await actor(work, OFFICER), heat, facts);
  const worker = work.slack.as(MARIA);
  const told = await noticeOf(worker, 'has changed', 'skills.open');
  await worker.click(act('skills.open'), { message: told });
  await modalOf(worker, says('二号车间'), 'the heat');
  expect((await heatNow(work, heat))?.seats).toMatchObject([{ member: MARIA, state: 'held' }]);
  expect((await contestNow(work, contest)).heats).toMatchObject([{ id: heat, startsAt, endsAt }]);
});
