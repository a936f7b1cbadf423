import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { trainingExpire } from '../../../jobs/training.ts';
import { expireOffers, moveAll, moveSeat } from '../../../src/features/training/seats/service/seats.ts';
import { SOON } from '../../helpers/quiz-day.ts';
import { openWorkplace, PEOPLE, type Workplace } from '../../helpers/workplace.ts';
import { noticeOf, openCourseOf, seatsOf, sessionOf } from '../classroom.ts';

const { chen, li, maria } = PEOPLE;

let work: Workplace;
let id = '';
beforeAll(async () => {
  work = await openWorkplace({ at: '2026-03-09T09:00:10+08:00', bot: 'http' });
  const facts = { topic: '吊装', startsAt: new Date('2026-03-20T14:00:00+08:00'), capacity: 1 };
  const [made] = await openCourseOf(work, { include: [chen, li, maria].map((one) => `member:${one}`), facts });
  id = made?._id ?? '';
  await moveAll(
    work.ctx,
    id,
    [li, chen, maria].map((member) => ({ do: 'sign-up', member }) as const),
  );
});
afterAll(() => work.close());

describe('an offer that nobody takes', { timeout: 60_000 }, () => {
  it('passes to the next at its end by a job of its own, also when the worker was started anew meanwhile', async () => {
    const enqueue = vi.fn(work.ctx.enqueue);
    const { gathering: session } = await moveSeat({ ...work.ctx, enqueue }, id, { do: 'withdraw', member: li });
    const until = session.seats[0]?.until;
    expect(until?.getTime()).toBeGreaterThan(Date.parse('2026-03-09T21:00:00+08:00'));
    const key = `${id}-${until?.getTime().toString(36)}`;
    expect(enqueue).toHaveBeenCalledExactlyOnceWith(trainingExpire, { session: id }, { key, at: until });
    // Too early, and twice, nothing is passed on.
    expect(await expireOffers(work.ctx, id)).toBe(false);
    await noticeOf(work.slack.as(chen), '“吊装”有名额了', 'training.accept');
    await work.restart();
    await work.moveTo('2026-03-09T21:00:30+08:00');
    await expect.poll(() => seatsOf(work, id), { timeout: SOON }).toEqual([`${maria} offered`]);
    // Redis away: the offer is told all the same, and nothing of it is left to be told.
    const away = vi.fn(async () => Promise.reject(new Error('Redis is away')));
    await moveSeat(work.ctx, id, { do: 'sign-up', member: chen });
    await moveSeat({ ...work.ctx, enqueue: away }, id, { do: 'withdraw', member: maria });
    expect(away).toHaveBeenCalledOnce();
    expect(await sessionOf(work, id)).toMatchObject({ news: [], seats: [{ member: chen, state: 'offered' }] });
    // The last one lets it pass, too.
    await work.moveTo('2026-03-10T09:01:30+08:00');
    await expect.poll(() => seatsOf(work, id), { timeout: SOON }).toEqual([]);
  });
});
