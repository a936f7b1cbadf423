import { renameSync, statSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { buildPrograms } from '../build-programs.ts';
import { demoCompany, PLAYED } from '../company.ts';
import { CROWD } from '../crowd.ts';
import { seedSmall } from '../seed.ts';
import { freePort } from '../services/embedded-redis.ts';
import { type Services, startServices } from '../services/services.ts';
import { writeHistory } from './history.ts';
import { lockFolder } from './lock.ts';
import { type NodeProcess, nodeProcess } from './node-process.ts';
import { startWorkspace, type Workspace } from './workspace.ts';

export type PartName = 'bot' | 'worker' | 'mongo' | 'redis';

const SEEDS = ['history', 'small', 'none'] as const;
export type Seed = (typeof SEEDS)[number];

export interface TreeOptions {
  dataDir: string;
  /** Of the playground's page; the first free one from 3900 on unless told. 0 takes any. */
  port?: number | undefined;
  /** Empties the data folder first. */
  fresh?: boolean;
  /** Slack's rate limits; on unless told. */
  limits?: boolean;
  /**
   * What is put into an empty data folder; one that has data stays what it is. `small` unless told: a company's people, two banks and a
   * daily question. `history`: three months of it. `none`: nothing but the people in Slack.
   */
  seed?: Seed;
  /** Where the clock of an empty data folder begins, in milliseconds since the epoch; the machine's present unless told. */
  at?: number;
  /** Signed HTTP requests instead of Socket Mode. */
  http?: boolean;
  /** Against Slack itself, with the tokens of the environment: no playground and no moved clock. */
  slack?: boolean;
  /** More for the bot and the worker, such as LOG_LEVEL. */
  env?: Record<string, string>;
  log?: (line: string) => void;
  /** Gets a sentence when a part ends without having been asked to. */
  onCrash?: (fault: string) => void;
}

/** Services, workspace, bot and worker, as one. */
export interface Tree {
  /** The page's address; empty against Slack. */
  url(): string;
  /** What the bot and the worker run with; programs of the command line need the same. */
  env(): Record<string, string>;
  services(): Services;
  /** The workspace with its clock; nothing against Slack. */
  workspace(): Workspace | undefined;
  logDir: string;
  /** Process ids of all that was started. */
  pids(): Partial<Record<PartName, number>>;
  /** Kills a part as a fault would, or freezes it (SIGSTOP, SIGCONT). */
  kill(part: PartName, signal?: NodeJS.Signals): void;
  /** Ends and starts one part again, or all of them; addresses stay the same for one part. */
  restart(part?: PartName): Promise<void>;
  stop(): Promise<void>;
  /** Without order and at once. */
  killAll(): void;
}

const LOG_LIMIT = 10_000_000;

/** Starts everything and resolves when the bot and the worker are ready; on a fault takes down what it started. */
export async function startTree(options: TreeOptions): Promise<Tree> {
  const dataDir = resolve(options.dataDir);
  const logDir = join(dataDir, 'logs');
  const unlock = await lockFolder(dataDir);
  let services: Services | undefined;
  let workspace: Workspace | undefined;
  let processes: NodeProcess[] = [];
  let env: Record<string, string> = {};
  let { port } = options;
  let isFresh = options.fresh ?? false;

  async function up(): Promise<void> {
    await makeFolders(logDir);
    const seeded = await seededWith(dataDir);
    let seed = options.slack ? 'none' : (seeded ?? options.seed ?? 'small');
    services = await startServices({
      dataDir,
      logDir,
      mongoUri: process.env.MONGODB_URI,
      redisUrl: process.env.REDIS_URL,
      ...(options.log ? { log: options.log } : {}),
    });
    const programs = await buildPrograms();
    for (const part of [services.mongo, services.redis]) {
      part?.onCrash(() => options.onCrash?.(`${part.name} ended unexpectedly; its log is ${part.logFile}`));
    }
    const [botPort, workerPort] = options.slack
      ? [Number(process.env.PORT || 3000), Number(process.env.WORKER_PORT || 3001)]
      : [await freePort(), await freePort()];
    env = {
      MONGODB_URI: services.mongoUri,
      REDIS_URL: services.redisUrl,
      COMMAND: process.env.COMMAND || '/jy',
      QUEUE_PREFIX: process.env.QUEUE_PREFIX || '{jingying}',
      ...options.env,
      PORT: String(botPort),
      WORKER_PORT: String(workerPort),
    };
    if (!options.slack) {
      workspace = await startWorkspace({
        dataDir,
        port,
        limits: options.limits ?? true,
        redisUrl: services.redisUrl,
        queuePrefix: env.QUEUE_PREFIX ?? '',
        command: env.COMMAND ?? '',
        company: demoCompany(seed === 'history' ? [...PLAYED, ...CROWD] : PLAYED),
        httpPort: options.http ? botPort : undefined,
      });
      if (seeded === undefined && options.at !== undefined) await workspace.hub.set(options.at);
      port = Number(new URL(workspace.playground.url).port);
      env = { ...env, ...workspace.env };
      if (seed === 'history' && seeded === undefined) {
        const isWhole = await writeHistory(dataDir, env, workspace.playground.url, {
          ...(options.log ? { log: options.log } : {}),
          fresh: isFresh,
          endsAt: options.at ?? Date.now(),
        });
        isFresh = false;
        if (isWhole) await noteSeed(dataDir, seed);
        else seed = 'small';
      }
    }
    const started = (name: string, script: string, healthPort: number): NodeProcess =>
      nodeProcess({
        name: `The ${name}`,
        script,
        env,
        healthPort,
        nodeArgs: programs.nodeArgs,
        logFile: join(logDir, `${name}.log`),
        onCrash: (fault) => options.onCrash?.(fault),
      });
    await noteForCommandLine(dataDir, env, [...programs.imports, programs.jy]);
    processes = [started('bot', programs.bot, botPort), started('worker', programs.worker, workerPort)];
    await allOrFirstFault(processes.map((one) => one.start()));
    if (seed === 'small' && seeded === undefined) {
      await seedSmall({ env });
      await noteSeed(dataDir, seed);
    }
  }

  async function down(): Promise<void> {
    await rm(commandLineIn(dataDir), { force: true });
    await Promise.all(processes.map((one) => one.stop()));
    await workspace?.close();
    await services?.stop();
    processes = [];
    workspace = undefined;
    services = undefined;
  }

  /** Whatever is asked of the tree happens one after the other. */
  let last: Promise<void> = Promise.resolve();
  const inTurn = (work: () => Promise<void>): Promise<void> => {
    const mine = last.then(work);
    last = mine.catch(() => {});
    return mine;
  };
  const partOf = (part: PartName) =>
    ({ bot: processes[0], worker: processes[1], mongo: services?.mongo, redis: services?.redis })[part];

  try {
    if (options.fresh) await empty(dataDir);
    await up();
  } catch (error) {
    await down();
    await unlock();
    throw error;
  }
  return {
    url: () => workspace?.playground.url ?? '',
    env: () => ({ ...env }),
    services: () => {
      if (!services) throw new Error('the services are not running');
      return services;
    },
    workspace: () => workspace,
    logDir,
    pids: () => {
      const names: PartName[] = ['bot', 'worker', 'mongo', 'redis'];
      return Object.fromEntries(
        names.flatMap((name) => (partOf(name)?.isRunning() ? [[name, partOf(name)?.pid()]] : [])),
      );
    },
    kill: (part, signal = 'SIGKILL') => partOf(part)?.kill(signal),
    restart: (part) =>
      inTurn(async () => {
        const one = part && partOf(part);
        if (one) {
          await one.stop();
          await one.start();
          return;
        }
        await down();
        await up();
      }),
    stop: () =>
      inTurn(async () => {
        await down();
        await unlock();
      }),
    killAll() {
      for (const one of processes) one.kill('SIGKILL');
      services?.mongo?.kill('SIGKILL');
      services?.redis?.kill('SIGKILL');
    },
  };
}

/** Waits for all, so that nothing still starts when the fault is told. */
async function allOrFirstFault(starts: Promise<void>[]): Promise<void> {
  const settled = await Promise.allSettled(starts);
  for (const start of settled) if (start.status === 'rejected') throw start.reason;
}

async function makeFolders(logDir: string): Promise<void> {
  await mkdir(logDir, { recursive: true });
  for (const name of await readdir(logDir)) {
    const file = join(logDir, name);
    if (name.endsWith('.log') && statSync(file).size > LOG_LIMIT) renameSync(file, `${file}.1`);
  }
}

async function empty(dataDir: string): Promise<void> {
  const names = await readdir(dataDir).catch(() => []);
  await Promise.all(names.map((name) => rm(join(dataDir, name), { recursive: true, force: true })));
}

/** With what a data folder was filled; undefined: not yet, or not to its end. */
async function seededWith(dataDir: string): Promise<Seed | undefined> {
  const noted = await readFile(markerIn(dataDir), 'utf8').catch(() => undefined);
  return noted === undefined ? undefined : (SEEDS.find((one) => one === noted) ?? 'small');
}

const noteSeed = (dataDir: string, seed: Seed): Promise<void> => writeFile(markerIn(dataDir), seed);

const markerIn = (dataDir: string): string => join(dataDir, 'seeded');

const commandLineIn = (dataDir: string): string => join(dataDir, 'jy.json');

/** What `npm run jy` needs to work on what runs here, for its owner's eyes; it goes when this ends. */
async function noteForCommandLine(dataDir: string, env: Record<string, string>, args: string[]): Promise<void> {
  await writeFile(commandLineIn(dataDir), JSON.stringify({ env, args }), { mode: 0o600 });
}
