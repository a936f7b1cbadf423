/**
 * After the clock was set back: brings the next run of BullMQ's job schedulers back to the present, which otherwise
 * would wait until the old present comes again. Run under the preload, so that BullMQ computes by the moved clock:
 * `REDIS_URL=… QUEUE_PREFIX=… node --import tsx/esm --import ./preload.ts rewind-schedulers.ts`.
 */
import { Queue } from 'bullmq';
import { Redis } from 'ioredis';
import { findQueues } from './wake-queues.ts';

const { REDIS_URL: url = '', QUEUE_PREFIX: prefix = '{jingying}' } = process.env;
const redis = new Redis(url, { maxRetriesPerRequest: null, disconnectTimeout: 50 });
for (const name of await findQueues(redis, prefix)) {
  const queue = new Queue(name, { connection: redis, prefix });
  for (const scheduler of await queue.getJobSchedulers()) {
    if (!scheduler.next || scheduler.next <= Date.now()) continue;
    const { key, every, pattern, tz, template } = scheduler;
    await queue.removeJobScheduler(key);
    const repeat = every ? { every: Number(every) } : { pattern: pattern ?? '', ...(tz ? { tz } : {}) };
    await queue.upsertJobScheduler(key, repeat, {
      name: scheduler.name,
      data: template?.data ?? {},
      opts: template?.opts ?? {},
    });
  }
  await queue.close();
}
redis.disconnect();
