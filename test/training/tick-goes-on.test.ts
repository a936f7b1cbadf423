import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { deliveries } from '../../src/delivery/model.ts';
import { courses, sessions } from '../../src/features/training/model.ts';
import { moveAll } from '../../src/features/training/seats/service/seats.ts';
import { tick } from '../../src/features/training/service/tick.ts';
import { ledger } from '../../src/participation/ledger/model.ts';
import { SOON, says, seen } from '../helpers/quiz-day.ts';
import { openWorkplace, PEOPLE, type Workplace } from '../helpers/workplace.ts';
import { noticeOf, openCourseOf, seatsOf, sessionOf } from './classroom.ts';

const { chen, maria, zhao } = PEOPLE;

let work: Workplace;
beforeAll(async () => {
  work = await openWorkplace({ at: '2026-03-02T09:00:00+08:00', bot: 'http' });
});
afterEach(() => {
  vi.restoreAllMocks();
});
afterAll(() => work.close());

/** A course with one seat at this hour, and these people in it one after the other. */
async function courseAt(topic: string, startsAt: string, ...people: string[]): Promise<{ id: string; course: string }> {
  const [made] = await openCourseOf(work, {
    include: [chen, maria, zhao].map((user) => `member:${user}`),
    facts: { topic, startsAt: new Date(`${startsAt}:00+08:00`), duration: 60, minutes: 60, capacity: 1 },
  });
  const id = made?._id ?? '';
  await moveAll(
    work.ctx,
    id,
    people.map((member) => ({ do: 'sign-up', member }) as const),
  );
  return { id, course: made?.course ?? '' };
}

/** Which parts the clockwork could not do, by what it wrote into the log. */
function failures() {
  const spy = vi.spyOn(work.ctx.log, 'error');
  return () =>
    spy.mock.calls.map(([about]) => about as unknown as { step?: string; course?: string; session?: string });
}

describe('the clockwork of training', { timeout: 60_000 }, () => {
  it('does everything else although one part of what is due cannot be done, and says which', async () => {
    const { id } = await courseAt('吊装', '2026-03-11T14:00', chen, maria);
    await moveAll(work.ctx, id, [{ do: 'withdraw', member: chen }]);
    await noticeOf(work.slack.as(maria), '“吊装”', 'training.accept');
    const held = await courseAt('登高', '2026-03-02T18:00', zhao);
    const broken = await courseAt('坏的', '2026-03-12T14:00');
    // Written by nobody who still lives, and nothing that can be read.
    await courses(work.ctx).collection.updateOne(
      { _id: broken.course as never },
      { $set: { wave: { id: 'broken' }, state: 'publishing' } },
    );
    // Nor does Redis take what is to be published.
    const enqueue: typeof work.ctx.enqueue = async (job, ...rest) => {
      if (job.name === 'training.publish') throw new Error('Redis is away');
      await work.ctx.enqueue(job, ...rest);
    };

    await work.moveTo('2026-03-02T21:30:00+08:00');
    const failed = failures();
    await tick({ ...work.ctx, enqueue });
    expect(failed()).toEqual([
      expect.objectContaining({ step: 'publishWaiting', err: expect.any(Error) }),
      expect.objectContaining({ course: broken.course, err: expect.any(Error) }),
    ]);
    await courses(work.ctx).updateOne({ _id: broken.course }, { $set: { state: 'published' }, $unset: { wave: 1 } });
    // An offer whose time was over, an attendance that was to be closed, and what that brings to the ledger.
    expect(await seatsOf(work, id)).toEqual([]);
    await expect.poll(async () => (await sessionOf(work, held.id)).news.length, { timeout: SOON }).toBe(0);
    expect((await sessionOf(work, held.id)).state).toBe('closed');
    expect(await ledger(work.ctx).countDocuments({ activity: held.id, kind: 'absent', member: zhao })).toBe(1);
    await work.moveTo('2026-03-03T09:00:00+08:00');
    await tick(work.ctx);
    await seen(work.slack.as(zhao), says('“登高”没有你的签到'), 'the question why');
  });

  it('tries again at each tick, and all is done when the cause is gone', async () => {
    const { id, course } = await courseAt('高处作业', '2026-03-12T16:00', chen);
    await courses(work.ctx).collection.updateOne({ _id: course as never }, { $set: { wave: { id: 'broken' } } });
    const failed = failures();
    await tick(work.ctx);
    await tick(work.ctx);
    expect(failed().map((one) => one.course)).toEqual([course, course]);
    await courses(work.ctx).updateMany({ 'wave.id': 'broken' }, { $unset: { wave: 1 } });
    await tick(work.ctx);
    expect(failed()).toHaveLength(2);
    expect(await seatsOf(work, id)).toEqual([`${chen} held`]);
  });

  it('nor does one session that cannot be changed hold up the others', async () => {
    const [first, second] = [
      await courseAt('消防', '2026-03-04T10:00', chen),
      await courseAt('急救', '2026-03-04T10:05', zhao),
    ];
    // News that nobody can read.
    await sessions(work.ctx).collection.updateOne({ _id: first.id as never }, { $set: { news: [null] } });
    await work.moveTo('2026-03-04T12:10:00+08:00');
    const failed = failures();
    await tick(work.ctx);
    expect(failed().map((one) => one.session ?? one.step)).toEqual([first.id]);
    expect((await sessionOf(work, second.id)).state).toBe('closed');
    expect((await sessionOf(work, first.id)).state).toBe('open');
    await sessions(work.ctx).collection.updateOne({ _id: first.id as never }, { $set: { news: [] } });
    await tick(work.ctx);
    expect((await sessionOf(work, first.id)).state).toBe('closed');
    expect(await deliveries(work.ctx).distinct('recipient', { kind: 'training.absent' })).toEqual(
      expect.arrayContaining([chen, zhao]),
    );
  });
});
