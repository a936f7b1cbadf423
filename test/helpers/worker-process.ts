import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildPrograms } from '../../playground/build-programs.ts';
import { startClockHub } from '../../playground/clock/hub.ts';
import { freePort } from '../../playground/services/embedded-redis.ts';
import { nodeProcess } from '../../playground/tree/node-process.ts';
import type { Workplace } from './workplace.ts';

/** A worker in a process of its own, as it runs in production, at the hour of its workplace. */
export interface WorkerProcess {
  /** Resolves when it is ready for work; again after it was killed. */
  start(): Promise<void>;
  /** SIGKILL: nothing that it has begun is ended. Resolves when it is gone. */
  kill(): Promise<void>;
  /** Moves the workplace's clock and this process's. */
  moveTo(at: string): Promise<void>;
  close(): Promise<void>;
}

/** @param work a workplace whose own worker does not run; its queues are this one's */
export async function workerProcess(work: Workplace): Promise<WorkerProcess> {
  const dir = await mkdtemp(join(tmpdir(), 'jingying-worker-'));
  const clock = await startClockHub({ socketPath: join(dir, 'clock.sock') });
  await clock.set(Date.now());
  const healthPort = await freePort();
  const { config } = work.ctx;
  const env = {
    SLACK_BOT_TOKEN: config.SLACK_BOT_TOKEN,
    SLACK_SIGNING_SECRET: config.SLACK_SIGNING_SECRET,
    SLACK_API_URL: config.SLACK_API_URL ?? '',
    MONGODB_URI: config.MONGODB_URI,
    REDIS_URL: config.REDIS_URL,
    QUEUE_PREFIX: config.QUEUE_PREFIX,
    ADMIN_USERS: config.ADMIN_USERS.join(','),
    LOG_LEVEL: 'warn',
    SENDS_PER_MINUTE: String(config.SENDS_PER_MINUTE),
    SUGGESTIONS_KEY: 'a1'.repeat(32),
    WORKER_PORT: String(healthPort),
    PLAYGROUND_CLOCK: clock.address,
  };
  const { worker, nodeArgs } = await buildPrograms();
  const process = nodeProcess({
    name: 'The worker',
    script: worker,
    nodeArgs,
    env,
    logFile: join(dir, 'worker.log'),
    healthPort,
    onCrash: () => undefined,
  });
  return {
    start: () => process.start(),
    kill: async () => {
      process.kill('SIGKILL');
      // Of one that is gone it only waits for the end.
      await process.stop();
    },
    moveTo: async (at) => {
      await clock.set(Date.parse(at));
      await work.moveTo(at);
    },
    close: async () => {
      await process.stop();
      await clock.close();
      await rm(dir, { recursive: true, force: true });
    },
  };
}
