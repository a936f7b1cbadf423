import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { Redis } from 'ioredis';
import { findQueues } from './wake-queues.ts';

const SCRIPT = fileURLToPath(new URL('rewind-schedulers.ts', import.meta.url));
const PRELOAD = new URL('preload.ts', import.meta.url).href;

/**
 * After the clock was set back: the next run of every job scheduler comes back to the present. In a process of its own,
 * because BullMQ computes by the `Date` of its process. Single jobs keep the instant they were meant for.
 * @param clock the hub's address.
 */
export async function rewindSchedulers(options: { redisUrl: string; prefix: string; clock: string }): Promise<void> {
  if (!(await hasQueues(options.redisUrl, options.prefix))) return;
  await promisify(execFile)(process.execPath, ['--import', 'tsx/esm', '--import', PRELOAD, SCRIPT], {
    env: {
      ...process.env,
      REDIS_URL: options.redisUrl,
      QUEUE_PREFIX: options.prefix,
      PLAYGROUND_CLOCK: options.clock,
    },
  });
}

/** Before the first worker has run there is nothing to bring back. */
async function hasQueues(redisUrl: string, prefix: string): Promise<boolean> {
  const redis = new Redis(redisUrl, { maxRetriesPerRequest: 1, disconnectTimeout: 50 });
  redis.on('error', () => {});
  try {
    return (await findQueues(redis, prefix)).length > 0;
  } finally {
    redis.disconnect();
  }
}
