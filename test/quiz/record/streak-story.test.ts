import { afterEach, expect, test } from 'vitest';
import { members } from '../../../src/members/model.ts';
import { standingOf } from '../../../src/participation/ledger/store.ts';
import { verify } from '../../../src/participation/ledger/verify.ts';
import { answer, lockDay, makeBank, makeSchedule, says, seen, since } from '../../helpers/quiz-day.ts';
import { openWorkplace, PEOPLE, type Workplace } from '../../helpers/workplace.ts';

let work: Workplace | undefined;
afterEach(() => work?.close());

async function streakOf(user: string, at: Workplace): Promise<number | undefined> {
  return (await standingOf(at.ctx, user))?.streak.current;
}

test('a quiz on Mondays, answered three times running, is a streak of three; who leaves one out begins again', async () => {
  work = await openWorkplace({ at: '2026-03-02T07:30:00+08:00', bot: 'http' });
  const bank = await makeBank(work);
  await makeSchedule(work, bank, { cadence: { kind: 'weekly', weekday: 1 } });
  const [chen, li] = [work.slack.as(PEOPLE.chen), work.slack.as(PEOPLE.li)];
  for (const [day, doesLi] of [
    ['2026-03-02', true],
    ['2026-03-09', false],
    ['2026-03-16', true],
  ] as const) {
    await work.moveTo(`${day}T08:00:30+08:00`);
    await answer(chen, '停止作业', since(`${day}T00:00:00+08:00`));
    if (doesLi) await answer(li, '停止作业', since(`${day}T00:00:00+08:00`));
    await lockDay(work, day);
  }
  expect(await streakOf(PEOPLE.chen, work)).toBe(3);
  expect(await streakOf(PEOPLE.li, work)).toBe(1);
  await work.moveTo('2026-03-20T09:00:00+08:00');
  await chen.command('/jy', 'quiz me');
  await seen(chen, says('3 天'), 'a streak of three on Friday');
  expect((await verify(work.ctx)).differences).toEqual([]);
});

test('days on which nothing ran, and a flight across the zones, break no streak', async () => {
  work = await openWorkplace({ at: '2026-03-02T07:30:00+08:00', bot: 'http' });
  const bank = await makeBank(work);
  await makeSchedule(work, bank, { time: '08:00', lock: 'end-of-day' });
  const chen = work.slack.as(PEOPLE.chen);
  await work.moveTo('2026-03-02T08:00:30+08:00');
  await answer(chen, '停止作业');
  // In Los Angeles it is still Sunday; Monday’s question comes there too, and stays unanswered.
  await members(work.ctx).updateOne({ user: PEOPLE.chen }, { $set: { tz: 'America/Los_Angeles' } });
  await work.moveTo('2026-03-02T08:00:30-08:00');
  await work.moveTo('2026-03-03T08:00:30-08:00');
  await answer(chen, '停止作业', since('2026-03-03T07:59:00-08:00'));
  await lockDay(work, '2026-03-02');
  expect(await streakOf(PEOPLE.chen, work)).toBe(2);
  expect((await verify(work.ctx)).differences).toEqual([]);
});
