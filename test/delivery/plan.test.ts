import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { deliveries } from '../../src/delivery/model.ts';
import { type PlannedNotice, plan } from '../../src/delivery/plan.ts';
import { progress } from '../../src/delivery/progress/progress.ts';
import { queuePriority } from '../../src/delivery/queue.ts';
import { send } from '../../src/delivery/send.ts';
import { sweep } from '../../src/delivery/sweep.ts';
import { clock } from '../../src/lib/clock.ts';
import { members } from '../../src/members/model.ts';
import { actorOf } from '../../src/members/service.ts';
import { CHANNEL, openPostOffice, type PostOffice, READER, someNotice, WORKING_HOUR } from './post-office.ts';

const renderers = () => async () => ({ text: 'hello', blocks: [] });

let office: PostOffice;
beforeEach(async () => {
  office = await openPostOffice();
  await sweep(office.ctx);
});
afterEach(async () => {
  vi.restoreAllMocks();
  await office.close();
});

const waiting = async () => {
  const counts = await office.queues.queue('delivery').getJobCounts('prioritized', 'delayed', 'wait');
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
};

describe('planning', () => {
  it('writes one record and one job per recipient, and nothing the second time', async () => {
    const notice = someNotice();
    const notices: PlannedNotice[] = [notice, { ...notice, recipient: 'U0QH1004' }];
    expect(await plan(office.ctx, notices)).toBe(2);
    expect(await plan(office.ctx, [...notices, { ...notice, recipient: 'U0QH1005' }])).toBe(1);
    expect(await plan(office.ctx, [])).toBe(0);
    expect(await progress(office.ctx, notice.notice)).toEqual({
      planned: 3,
      paused: 0,
      sending: 0,
      sent: 0,
      failed: {},
      dropped: {},
      startsAt: WORKING_HOUR,
      waves: [{ at: WORKING_HOUR, count: 3 }],
    });
    expect(await waiting()).toBe(3);
  });

  it('plans for thousands in batches, the same recipient within one plan once', async () => {
    const notice = someNotice();
    const notices = Array.from({ length: 2_500 }, (_, i) => ({ ...notice, recipient: `U${i}` }));
    expect(await plan(office.ctx, [...notices, ...notices.slice(0, 10)])).toBe(2_500);
    expect(await waiting()).toBe(2_500);
  });

  it('moves a member’s notice into working hours, unless it is urgent, exact or for a channel', async () => {
    const night = new Date('2026-11-18T15:30:00Z');
    const morning = new Date('2026-11-19T00:00:00Z');
    expect((await office.planOne({ dueAt: night })).dueAt).toEqual(morning);
    expect((await office.planOne({ dueAt: night, urgent: true })).dueAt).toEqual(night);
    expect((await office.planOne({ dueAt: night, exactly: true })).dueAt).toEqual(night);
    expect((await office.planOne({ dueAt: night, recipient: CHANNEL, to: 'channel' })).dueAt).toEqual(night);
  });

  it('knows each member’s own shift, zone and quiet hours', async () => {
    const { ctx } = office;
    await actorOf(ctx, READER);
    const change = (set: object) => members(ctx).updateOne({ user: READER }, { $set: set });
    await change({ shift: '19:30-07:30 4/2 2026-11-18' });
    expect((await office.planOne()).dueAt).toEqual(new Date('2026-11-18T11:30:00Z'));
    await change({ shift: '08:00-17:30 Mon-Fri', tz: 'Europe/Berlin' });
    expect((await office.planOne()).dueAt).toEqual(new Date('2026-11-18T07:00:00Z'));
    await change({ shift: '08:00-17:30', tz: 'Asia/Shanghai', quiet: { from: '09:00', to: '11:00' } });
    expect((await office.planOne()).dueAt).toEqual(new Date('2026-11-18T03:00:00Z'));
  });

  it('counts at once as too late what working hours would bring too late', async () => {
    const expiresAt = new Date('2026-11-18T16:00:00Z');
    const planned = await office.planOne({ dueAt: new Date('2026-11-18T15:30:00Z'), expiresAt });
    expect(planned).toMatchObject({ state: 'dropped', reason: 'too-late' });
    expect(await waiting()).toBe(0);
  });

  it('stands when Redis is away, and the sweep finds it', async () => {
    vi.spyOn(office.ctx, 'enqueueMany').mockRejectedValueOnce(new Error('Redis is away'));
    const { _id } = await office.planOne();
    expect(await waiting()).toBe(0);
    expect(await sweep(office.ctx)).toBe(0);
    office.pass(61_000);
    expect(await sweep(office.ctx)).toBe(1);
    expect(await sweep(office.ctx)).toBe(1);
    expect(await waiting()).toBe(1);
    expect(await office.queues.queue('delivery').getJob(`delivery.send-${_id}`)).toMatchObject({ data: { id: _id } });
  });

  it('lets the first of a small send pass the last of a big one, and answers pass all', () => {
    expect(queuePriority(5, 0)).toBeLessThan(queuePriority(5, 19_999));
    expect(queuePriority(1, 10 ** 9)).toBeLessThan(queuePriority(2, 0));
    expect(queuePriority(9, 10 ** 9)).toBeLessThan(2 ** 21);
  });
});

