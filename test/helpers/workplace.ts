import { setTimeout as sleep } from 'node:timers/promises';
import { inject } from 'vitest';
import { LANES } from '../../jobs/define.ts';
import { openQueue } from '../../jobs/enqueue.ts';
import { jobDefinitions, jobWorkers } from '../../jobs/index.ts';
import { type RunningWorker, startWorker } from '../../jobs/worker.ts';
import { connect, type PlaygroundClient } from '../../playground/client.ts';
import { installMovableDate } from '../../playground/clock/shift-date.ts';
import { wakeQueues } from '../../playground/clock/wake-queues.ts';
import { type Company, demoCompany, demoRoster } from '../../playground/company.ts';
import type { Call } from '../../playground/server/call-log.ts';
import { type Playground, startPlayground } from '../../playground/server/playground.ts';
import { createApp, type RunningApp } from '../../src/app.ts';
import type { Feature } from '../../src/bot/feature.ts';
import { type ConfigKey, readConfig } from '../../src/config.ts';
import type { Context } from '../../src/context.ts';
import { features as allFeatures } from '../../src/features/index.ts';
import { newId } from '../../src/lib/ids.ts';
import { buildManifest } from '../../src/manifest.ts';
import { importRoster } from '../../src/members/roster/service.ts';
import { syncMembers } from '../../src/members/slack/sync.ts';
import { type OpenContext, openContext } from '../../src/start-context.ts';
import { beginnings, faultsOf } from './every-view.ts';
import { unfollowed } from './followed-things.ts';
import { type OldDatabase, restoreDatabase } from './old-database.ts';

/** The people of the demo company whom the stories are about. */
export const PEOPLE = {
  admin: 'U0QH1001',
  officer: 'U0QH1002',
  chen: 'U0QH1003',
  li: 'U0QH1004',
  maria: 'U0QH1005',
  zhao: 'U0QH2002',
} as const;

/** The whole programme in this process: a Slack, the bot and the worker on a database of their own, at a moved hour. */
export interface Workplace {
  slack: PlaygroundClient;
  playground: Playground;
  ctx: Context;
  /** Where the bot takes Slack's requests, in HTTP mode. */
  botUrl: string;
  /** Moves the clock; delayed jobs follow. */
  moveTo(at: string): Promise<void>;
  /** One more bot on the same data, as a second process is. @returns where it takes requests, and how it ends */
  secondBot(): Promise<{ url: string; close(): Promise<void> }>;
  /** Resolves when the bot has handled all that it was given, and no job waits for its turn. */
  settled(): Promise<void>;
  /** Ends bot and worker without a word and starts them again on the same data. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

export async function openWorkplace(options: {
  at: string;
  /** How Slack reaches the bot. A socket's heartbeat takes a moved clock for a lost connection: only where none is moved. */
  bot?: 'http' | 'socket';
  withRoster?: boolean;
  /** Services of its own, which a story may kill; the run's if absent. */
  services?: { mongoUri: string; redisUrl: string };
  /** Variables of the configuration that the story is about. */
  env?: Partial<Record<ConfigKey, string>>;
  /** Features that the story brings along. */
  moreFeatures?: Feature[];
  /** So many officers of the company more: `officerOf(0)` and on. */
  moreOfficers?: number;
  /** Its worker runs in a process of its own, see `workerProcess`. */
  isWorkerElsewhere?: boolean;
  /** How long Slack waits for an answer, and a trigger lives, ms; 3 s if absent. For stories in which a crowd presses at one moment. */
  ackMs?: number;
  /** The people and channels; the demo company if absent, with `roster` as its office's file. */
  company?: Company;
  roster?: string;
  /** Begins where an earlier release has stopped: with its database and its messages. */
  old?: OldDatabase;
  /** Takes what is wrong with messages and views, instead of the story's end. */
  onFaults?: (faults: readonly string[], call: Call) => void;
}): Promise<Workplace> {
  const date = installMovableDate();
  date.setOffset(Date.parse(options.at) - date.realNow());
  const { mongoUri, redisUrl } = options.services ?? { mongoUri: inject('mongoUri'), redisUrl: inject('redisUrl') };
  const features = [...allFeatures, ...(options.moreFeatures ?? [])];
  const prefix = `{test-${newId()}}`;
  const setClock = async (at: number): Promise<void> => {
    date.setOffset(at - date.realNow());
    await wakeQueues(redisUrl, prefix);
  };
  const { slash_commands: commands, shortcuts } = buildManifest(features, { command: '/jy' }).features;
  const faults: string[] = [];
  const names = beginnings(features);
  const onFaults = options.onFaults ?? ((more: readonly string[]) => void faults.push(...more));
  const playground = await startPlayground({
    heard: (call) => onFaults(faultsOf(call, names), call),
    now: () => Date.now(),
    setClock,
    company: options.company ?? companyWith(options.moreOfficers ?? 0),
    ...(options.ackMs === undefined ? {} : { timings: { ackMs: options.ackMs, triggerMs: options.ackMs } }),
    limits: false,
    commands: commands.map((one) => ({ usage_hint: '', ...one })),
    shortcuts,
  });
  const config = readConfig({
    SLACK_BOT_TOKEN: playground.botToken,
    SLACK_SIGNING_SECRET: playground.signingSecret,
    ...(options.bot === 'socket' ? { SLACK_APP_TOKEN: playground.appToken } : {}),
    SLACK_API_URL: playground.apiUrl,
    MONGODB_URI: mongoUri.replace(/\/[^/?]*(\?|$)/, `/test_${newId()}$1`),
    REDIS_URL: redisUrl,
    ADMIN_USERS: PEOPLE.admin,
    QUEUE_PREFIX: prefix,
    LOG_LEVEL: process.env.LOG_LEVEL ?? 'silent',
    PORT: '0',
    WORKER_PORT: '0',
    SENDS_PER_MINUTE: '100000',
    SUGGESTIONS_KEY: 'a1'.repeat(32),
    ...options.env,
  });
  if (options.old !== undefined) {
    playground.hub.workspace.data = structuredClone(options.old.slack);
    await restoreDatabase(config.MONGODB_URI, options.old);
  }
  const hasWorker = options.isWorkerElsewhere !== true;
  let parts = await start(config, playground, features, hasWorker);
  if (options.withRoster !== false && options.old === undefined) {
    await syncMembers(parts.bot.ctx);
    const roster = `${options.roster ?? demoRoster()}${rowsOf(options.moreOfficers ?? 0)}`;
    await importRoster(parts.bot.ctx, new TextEncoder().encode(roster));
  }
  const slack = connect(playground.url);
  return {
    slack,
    playground,
    get ctx() {
      return parts.bot.ctx;
    },
    get botUrl() {
      return parts.botUrl;
    },
    moveTo: (at) => setClock(Date.parse(at)),
    secondBot: async () => {
      const { ctx, close } = await openContext(config, 'bot');
      const app = await createApp(ctx, features);
      const { port } = await app.start();
      return {
        url: `http://127.0.0.1:${port}/slack/events`,
        close: async () => {
          await app.stop();
          await close();
        },
      };
    },
    settled: async () => {
      for (;;) {
        await parts.app.settled();
        if (!(await hasWork(parts))) return;
        await sleep(5);
      }
    },
    restart: async () => {
      await stop(parts);
      parts = await start(config, playground, features, hasWorker);
    },
    close: async () => {
      slack.close();
      // What an earlier release has planned, and what a story has killed, says nothing.
      const isWhole = options.services === undefined && options.old === undefined;
      if (isWhole) faults.push(...(await unfollowed(parts.bot.ctx, features)));
      // The engine keeps a file open for each collection and index: with every story's they would be too many for a process.
      const forget = options.services === undefined ? () => parts.bot.ctx.db.dropDatabase() : undefined;
      await stop(parts, forget);
      await playground.close();
      date.uninstall();
      if (faults.length > 0)
        throw new Error(`A message or a view of this story does not hold:\n${[...new Set(faults)].join('\n')}`);
    },
  };
}

