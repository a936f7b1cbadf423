import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../playground/services/embedded-redis.ts';
import { startServices } from '../playground/services/services.ts';
import { readConfig } from '../src/config.ts';
import { features } from '../src/features/index.ts';
import { prepare } from '../src/prepare.ts';
import { type OpenContext, openContext } from '../src/start-context.ts';
import { type Child, startChild } from './children.ts';
import { SIGNING_SECRET } from './load.ts';
import { buildForBench } from './programs.ts';

/** What everything is measured on: MongoDB, Redis and a Slack that answers at once. */
export interface Bed {
  slack: Child;
  responseUrl: string;
  /** Of the MongoDB that was started here; undefined for one that was given. */
  mongoPid: number | undefined;
  logFile(name: string): string;
  /** The environment of a program on a database of its own; with free ports. */
  env(database: string): Promise<Record<string, string> & { PORT: string; WORKER_PORT: string }>;
  /** A context on that database, with all indexes; the database is dropped at the end. */
  open(database: string): Promise<OpenContext>;
  close(): Promise<void>;
}

export async function makeBed(): Promise<Bed> {
  await buildForBench();
  const folder = await mkdtemp(join(tmpdir(), 'jingying-bench-'));
  const services = await startServices({
    dataDir: folder,
    mongoUri: process.env.MONGODB_URI,
    redisUrl: process.env.REDIS_URL,
    log: (line) => process.stderr.write(`${line}\n`),
  });
  const logFile = (name: string): string => join(folder, 'logs', `${name}.log`);
  const slack = await startChild<{ port: number }>({
    script: 'slack-stub',
    env: {},
    logFile: logFile('slack'),
  });
  const { port } = await slack.first;
  const mark = Date.now().toString(36);
  const opened: OpenContext[] = [];
  const env = async (database: string) => ({
    SLACK_BOT_TOKEN: 'xoxb-bench',
    SLACK_SIGNING_SECRET: SIGNING_SECRET,
    SLACK_API_URL: `http://127.0.0.1:${port}/api/`,
    MONGODB_URI: onDatabase(services.mongoUri, `bench_${mark}_${database}`),
    REDIS_URL: services.redisUrl,
    QUEUE_PREFIX: `{bench-${mark}-${database}}`,
    LOG_LEVEL: 'warn',
    PORT: String(await freePort()),
    WORKER_PORT: String(await freePort()),
  });
  return {
    slack,
    responseUrl: `http://127.0.0.1:${port}/respond`,
    mongoPid: services.mongo?.pid(),
    logFile,
    env,
    open: async (database) => {
      const made = await openContext(readConfig(await env(database)), 'cli');
      opened.push(made);
      await prepare(made.ctx, features);
      return made;
    },
    close: async () => {
      for (const one of opened) {
        await one.ctx.db.dropDatabase();
        const keys = await one.ctx.redis.keys(`${one.ctx.config.QUEUE_PREFIX}*`);
        for (let start = 0; start < keys.length; start += 1_000)
          await one.ctx.redis.del(...keys.slice(start, start + 1_000));
        await one.close();
      }
      await slack.stop();
      await services.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function onDatabase(uri: string, name: string): string {
  const found = /^(mongodb(?:\+srv)?:\/\/[^/?]+)(?:\/[^?]*)?(\?.*)?$/.exec(uri);
  return `${found?.[1] ?? uri}/${name}${found?.[2] ?? ''}`;
}