describe('the sweep', () => {
  const lose = async () => {
    const keys = await office.ctx.redis.keys(`${office.ctx.config.QUEUE_PREFIX}*`);
    await office.ctx.redis.del(...keys);
  };
  const inMinutes = (minutes: number) => ({ dueAt: new Date(clock.now().getTime() + minutes * 60_000), exactly: true });

  it('queues what has come near, at its hour, once', async () => {
    const later = await office.planOne(inMinutes(60));
    const near = await office.planOne(inMinutes(8));
    expect(await waiting()).toBe(1);
    expect(await office.queues.queue('delivery').getJob(`delivery.send-${near._id}`)).toMatchObject({ delay: 480_000 });
    office.pass(49 * 60_000);
    await sweep(office.ctx);
    expect(await waiting()).toBe(1);
    office.pass(60_000);
    await sweep(office.ctx);
    expect(await office.queues.queue('delivery').getJob(`delivery.send-${later._id}`)).toMatchObject({
      delay: 600_000,
    });
  });

  it('leaves no gap between what is queued by its planner and what it finds itself', async () => {
    for (let seconds = 9 * 60; seconds <= 13 * 60; seconds += 10) await office.planOne(inMinutes(seconds / 60));
    const planned = await waiting();
    expect(planned).toBeGreaterThan(5);
    expect(planned).toBeLessThan(25);
    for (let turn = 0; turn < 8; turn++) {
      office.pass(30_000);
      await sweep(office.ctx);
    }
    expect(await waiting()).toBe(25);
  });

  it('fills a queue that was lost with all that is near, once', async () => {
    await office.planOne(inMinutes(60));
    await office.planOne(inMinutes(8));
    await office.planOne();
    await lose();
    expect(await sweep(office.ctx)).toBe(2);
    expect(await office.queues.queue('delivery').getDelayedCount()).toBe(1);
    expect(await sweep(office.ctx)).toBe(0);
  });

  it('begins again where the clock is that was set back', async () => {
    office.pass(24 * 60 * 60_000);
    await sweep(office.ctx);
    office.pass(-24 * 60 * 60_000);
    await office.planOne(inMinutes(60));
    await sweep(office.ctx);
    office.pass(50 * 60_000);
    await sweep(office.ctx);
    expect(await waiting()).toBe(1);
  });

  it('fills it again when Redis went away in the middle', async () => {
    await office.planOne(inMinutes(8));
    await lose();
    vi.spyOn(office.ctx, 'enqueueMany').mockRejectedValueOnce(new Error('Redis is away'));
    await sweep(office.ctx);
    expect(await waiting()).toBe(0);
    await sweep(office.ctx);
    expect(await waiting()).toBe(1);
  });

  it('takes up a send whose worker is gone, and leaves one that is under way', async () => {
    const { _id } = await office.planOne();
    await office.queues.queue('delivery').drain(true);
    const leaseUntil = new Date('2026-11-18T02:00:45Z');
    await deliveries(office.ctx).updateOne({ _id }, { $set: { state: 'sending', sendId: 'gone', leaseUntil } });
    office.pass(60_000);
    expect(await sweep(office.ctx)).toBe(0);
    office.pass(120_000);
    expect(await sweep(office.ctx)).toBe(1);
    expect(await waiting()).toBe(1);
  });

  it('asks by an index', async () => {
    const explained = (await deliveries(office.ctx)
      .find({ workspace: office.ctx.workspace, state: 'planned', dueAt: { $lt: WORKING_HOUR } })
      .sort({ dueAt: 1 })
      .explain('queryPlanner')) as unknown as { queryPlanner: { winningPlan: unknown } };
    expect(explained.queryPlanner.winningPlan).toMatchObject({ stage: 'FETCH', inputStage: { stage: 'IXSCAN' } });
  });
});

describe('progress', () => {
  it('tells the reasons apart', async () => {
    const notice = someNotice();
    await plan(office.ctx, [
      notice,
      { ...notice, recipient: 'C0NOWHERE', to: 'channel' },
      { ...notice, recipient: CHANNEL, to: 'channel', expiresAt: new Date('2026-11-18T01:00:00Z') },
    ]);
    for (const { _id } of await deliveries(office.ctx).find({ notice: notice.notice })) {
      await send(office.ctx, renderers, _id);
    }
    expect(await progress(office.ctx, notice.notice)).toEqual({
      planned: 0,
      paused: 0,
      sending: 0,
      sent: 1,
      failed: { channel_not_found: 1 },
      dropped: { 'too-late': 1 },
      startsAt: WORKING_HOUR,
      waves: [],
    });
  });
});
