import type { Queue } from 'bullmq';
import { type Logger, pino } from 'pino';
import { inject, vi } from 'vitest';
import { type JobDefinition, type JobWorker, workerFor } from '../../jobs/define.ts';
import { createEnqueue, type JobQueues } from '../../jobs/enqueue.ts';
import { type RunningWorker, startWorker } from '../../jobs/worker.ts';
import type { Context } from '../../src/context.ts';
import { newId } from '../../src/lib/ids.ts';
import { connectRedis, type Redis } from '../../src/lib/stores/redis.ts';

/** The queues of one test, on a real Redis under a prefix of their own. */
export interface Plumbing {
  ctx: Context;
  queues: JobQueues;
  redis: Redis;
  /** What was logged, newest last. */
  log: { level: number; msg: string; [key: string]: unknown }[];
  delivery: Queue;
  clockwork: Queue;
  /** Starts a worker for these jobs; it ends with the test. */
  work(...workers: JobWorker<Context>[]): Promise<RunningWorker>;
  /** Resolves when no job waits, runs or is delayed. */
  drained(queue: Queue): Promise<void>;
  /** Cuts every connection of the queues and workers. @returns how many there were */
  cutConnections(): Promise<number>;
  close(): Promise<void>;
}

export async function openPlumbing(): Promise<Plumbing> {
  const prefix = `{${newId()}}`;
  // Named, so that a test cuts its own connections only.
  const redisUrl = `${inject('redisUrl')}?connectionName=${prefix.slice(1, -1)}`;
  const redis = connectRedis(inject('redisUrl'));
  const queues = createEnqueue(connectRedis(redisUrl), prefix);
  const log: Plumbing['log'] = [];
  const logger: Logger = pino(
    { level: 'debug', base: null },
    { write: (line: string) => void log.push(JSON.parse(line)) },
  );
  // The queues need no more of a context than this.
  const ctx = {
    config: { REDIS_URL: redisUrl, QUEUE_PREFIX: prefix, SENDS_PER_MINUTE: 2_000 },
    log: logger,
    redis,
    ...queues,
  } as unknown as Context;
  const running: RunningWorker[] = [];
  const delivery = queues.queue('delivery');
  const clockwork = queues.queue('clockwork');
  return {
    ctx,
    queues,
    redis,
    log,
    delivery,
    clockwork,
    work: async (...workers) => {
      const worker = await startWorker(
        ctx,
        workers,
        workers.map(({ job }) => job),
      );
      running.push(worker);
      return worker;
    },
    drained: (queue) =>
      vi.waitFor(
        async () => {
          const counts = await queue.getJobCounts('active', 'delayed', 'prioritized', 'wait');
          if (Object.values(counts).some((count) => count > 0)) throw new Error(JSON.stringify(counts));
        },
        { timeout: 15_000, interval: 10 },
      ),
    cutConnections: async () => {
      const lines = String(await redis.client('LIST')).split('\n');
      const ids = lines.flatMap((line) => (line.includes(prefix.slice(1, -1)) ? [line.split(/[= ]/)[1]] : []));
      for (const id of ids) await redis.client('KILL', 'ID', Number(id));
      return ids.length;
    },
    close: async () => {
      await Promise.all(running.map((worker) => worker.close()));
      await delivery.obliterate({ force: true });
      await clockwork.obliterate({ force: true });
      await queues.close();
      redis.disconnect();
    },
  };
}

/** A worker that only answers. */
export function answering<P>(
  job: JobDefinition<P>,
  run: (payload: P) => Promise<Awaited<ReturnType<JobWorker<Context>['run']>>>,
): JobWorker<Context> {
  return workerFor(job, (_ctx: Context, payload: P) => run(payload));
}
