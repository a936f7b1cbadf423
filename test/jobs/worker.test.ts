import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { defineJob, type JobDefinition } from '../../jobs/define.ts';
import { startWorker } from '../../jobs/worker.ts';
import { clock } from '../../src/lib/clock.ts';
import { answering, openPlumbing, type Plumbing } from './plumbing.ts';

const payload = z.object({ id: z.string() });
const note = defineJob({ name: 'test.note', lane: 'delivery', payload, backoffMs: 10, attempts: 3 });
const done = { done: true } as const;

let plumbing: Plumbing;
beforeEach(async () => {
  plumbing = await openPlumbing();
});
afterEach(async () => {
  vi.restoreAllMocks();
  await plumbing.close();
});

const noting = (ran: string[]) => async (given: { id: string }) => {
  ran.push(given.id);
  return done;
};

const send = (id: string, options: { at?: Date; priority?: number } = {}) =>
  plumbing.ctx.enqueue(note, { id }, { key: id, ...options });

describe('a worker that does not fit its definitions', () => {
  const start = (workers: Parameters<typeof startWorker>[1], definitions: (typeof note)[]) =>
    startWorker(plumbing.ctx, workers, definitions as JobDefinition<unknown>[]);
  const does = answering(note, async () => done);

  it('does not start, and says what to do', async () => {
    await expect(start([], [note])).rejects.toThrow(
      '"test.note" has no worker: add workerFor(…) to jobs/test.worker.ts',
    );
    await expect(start([does, does], [note])).rejects.toThrow('"test.note" has 2 workers: keep one');
    await expect(start([does], [note, note])).rejects.toThrow('"test.note" is defined twice');
    await expect(start([does], [])).rejects.toThrow('"test.note" has a worker but no definition');
  });
});

