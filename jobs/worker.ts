import { setTimeout as sleep } from 'node:timers/promises';
import { DelayedError, type Job, type Queue, RateLimitError, UnrecoverableError, Worker } from 'bullmq';
import type { Context } from '../src/context.ts';
import { clock } from '../src/lib/clock.ts';
import { within } from '../src/lib/lists/within.ts';
import { connectBlockingRedis, type Redis } from '../src/lib/stores/redis.ts';
import { type JobDefinition, type JobWorker, LANES, type Lane } from './define.ts';
import { openQueue } from './enqueue.ts';
import { schedule } from './schedule.ts';

export interface RunningWorker {
  /** Whether Redis answers and every lane takes jobs. */
  isReady(): boolean;
  /** Takes nothing new and waits for what runs. */
  close(): Promise<void>;
}

/** Jobs at once in this process. The clockwork's are short and heavy on MongoDB. */
const CONCURRENCY = { clockwork: 4, changes: 4 };

/**
 * Sends wait for Slack, and what they read and write at the same moment goes together: the more, the better. But a job whose
 * turn is far is taken for nothing, so it is what Slack allows in three seconds: a second in which turns are taken ahead, and a slow call.
 */
const SENDS_FOR_MS = 3_000;
const SENDS_AT_ONCE = { least: 20, most: 300 };

/** A lock lives so long without its process; it is renewed every 15 s, and looked after every 15 s. */
const LOCK_MS = 30_000;
const STALLED_CHECK_MS = 15_000;

/** How long a worker sleeps that found nothing. BullMQ's default, 5 s, holds up the last of a send whose lane rests. */
const DRAINED_SECONDS = 1;

/**
 * How often a job is given to another worker because its own died. BullMQ's default, one, is for jobs that must not run
 * twice; ours may, for each re-reads the state. So a few crashes in a row cost a job nothing. It is not endless either:
 * a job that kills its process each time leaves the queue, and comes back by its feature's sweep, a minute later.
 */
const MOST_STALLS: Record<Lane, number> = { clockwork: 3, delivery: 3, changes: 3 };

/** Without Redis no job can be ended: its work may come to an end so long, and is done again elsewhere if it does not. */
const PATIENCE_MS = 3_000;

/** Lets `hold` rest a lane: BullMQ heeds a rest only in a queue with a limit. This one is never reached. */
const NO_LIMIT = { max: 1_000_000_000, duration: 1_000 };

/**
 * Runs the jobs of all lanes.
 * @param workers what the jobs do
 * @param definitions every job there is
 * @throws when a definition has no worker, or two, before anything runs; the message names the fix
 */
export async function startWorker(
  ctx: Context,
  workers: JobWorker<Context>[],
  definitions: JobDefinition<unknown>[],
): Promise<RunningWorker> {
  const byName = match(workers, definitions);
  const running = new Set<Promise<void>>();
  const redis = connectBlockingRedis(ctx.config.REDIS_URL);
  redis.on('error', (error) => ctx.log.warn({ err: error }, 'the queues have lost Redis'));
  const lanes = LANES.map((lane) => openLane(ctx, lane, redis, byName, running));
  const reschedule = async (): Promise<void> => {
    for (const { lane, queue } of lanes) {
      const scheduled = definitions.filter((job) => job.lane === lane && job.everyMs !== undefined);
      await schedule(queue, scheduled, clock.now());
    }
  };
  await Promise.all(lanes.map(({ worker }) => worker.waitUntilReady()));
  await reschedule();
  // A Redis that comes back may have come back empty.
  redis.on('ready', () => {
    reschedule().catch((error: unknown) => ctx.log.warn({ err: error }, 'the schedules could not be renewed'));
  });
  for (const { worker } of lanes) void worker.run().catch((error: unknown) => logFault(ctx, error));
  return {
    isReady: () => redis.status === 'ready' && lanes.every(({ worker }) => worker.isRunning()),
    close: async () => {
      redis.removeAllListeners('ready');
      const isAway = redis.status !== 'ready';
      const lost = isAway
        ? Promise.resolve('lost')
        : new Promise((resolve) => redis.once('close', () => resolve('lost')));
      const closed = isAway ? lost : Promise.all(lanes.map(({ worker }) => worker.close()));
      if ((await Promise.race([closed, lost, idle(running)])) === 'lost') {
        ctx.log.warn(
          'Redis is away, in whole or in part: what does not end within three seconds is left to other workers',
        );
        await Promise.race([Promise.allSettled(running), sleep(PATIENCE_MS)]);
        // Where an orderly end has begun, this is its end too, and waits for Redis as long as it takes.
        for (const { worker } of lanes) void worker.close(true);
      }
      await Promise.all(lanes.map(({ queue }) => queue.close()));
      redis.disconnect();
    },
  };
}

