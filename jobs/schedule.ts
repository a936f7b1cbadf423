import type { Queue } from 'bullmq';
import type { JobDefinition } from './define.ts';
import { retryOptions } from './enqueue.ts';

/**
 * Makes a lane's clockwork: every job with a pace gets its scheduler, and those of jobs that are gone go. Running it again
 * changes nothing, so that every worker may do it at start.
 * @param scheduled the lane's jobs with `everyMs`
 */
export async function schedule(queue: Queue, scheduled: JobDefinition<unknown>[], now: Date): Promise<void> {
  const known = await queue.getJobSchedulers();
  for (const { key, next } of known) {
    const job = scheduled.find(({ name }) => name === key);
    // Further ahead than its own pace: left there by a clock that has been set back since.
    const isStuck = job?.everyMs !== undefined && next !== undefined && next > now.getTime() + job.everyMs;
    if (job === undefined || isStuck) await queue.removeJobScheduler(key);
  }
  for (const job of scheduled) {
    if (job.everyMs === undefined) continue;
    const { attempts, backoff, priority, removeOnComplete, removeOnFail } = retryOptions(job as JobDefinition<never>);
    const opts = { attempts, backoff, priority, removeOnComplete, removeOnFail };
    await queue.upsertJobScheduler(job.name, { every: job.everyMs }, { name: job.name, data: {}, opts: defined(opts) });
  }
}

function defined<T extends object>(options: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return options as { [K in keyof T]: Exclude<T[K], undefined> };
}
