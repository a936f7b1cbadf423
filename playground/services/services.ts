import { hash } from 'node:crypto';
import { lstat, mkdir, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { adviceFor, thisMachine } from './advice.ts';
import { startEmbeddedMongo } from './embedded-mongo.ts';
import { startEmbeddedRedis } from './embedded-redis.ts';
import type { Part, Places } from './part.ts';

const PROJECT = fileURLToPath(new URL('../..', import.meta.url));

export interface ServicesOptions {
  /** Where the data lives: the same folder brings the same data back. */
  dataDir: string;
  /** An address that is already served: nothing is started for it. */
  mongoUri?: string | undefined;
  redisUrl?: string | undefined;
  /** Where the logs go; `dataDir/logs` unless told. */
  logDir?: string;
  /** Gets a sentence when something takes long. */
  log?: (line: string) => void;
}

export interface Services {
  mongoUri: string;
  redisUrl: string;
  /** What was started here: nothing for an address that was given. */
  mongo: Part | undefined;
  redis: Part | undefined;
  stop(): Promise<void>;
}

/** Cannot be helped by the program: the message says in one sentence what the person has to do. */
export class ServicesError extends Error {}

/** MongoDB and Redis, embedded unless their addresses are given. Throws `ServicesError` where they cannot be started. */
export async function startServices(options: ServicesOptions): Promise<Services> {
  const places = await makePlaces(options);
  const [mongo, redis] = await Promise.allSettled([
    options.mongoUri ? undefined : startEmbeddedMongo(places),
    options.redisUrl ? undefined : startEmbeddedRedis(places),
  ]);
  const parts = [mongo, redis].flatMap((part) => (part.status === 'fulfilled' && part.value ? [part.value] : []));
  const stop = async (): Promise<void> => {
    await Promise.all(parts.map((part) => part.stop()));
    await rm(places.runDir, { recursive: true, force: true });
  };
  if (mongo.status === 'rejected' || redis.status === 'rejected') {
    await stop();
    const which = mongo.status === 'rejected' ? (redis.status === 'rejected' ? 'both' : 'mongo') : 'redis';
    throw new ServicesError(explain(which, mongo.status === 'rejected' ? mongo.reason : Object(redis).reason));
  }
  return {
    mongoUri: options.mongoUri || (mongo.value?.address ?? ''),
    redisUrl: options.redisUrl || (redis.value?.address ?? ''),
    mongo: mongo.value,
    redis: redis.value,
    stop,
  };
}

function explain(which: 'mongo' | 'redis' | 'both', reason: unknown): string {
  const what = { mongo: 'MongoDB', redis: 'Redis', both: 'MongoDB and Redis' }[which];
  const why = (reason instanceof Error ? reason.message : String(reason))
    .replaceAll(/\s+/g, ' ')
    .replace(/[.\s]+$/, '');
  return `${what} cannot be started on this machine (${why}): ${adviceFor(which, thisMachine())}.`;
}

async function makePlaces(options: ServicesOptions): Promise<Places> {
  const dataDir = resolve(options.dataDir);
  const logDir = resolve(options.logDir ?? join(dataDir, 'logs'));
  const runDir = await makeRunDir(dataDir);
  await mkdir(logDir, { recursive: true });
  return { dataDir, logDir, runDir, cacheDir: join(PROJECT, '.cache'), log: options.log ?? (() => {}) };
}

/**
 * The folder for the sockets of a data folder. It lies in the temporary folder, because the path of a socket has to fit
 * in 107 bytes, and always has the same name for the same data.
 */
export function runDirOf(dataDir: string): string {
  const base = tmpdir().length > 40 ? '/tmp' : tmpdir();
  return join(base, `jingying-${process.getuid?.() ?? 0}-${hash('sha1', resolve(dataDir)).slice(0, 10)}`);
}

export async function makeRunDir(dataDir: string): Promise<string> {
  const runDir = runDirOf(dataDir);
  await mkdir(runDir, { recursive: true, mode: 0o700 });
  const made = await lstat(runDir);
  if (!made.isDirectory() || (process.getuid && made.uid !== process.getuid()) || (made.mode & 0o077) !== 0) {
    throw new ServicesError(`The folder ${runDir} belongs to someone else: remove it and start again.`);
  }
  const stale = (await readdir(runDir)).filter((name) => name.startsWith('embedded-mongodb-'));
  await Promise.all(stale.map((name) => rm(join(runDir, name), { recursive: true, force: true })));
  return runDir;
}
