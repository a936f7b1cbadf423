import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const SCRIPT = fileURLToPath(new URL('rewind-schedulers.ts', import.meta.url));
const PRELOAD = new URL('preload.ts', import.meta.url).href;

/**
 * After the clock was set back: the next run of every job scheduler comes back to the present. In a process of its own,
 * because BullMQ computes by the `Date` of its process. Single jobs keep the instant they were meant for.
 * @param clock the hub's address.
 */
export async function rewindSchedulers(options: { redisUrl: string; prefix: string; clock: string }): Promise<void> {
  await promisify(execFile)(process.execPath, ['--import', 'tsx/esm', '--import', PRELOAD, SCRIPT], {
    env: {
      ...process.env,
      REDIS_URL: options.redisUrl,
      QUEUE_PREFIX: options.prefix,
      PLAYGROUND_CLOCK: options.clock,
    },
  });
}