describe('a job', () => {
  it('waits once under its key, leaves nothing behind, and may then wait again', async () => {
    await send('one');
    await send('one');
    await plumbing.ctx.enqueueMany(note, [
      { payload: { id: 'one' }, options: { key: 'one' } },
      { payload: { id: 'two' }, options: { key: 'two' } },
    ]);
    const ran: string[] = [];
    await plumbing.work(answering(note, noting(ran)));
    await plumbing.drained(plumbing.delivery);
    expect(ran.sort()).toEqual(['one', 'two']);
    await send('one');
    await plumbing.drained(plumbing.delivery);
    expect(ran).toHaveLength(3);
    expect(await plumbing.delivery.getJobCounts('completed', 'failed')).toEqual({ completed: 0, failed: 0 });
  });

  it('refuses a key that the queue would misread', async () => {
    await expect(send('a:b')).rejects.toThrow('without a colon');
    await expect(send('')).rejects.toThrow('without a colon');
  });

  it('runs by priority', async () => {
    await send('report', { priority: 9 });
    await send('reminder', { priority: 5 });
    await send('answer', { priority: 1 });
    const ran: string[] = [];
    await plumbing.work(answering(note, noting(ran)));
    await plumbing.drained(plumbing.delivery);
    expect(ran).toEqual(['answer', 'reminder', 'report']);
  });

  it('waits for its hour by the programme’s clock', async () => {
    const now = new Date('2026-11-18T02:00:00Z');
    vi.spyOn(clock, 'now').mockReturnValue(now);
    await send('later', { at: new Date('2026-11-18T06:00:00Z') });
    const job = await plumbing.delivery.getJob('test.note-later');
    expect(await job?.getState()).toBe('delayed');
    expect((job?.timestamp ?? 0) + (job?.delay ?? 0)).toBe(Date.parse('2026-11-18T06:00:00Z'));
  });

  it('that asks to come again waits in the queue, and burns no attempt', async () => {
    let runs = 0;
    await send('patient');
    await plumbing.work(
      answering(note, async () => {
        runs++;
        return runs < 6 ? { again: new Date(Date.now() + 20) } : done;
      }),
    );
    await plumbing.drained(plumbing.delivery);
    expect(runs).toBe(6);
    expect(plumbing.log.filter(({ level }) => level >= 40)).toEqual([]);
  });

  it('that asks for rest keeps its place, and the others rest too', async () => {
    const ran: string[] = [];
    let rests = 0;
    for (const id of ['a', 'b', 'c', 'd']) await send(id);
    await plumbing.work(
      answering(note, async ({ id }) => {
        if (id === 'a' && rests++ < 3) return { hold: new Date(Date.now() + 100) };
        ran.push(id);
        return done;
      }),
    );
    await plumbing.drained(plumbing.delivery);
    expect(ran.sort()).toEqual(['a', 'b', 'c', 'd']);
    expect(rests).toBe(4);
  });

  it('is tried again when it throws, and reported when that does not help', async () => {
    let runs = 0;
    await send('broken');
    await plumbing.work(
      answering(note, async () => {
        runs++;
        throw new Error('no luck');
      }),
    );
    await plumbing.drained(plumbing.delivery);
    expect(runs).toBe(3);
    const said = () => plumbing.log.filter(({ level }) => level >= 40).map(({ msg }) => msg);
    await vi.waitFor(() =>
      expect(said()).toEqual(['a job will be tried again', 'a job will be tried again', 'a job failed']),
    );
    expect(await plumbing.delivery.getJobCounts('failed')).toEqual({ failed: 0 });
  });

  it('fails at once when nobody knows it or its payload is wrong', async () => {
    await plumbing.delivery.add('test.unknown', {}, { attempts: 5, removeOnFail: true });
    await plumbing.delivery.add('test.note', { id: 7 }, { attempts: 5, removeOnFail: true });
    let runs = 0;
    await plumbing.work(
      answering(note, async () => {
        runs++;
        return done;
      }),
    );
    await plumbing.drained(plumbing.delivery);
    const faults = () => plumbing.log.filter(({ level }) => level >= 50).map(({ err }) => (err as Error).message);
    await vi.waitFor(() =>
      expect(faults().sort()).toEqual([
        'No worker knows the job "test.unknown"; is this an older release?',
        'The payload of "test.note" is not what its definition says',
      ]),
    );
    expect(runs).toBe(0);
  });

  it('is logged by name and id only', async () => {
    await send('secret-free');
    await plumbing.work(answering(note, async () => ({ skipped: 'nothing to do' })));
    await plumbing.drained(plumbing.delivery);
    await vi.waitFor(() =>
      expect(plumbing.log.find(({ msg }) => msg === 'a job has run')).toMatchObject({
        level: 20,
        job: 'test.note',
        id: 'test.note-secret-free',
        outcome: { skipped: 'nothing to do' },
      }),
    );
  });
});

describe('a worker', () => {
  it('finishes what runs and takes nothing new when it is closed', async () => {
    let release = (): void => undefined;
    let isStarted = false;
    const gate = new Promise<void>((resolve) => {
      release = resolve;
    });
    const ran: string[] = [];
    const worker = await plumbing.work(
      answering(note, async ({ id }) => {
        isStarted = true;
        await gate;
        ran.push(id);
        return done;
      }),
    );
    await send('first');
    await vi.waitFor(() => expect(isStarted).toBe(true));
    const closed = worker.close();
    release();
    await closed;
    await send('second');
    expect(ran).toEqual(['first']);
    expect(worker.isReady()).toBe(false);
    expect(await plumbing.delivery.getJobCounts('prioritized', 'active')).toEqual({ prioritized: 1, active: 0 });
  });

  it('comes back by itself when Redis cuts its connections', async () => {
    const ran: string[] = [];
    const worker = await plumbing.work(answering(note, noting(ran)));
    await send('before');
    await vi.waitFor(() => expect(ran).toEqual(['before']));
    expect(await plumbing.cutConnections()).toBeGreaterThan(2);
    await vi.waitFor(() => expect(worker.isReady()).toBe(true), { timeout: 5_000 });
    await vi.waitFor(async () => send('after'), { timeout: 5_000 });
    await vi.waitFor(() => expect(ran).toContain('after'), { timeout: 10_000 });
  });
});
