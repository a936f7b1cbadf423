import { type JobsOptions, Queue } from 'bullmq';
import type { Enqueue, EnqueueMany, EnqueueOptions } from '../src/context.ts';
import { clock } from '../src/lib/clock.ts';
import type { Redis } from '../src/lib/stores/redis.ts';
import { type JobDefinition, LANES, type Lane } from './define.ts';

export interface JobQueues {
  enqueue: Enqueue;
  enqueueMany: EnqueueMany;
  /** The queue of a lane, for code that runs or inspects its jobs. */
  queue(lane: Lane): Queue;
  /** Ends the queues and their connection. */
  close(): Promise<void>;
}

/** Jobs a round trip carries. */
const BATCH = 1_000;

/**
 * The sender's side of the jobs: one queue per lane.
 * @param redis a connection for the queues alone; `close` ends it
 * @param prefix of all keys; with braces, so that a cluster keeps a queue on one node
 */
export function createEnqueue(redis: Redis, prefix: string): JobQueues {
  const queues = new Map(LANES.map((lane) => [lane, openQueue(lane, redis, prefix)]));
  const queue = (lane: Lane): Queue => {
    const found = queues.get(lane);
    if (found === undefined) throw new Error(`There is no lane "${lane}"`);
    return found;
  };
  return {
    queue,
    enqueue: async (job, payload, options) => {
      await queue(job.lane).add(job.name, payload, jobOptions(job, options));
    },
    enqueueMany: async (job, jobs) => {
      for (let start = 0; start < jobs.length; start += BATCH) {
        const batch = jobs.slice(start, start + BATCH);
        await queue(job.lane).addBulk(
          batch.map(({ payload, options }) => ({ name: job.name, data: payload, opts: jobOptions(job, options) })),
        );
      }
    },
    close: async () => {
      await Promise.all([...queues.values()].map((one) => one.close()));
      redis.disconnect();
    },
  };
}

/**
 * A queue on a connection that others use too. Its errors reach the caller; the lost connection is the owner's to
 * report.
 */
export function openQueue(lane: Lane, redis: Redis, prefix: string): Queue {
  const queue = new Queue(lane, { connection: redis, prefix });
  queue.on('error', () => undefined);
  return queue;
}

/** What a job of this definition carries beside its payload, whichever process puts it into the queue. */
export function retryOptions(job: JobDefinition<never>): JobsOptions {
  return {
    attempts: job.attempts,
    backoff: { type: 'exponential', delay: job.backoffMs },
    priority: job.priority,
    // A job that has ended leaves nothing behind: its key may wait again at once. What matters of it is in MongoDB.
    removeOnComplete: true,
    removeOnFail: true,
  };
}

/** A delayed job's hour is reckoned by the programme's clock: BullMQ adds `delay` to `timestamp`. */
function jobOptions<P>(job: JobDefinition<P>, options: EnqueueOptions): JobsOptions {
  const now = clock.now().getTime();
  const delay = Math.max(0, (options.at?.getTime() ?? now) - now);
  return {
    ...retryOptions(job as JobDefinition<never>),
    ...(options.priority === undefined ? {} : { priority: options.priority }),
    jobId: jobIdOf(job.name, options.key),
    timestamp: now,
    delay,
  };
}

/** `<feature>.<verb>-<entity>`: BullMQ forbids colons, and its own ids are the digits. */
function jobIdOf(name: string, key: string): string {
  if (key === '' || key.includes(':')) throw new Error(`The key "${key}" of ${name} must be text without a colon`);
  return `${name}-${key}`;
}
