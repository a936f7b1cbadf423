import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { startServices } from '../../playground/services/services.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** A real MongoDB for the whole run: take a database name of your own. */
    mongoUri: string;
    /** A real Redis for the whole run: take a prefix of your own. */
    redisUrl: string;
  }
}

/** One MongoDB and one Redis for all test files; those that `MONGODB_URI` and `REDIS_URL` name, if set. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = await mkdtemp(join(tmpdir(), 'jingying-test-'));
  const services = await startServices({
    dataDir,
    mongoUri: process.env.MONGODB_URI,
    redisUrl: process.env.REDIS_URL,
    log: (line) => void process.stdout.write(`${line}\n`),
  });
  project.provide('mongoUri', services.mongoUri);
  project.provide('redisUrl', services.redisUrl);
  return async () => {
    await services.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
}
