import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { courses, sessions } from '../../../src/features/training/model.ts';
import { signUpForAll } from '../../../src/features/training/seats/service/join-all.ts';
import { moveSeat } from '../../../src/features/training/seats/service/seats.ts';
import { members } from '../../../src/members/model.ts';
import { openContext } from '../../../src/start-context.ts';
import { actor } from '../../helpers/quiz-day.ts';
import { openWorkplace, PEOPLE, type Workplace } from '../../helpers/workplace.ts';
import { openCourseOf, sessionOf, signUp } from '../classroom.ts';

let work: Workplace;
beforeAll(async () => {
  work = await openWorkplace({ at: '2026-03-02T09:00:00+08:00', bot: 'http' });
});
afterAll(() => work.close());

const START = new Date('2026-03-11T14:00:00+08:00');

describe('fifty people press “sign up” for ten seats at once', { timeout: 60_000 }, () => {
  it('ten have a seat, forty wait in the order in which they came, and a seat that is freed goes to the first of them', async () => {
    const [session] = await openCourseOf(work, { facts: { startsAt: START, capacity: 10 } });
    const id = session?._id ?? '';
    const who = await actor(work, PEOPLE.chen);
    const model = (await members(work.ctx).findOne({ user: PEOPLE.chen }).lean()) ?? {};
    const fifty = Array.from({ length: 50 }, (_, nth) => ({ ...who, user: `U0FIFTY${String(nth).padStart(2, '0')}` }));
    await members(work.ctx).collection.insertMany(
      fifty.map(({ user }) => ({ ...model, _id: undefined, user, employeeNumber: user })) as never[],
    );
    const done = await Promise.all(fifty.map((one) => signUp(work.ctx, one, id, true)));
    const outcomes = done.map((one) => ('outcome' in one ? one.outcome : 'asked'));
    expect(outcomes.filter((one) => one === 'held')).toHaveLength(10);
    expect(outcomes.filter((one) => one === 'waiting')).toHaveLength(40);
    const { seats } = await sessionOf(work, id);
    expect(seats.map((one) => one.member)).toEqual(fifty.map((one) => one.user));
    await moveSeat(work.ctx, id, { do: 'withdraw', member: 'U0FIFTY03' });
    const after = await sessionOf(work, id);
    expect(after.seats.filter((one) => one.state === 'offered').map((one) => one.member)).toEqual(['U0FIFTY10']);
  });

  it('nor are there more when several processes write at the same time, and each press twice', async () => {
    const [session] = await openCourseOf(work, { facts: { startsAt: START, capacity: 10 } });
    const id = session?._id ?? '';
    const others = await Promise.all([1, 2, 3].map(() => openContext(work.ctx.config, 'worker')));
    try {
      const processes = [work.ctx, ...others.map((one) => one.ctx)];
      const presses = Array.from({ length: 100 }, (_, nth) => {
        const ctx = processes[nth % processes.length] ?? work.ctx;
        return moveSeat(ctx, id, { do: 'sign-up', member: `U0OTHER${nth % 50}` });
      });
      await Promise.all(presses);
      const { seats } = await sessionOf(work, id);
      expect(new Set(seats.map((one) => one.member)).size).toBe(50);
      expect(seats.slice(0, 10).every((one) => one.state === 'held')).toBe(true);
      expect(seats.slice(10).every((one) => one.state === 'waiting')).toBe(true);
      expect(seats.map((one) => one.at.getTime())).toEqual(
        seats.map((one) => one.at.getTime()).toSorted((a, b) => a - b),
      );
      expect(await sessions(work.ctx).countDocuments({ _id: id })).toBe(1);
    } finally {
      await Promise.all(others.map((one) => one.close()));
    }
  });

  it('of a camp, whoever comes first to one date comes first to all, in any number of processes', async () => {
    const facts = { startsAt: START, capacity: 5, kind: 'camp' as const };
    const dates = await openCourseOf(work, { repeat: 'day', times: 4, facts }, PEOPLE.admin, { needed: 'all' });
    const course = dates[0]?.course ?? '';
    const who = await actor(work, PEOPLE.chen);
    const others = await Promise.all([1, 2].map(() => openContext(work.ctx.config, 'worker')));
    try {
      const processes = [work.ctx, ...others.map((one) => one.ctx)];
      const people = Array.from({ length: 24 }, (_, nth) => ({
        ...who,
        user: `U0FIFTY${String(nth).padStart(2, '0')}`,
      }));
      const joined = await Promise.all(
        people.map((one, nth) => signUpForAll(processes[nth % 3] ?? work.ctx, one, course, true)),
      );
      expect(joined.every((one) => one.dates.length === 4)).toBe(true);
      const lists = await Promise.all(
        dates.map(async ({ _id }) => (await sessionOf(work, _id)).seats.map((one) => `${one.member} ${one.state}`)),
      );
      expect(lists[0]).toHaveLength(24);
      for (const list of lists) expect(list).toEqual(lists[0]);
      expect(await courses(work.ctx).countDocuments({ joining: { $exists: true } })).toBe(0);
    } finally {
      await Promise.all(others.map((one) => one.close()));
    }
  });

  it('of a camp, a process that died while it signed people up holds nobody up for long', async () => {
    const facts = { startsAt: START, capacity: 5, kind: 'camp' as const };
    const dates = await openCourseOf(work, { repeat: 'day', times: 2, facts }, PEOPLE.admin, { needed: 'all' });
    const course = dates[0]?.course ?? '';
    await courses(work.ctx).updateOne({ _id: course }, { $set: { joining: new Date('2026-03-01T09:00:00+08:00') } });
    const who = await actor(work, PEOPLE.chen);
    expect((await signUpForAll(work.ctx, who, course, true)).dates).toHaveLength(2);
  });
});
