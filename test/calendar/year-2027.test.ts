import { afterAll, beforeAll, expect, it } from 'vitest';
import { deliveries } from '../../src/delivery/model.ts';
import { cards, runs } from '../../src/features/quiz/model.ts';
import { standingOf } from '../../src/participation/ledger/store.ts';
import { answer, lockDay, makeBank, makeSchedule, since } from '../helpers/quiz-day.ts';
import { openWorkplace, PEOPLE, type Workplace } from '../helpers/workplace.ts';

let work: Workplace;
beforeAll(async () => {
  work = await openWorkplace({ at: '2026-12-31T07:30:00+08:00', bot: 'http' });
  await makeSchedule(work, await makeBank(work));
});
afterAll(() => work.close());

let streak = 0;

/** The year has no notice yet: the law alone says what is off. */
it.each([
  ['1 January', '2026-12-31', ['2027-01-01'], '2027-01-04'],
  ['the Spring Festival', '2027-02-04', ['2027-02-05', '2027-02-08'], '2027-02-09'],
  ['1 and 2 May', '2027-04-30', ['2027-05-01', '2027-05-02'], '2027-05-03'],
  ['National Day', '2027-09-30', ['2027-10-01', '2027-10-02'], '2027-10-04'],
])(
  'on %s of 2027 nobody is asked or nudged, and the streak stays',
  { timeout: 120_000 },
  async (_feast, last, off, next) => {
    const worker = work.slack.as(PEOPLE.chen);
    const ask = async (day: string) => {
      await work.moveTo(`${day}T08:00:30+08:00`);
      await answer(worker, '停止作业', since(`${day}T00:00:00+08:00`));
      await lockDay(work, day);
      streak += 1;
    };
    await ask(last);
    const nudges = await deliveries(work.ctx).countDocuments({ kind: 'quiz.nudge' });
    for (const day of off) for (const time of ['08:00:30', '16:31:00']) await work.moveTo(`${day}T${time}+08:00`);
    await ask(next);
    expect(await runs(work.ctx).countDocuments({ day: { $in: off } })).toBe(0);
    expect(await cards(work.ctx).countDocuments({ day: { $in: off } })).toBe(0);
    expect(await deliveries(work.ctx).countDocuments({ kind: 'quiz.nudge' })).toBe(nudges);
    expect((await standingOf(work.ctx, PEOPLE.chen))?.streak.current).toBe(streak);
  },
);