export const officerOf = (index: number): string => `U0MORE${index}`;

function companyWith(officers: number): Company {
  const company = demoCompany();
  for (let i = 0; i < officers; i++)
    company.people.push({
      id: officerOf(i),
      name: `officer.${i}`,
      realName: `干部${i}`,
      email: `officer.${i}@qinghe.example`,
      title: '',
      locale: 'zh-CN',
      tz: 'Asia/Shanghai',
    });
  return company;
}

function rowsOf(officers: number): string {
  const row = (i: number) => `MORE${i},干部${i},officer.${i}@qinghe.example,总部,工会办公室,干事,干部,08:00-17:30\n`;
  return Array.from({ length: officers }, (_, i) => row(i)).join('');
}

/** The roster comes again, with 何建国 as an officer of his branch only. */
export async function limitToBranch(work: Workplace): Promise<void> {
  const own = '东湖养殖分会,分会办公室,分会主席';
  const roster = demoRoster().replace(`${own},干部`, `${own},分会干部`);
  await importRoster(work.ctx, new TextEncoder().encode(roster));
}

/** Whether a job runs or could. One that is held for another hour does not count. */
async function hasWork({ queues }: Parts): Promise<boolean> {
  const counts = await Promise.all(queues.map((queue) => queue.getJobCounts('active', 'wait', 'prioritized')));
  return counts.flatMap((one) => Object.values(one)).some((count) => count > 0);
}

interface Parts {
  bot: OpenContext;
  app: RunningApp;
  worker: OpenContext;
  jobs: RunningWorker | undefined;
  botUrl: string;
  queues: ReturnType<typeof openQueue>[];
}

async function start(
  config: Context['config'],
  playground: Playground,
  features: Feature[],
  hasWorker: boolean,
): Promise<Parts> {
  const [bot, worker] = [await openContext(config, 'bot'), await openContext(config, 'worker')];
  const app = await createApp(bot.ctx, features);
  const { port } = await app.start();
  const botUrl = `http://127.0.0.1:${port}/slack/events`;
  if (config.SLACK_APP_TOKEN === undefined)
    playground.setDeliver({ signingSecret: playground.signingSecret, url: botUrl });
  const jobs = hasWorker ? await startWorker(worker.ctx, jobWorkers(app.registry), jobDefinitions) : undefined;
  const queues = LANES.map((lane) => openQueue(lane, bot.ctx.redis, config.QUEUE_PREFIX));
  return { bot, app, worker, jobs, botUrl, queues };
}

async function stop(parts: Parts, forget?: () => Promise<void>): Promise<void> {
  await parts.app.stop();
  await parts.jobs?.close();
  await Promise.all(parts.queues.map((queue) => queue.close()));
  await forget?.();
  await parts.bot.close();
  await parts.worker.close();
}