/**
 * Resolves when nothing has run for as long as an end may take. A lane whose own connection waits for its next try does not end:
 * BullMQ waits for a word that ioredis does not say then (taskforcesh/bullmq#4656).
 */
async function idle(running: ReadonlySet<Promise<void>>): Promise<'lost'> {
  do {
    await Promise.allSettled(running);
    await sleep(PATIENCE_MS);
  } while (running.size > 0);
  return 'lost';
}

type ByName = Map<string, JobWorker<Context>>;

function match(workers: JobWorker<Context>[], definitions: JobDefinition<unknown>[]): ByName {
  const faults: string[] = [];
  for (const [i, { name }] of definitions.entries()) {
    const feature = name.split('.')[0] ?? name;
    const count = workers.filter(({ job }) => job.name === name).length;
    if (count === 0) faults.push(`"${name}" has no worker: add workerFor(…) to jobs/${feature}.worker.ts`);
    if (count > 1) faults.push(`"${name}" has ${count} workers: keep one of them in jobs/${feature}.worker.ts`);
    if (definitions.findIndex((job) => job.name === name) !== i) {
      faults.push(`"${name}" is defined twice: rename one of them in jobs/${feature}.ts`);
    }
  }
  for (const { job } of workers) {
    if (definitions.every(({ name }) => name !== job.name)) {
      faults.push(`"${job.name}" has a worker but no definition: add it to the list in jobs/index.ts`);
    }
  }
  if (faults.length > 0) throw new Error(`The jobs do not fit together:\n  ${faults.join('\n  ')}`);
  return new Map(workers.map((worker) => [worker.job.name, worker]));
}

function openLane(
  ctx: Context,
  lane: Lane,
  redis: Redis,
  byName: ByName,
  running: Set<Promise<void>>,
): { lane: Lane; worker: Worker; queue: Queue } {
  const prefix = ctx.config.QUEUE_PREFIX;
  const queue = openQueue(lane, redis, prefix);
  const work = async (job: Job, token?: string): Promise<void> => {
    const mine = run(ctx, byName, queue, job, token);
    running.add(mine);
    try {
      await mine;
    } finally {
      running.delete(mine);
    }
  };
  const worker = new Worker(lane, work, {
    connection: redis,
    prefix,
    autorun: false,
    concurrency: lane === 'delivery' ? sendsAtOnce(ctx.config.SENDS_PER_MINUTE) : CONCURRENCY[lane],
    lockDuration: LOCK_MS,
    stalledInterval: STALLED_CHECK_MS,
    drainDelay: DRAINED_SECONDS,
    maxStalledCount: MOST_STALLS[lane],
    limiter: NO_LIMIT,
  });
  worker.on('error', (error) => logFault(ctx, error));
  worker.on('stalled', (id) => ctx.log.warn({ id }, 'a job was taken over from a worker that is gone'));
  worker.on('failed', (job, error) => {
    const about = { err: error, job: job?.name, id: job?.id, attempt: job?.attemptsMade };
    if (job !== undefined && job.attemptsMade < (job.opts.attempts ?? 1) && !(error instanceof UnrecoverableError)) {
      ctx.log.warn(about, 'a job will be tried again');
    } else ctx.log.error(about, 'a job failed');
  });
  return { lane, worker, queue };
}

function sendsAtOnce(perMinute: number): number {
  const { least, most } = SENDS_AT_ONCE;
  return Math.min(most, Math.max(least, Math.ceil((perMinute * SENDS_FOR_MS) / 60_000)));
}

async function run(ctx: Context, byName: ByName, queue: Queue, job: Job, token?: string): Promise<void> {
  const about = { job: job.name, id: job.id };
  const worker = byName.get(job.name);
  if (worker === undefined)
    throw new UnrecoverableError(`No worker knows the job "${job.name}"; is this an older release?`);
  const payload = worker.job.payload.safeParse(job.data);
  if (!payload.success) throw new UnrecoverableError(`The payload of "${job.name}" is not what its definition says`);
  const outcome = await within(worker.job.limitMs, worker.job.name, worker.run(ctx, job.data));
  ctx.log.debug({ ...about, outcome }, 'a job has run');
  if ('again' in outcome) {
    await job.moveToDelayed(outcome.again.getTime(), token);
    throw new DelayedError();
  }
  if ('hold' in outcome) {
    await queue.rateLimit(Math.max(1, outcome.hold.getTime() - clock.now().getTime()));
    throw new RateLimitError();
  }
}

function logFault(ctx: Context, error: unknown): void {
  ctx.log.warn({ err: error }, 'a queue reported a fault');
}
