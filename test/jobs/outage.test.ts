import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { defineJob, LANES, workerFor } from '../../jobs/define.ts';
import { createEnqueue, type JobQueues } from '../../jobs/enqueue.ts';
import { type RunningWorker, startWorker } from '../../jobs/worker.ts';
import { type Services, startServices } from '../../playground/services/services.ts';
import type { Context } from '../../src/context.ts';
import { connectRedis } from '../../src/lib/stores/redis.ts';

const PREFIX = '{outage}';
let home: string;
let services: Services;
let queues: JobQueues;
let worker: RunningWorker;
let lines: string[];
let ctx: Context;
let started: () => void;

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'jingying-outage-'));
  services = await startServices({ dataDir: home, mongoUri: 'mongodb://is.not.asked' });
  lines = [];
  const log = pino({ level: 'warn' }, { write: (line: string) => void lines.push(line) });
  queues = createEnqueue(connectRedis(services.redisUrl), PREFIX);
  ctx = {
    config: { REDIS_URL: services.redisUrl, QUEUE_PREFIX: PREFIX, SENDS_PER_MINUTE: 2_000 },
    log,
    ...queues,
  } as unknown as Context;
});
afterEach(async () => {
  await services.stop();
  await rm(home, { recursive: true, force: true });
});

const job = defineJob({ name: 'outage.endless', payload: z.object({}), lane: 'delivery' });
/** A worker whose job has begun, and ends with `end`. */
async function working(end: Promise<void>): Promise<void> {
  const begun = new Promise<void>((resolve) => {
    started = resolve;
  });
  const endless = workerFor(job, async () => {
    started();
    await end;
    return { done: true } as const;
  });
  worker = await startWorker(ctx, [endless], [job]);
  await queues.enqueue(job, {}, { key: 'one' });
  await begun;
}

describe('an end while Redis is away', () => {
  it.each([
    ['was lost before', true],
    ['is lost meanwhile', false],
  ])('comes within seconds, and says what is left: it %s', async (_when, isBefore) => {
    await working(new Promise(() => undefined));
    const kill = async () => {
      services.redis?.kill();
      await vi.waitUntil(() => !worker.isReady());
    };
    if (isBefore) await kill();
    const from = performance.now();
    const ended = Promise.all([worker.close(), queues.close()]);
    if (!isBefore) await kill();
    await ended;
    expect(performance.now() - from).toBeLessThan(5_000);
    expect(lines.join('')).toContain('left to other workers');
  });

  it('comes, too, while the connections that wait for jobs wait for their next try', async () => {
    await working(Promise.resolve());
    const redis = connectRedis(services.redisUrl);
    await redis.config('SET', 'maxclients', '1');
    const clients = String(await redis.client('LIST')).split('\n');
    for (const one of clients.filter((line) => line.includes(`name=${PREFIX}:`)))
      await redis.client('KILL', 'ID', /\bid=(\d+)/.exec(one)?.[1] ?? '');
    const refused = async () => Number(/rejected_connections:(\d+)/.exec(await redis.info('stats'))?.[1]);
    await vi.waitUntil(async () => (await refused()) >= LANES.length, { timeout: 20_000 });
    expect(worker.isReady()).toBe(true);
    await Promise.all([worker.close(), queues.close()]);
    redis.disconnect();
  });
});
