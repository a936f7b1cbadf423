import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { defineJob, type JobDefinition } from '../../jobs/define.ts';
import { schedule } from '../../jobs/schedule.ts';
import { clock } from '../../src/lib/clock.ts';
import { answering, openPlumbing, type Plumbing } from './plumbing.ts';

const tick = defineJob({ name: 'test.tick', payload: z.object({}), everyMs: 3_600_000 });
const done = { done: true } as const;

let plumbing: Plumbing;
beforeEach(async () => {
  plumbing = await openPlumbing();
});
afterEach(() => plumbing.close());

const counting = (count: () => void) => async () => {
  count();
  return done;
};

describe('the clockwork', () => {
  it('is made at start, once, however many workers start; jobs that are gone go', async () => {
    await plumbing.clockwork.upsertJobScheduler('test.gone', { every: 60_000 }, { name: 'test.gone' });
    let runs = 0;
    const does = answering(
      tick,
      counting(() => runs++),
    );
    await plumbing.work(does);
    await plumbing.work(does);
    await vi.waitFor(() => expect(runs).toBe(1));
    const known = await plumbing.clockwork.getJobSchedulers();
    expect(known.map(({ key, every }) => [key, Number(every)])).toEqual([['test.tick', 3_600_000]]);
    expect(await plumbing.clockwork.getJobCounts('delayed')).toEqual({ delayed: 1 });
  });

  it('comes back when a clock that ran ahead left it in the future', async () => {
    const scheduled = [tick] as JobDefinition<unknown>[];
    const tomorrow = Date.now() + 86_400_000;
    await plumbing.clockwork.upsertJobScheduler(
      'test.tick',
      { every: 3_600_000, startDate: tomorrow },
      { name: 'test.tick' },
    );
    await schedule(plumbing.clockwork, scheduled, clock.now());
    const [known] = await plumbing.clockwork.getJobSchedulers();
    expect(known?.next).toBeLessThanOrEqual(Date.now() + 3_600_000);
  });

  it('renews its clockwork when Redis has come back empty', async () => {
    await plumbing.work(answering(tick, async () => done));
    await vi.waitFor(async () => expect(await plumbing.clockwork.getJobSchedulersCount()).toBe(1));
    const keys = await plumbing.redis.keys(`${plumbing.ctx.config.QUEUE_PREFIX}:*`);
    await plumbing.redis.del(...keys);
    await plumbing.cutConnections();
    await vi.waitFor(async () => expect(await plumbing.clockwork.getJobSchedulersCount()).toBe(1), { timeout: 5_000 });
  });
});
