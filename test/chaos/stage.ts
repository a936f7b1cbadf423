import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildPrograms } from '../../playground/build-programs.ts';
import { connect, type PlaygroundClient } from '../../playground/client.ts';
import { startClockHub } from '../../playground/clock/hub.ts';
import { installMovableDate } from '../../playground/clock/shift-date.ts';
import { wakeQueues } from '../../playground/clock/wake-queues.ts';
import { botUserId, type Company } from '../../playground/company.ts';
import { type Playground, startPlayground } from '../../playground/server/playground.ts';
import { freePort } from '../../playground/services/embedded-redis.ts';
import { type Services, startServices } from '../../playground/services/services.ts';
import { readConfig } from '../../src/config.ts';
import { type OpenContext, openContext } from '../../src/start-context.ts';
import { type Cuttable, cuttable } from './cuttable.ts';
import { type KeptAlive, keepAlive } from './kept-alive.ts';

/** Monday, just before eight in Shanghai: soon everybody is at work, whatever the day of the run. */
const AT = Date.parse('2026-03-02T07:59:20+08:00');
export const ADMIN = 'U0CHAOS0';
export const workerAt = (index: number): string => `U0CHAOS${index + 1}`;

/** Two bots, two workers, services behind doors that can be shut, and a workspace with its limits on. */
export interface Stage {
  playground: Playground;
  slack: PlaygroundClient;
  services: Services;
  doors: { mongo: Cuttable; redis: Cuttable };
  processes: KeptAlive[];
  logDir: string;
  /** On connections of its own that nobody cuts. */
  open(): Promise<OpenContext>;
  /** Moves the time of every process and of the playground on. */
  later(ms: number): Promise<void>;
  /** @param options.isKept the folder with the logs and the data stays */
  close(options: { isKept: boolean }): Promise<void>;
}

/**
 * @param people members beside the administrator
 * @param switches modules that make the bots and workers worse, to show that the test sees it
 */
export async function openStage(people: number, switches: readonly string[]): Promise<Stage> {
  const date = installMovableDate();
  const dataDir = await mkdtemp(join(tmpdir(), 'jingying-chaos-'));
  const clock = await startClockHub({ socketPath: join(dataDir, 'clock.sock') });
  date.setOffset(AT - date.realNow());
  await clock.set(AT);
  const services = await startServices({ dataDir });
  const doors = {
    mongo: await cuttable(socketOf(services.mongoUri)),
    redis: await cuttable(Number(new URL(services.redisUrl).port)),
  };
  const playground = await startPlayground({ now: () => Date.now(), company: companyOf(people), limits: true });
  const env = {
    SLACK_BOT_TOKEN: playground.botToken,
    SLACK_SIGNING_SECRET: playground.signingSecret,
    SLACK_APP_TOKEN: playground.appToken,
    SLACK_API_URL: playground.apiUrl,
    ADMIN_USERS: ADMIN,
    QUEUE_PREFIX: '{chaos}',
    LOG_LEVEL: 'info',
    PLAYGROUND_CLOCK: clock.address,
    NODE_OPTIONS: switches.map((one) => `--import ${new URL(`switches/${one}.mjs`, import.meta.url).href}`).join(' '),
    MONGODB_URI: `mongodb://127.0.0.1:${doors.mongo.port}/chaos?directConnection=true`,
    REDIS_URL: atPort(services.redisUrl, doors.redis.port),
  };
  const open = () =>
    openContext(
      readConfig({
        ...env,
        LOG_LEVEL: 'silent',
        MONGODB_URI: services.mongoUri.replace(/\/jingying\b/, '/chaos'),
        REDIS_URL: services.redisUrl,
      }),
      'cli',
    );
  const processes: KeptAlive[] = [];
  const programs = await buildPrograms(switches.length > 0 ? 'apart' : 'within');
  for (const [name, program, variable] of PROCESSES) {
    const healthPort = await freePort();
    const logFile = join(dataDir, `${name}.log`);
    const own = { ...env, PORT: '0', WORKER_PORT: '0', [variable]: String(healthPort) };
    processes.push(
      await keepAlive({ name, script: programs[program], nodeArgs: programs.nodeArgs, env: own, logFile, healthPort }),
    );
  }
  return {
    playground,
    slack: connect(playground.url),
    services,
    doors,
    processes,
    logDir: dataDir,
    open,
    later: async (ms) => {
      const at = clock.now() + ms;
      date.setOffset(at - date.realNow());
      await clock.set(at);
      await wakeQueues(services.redisUrl, env.QUEUE_PREFIX);
    },
    close: async ({ isKept }) => {
      await Promise.all(processes.map((one) => one.stop()));
      await playground.close();
      await Promise.all([doors.mongo.close(), doors.redis.close()]);
      await services.stop();
      await clock.close();
      date.uninstall();
      if (!isKept) await rm(dataDir, { recursive: true, force: true });
    },
  };
}

const PROCESSES = [
  ['bot-1', 'bot', 'PORT'],
  ['bot-2', 'bot', 'PORT'],
  ['worker-1', 'worker', 'WORKER_PORT'],
  ['worker-2', 'worker', 'WORKER_PORT'],
] as const;

/** The same address, password included, behind another port. */
function atPort(address: string, port: number): string {
  const url = new URL(address);
  url.port = String(port);
  return url.href;
}

/** The path in `mongodb://%2Fpath%2Fto.sock/db`. */
function socketOf(uri: string): string {
  return decodeURIComponent(/^mongodb:\/\/([^/]+)\//.exec(uri)?.[1] ?? '');
}

function companyOf(people: number): Company {
  const ids = [ADMIN, ...Array.from({ length: people }, (_, index) => workerAt(index))];
  const of = (id: string, isBot: boolean) => ({
    id,
    name: id.toLowerCase(),
    realName: id,
    email: `${id.toLowerCase()}@chaos.example`,
    title: '',
    locale: 'zh-CN' as const,
    tz: 'Asia/Shanghai',
    isBot,
  });
  return {
    team: { id: 'T0CHAOS', name: '混沌', domain: 'chaos' },
    people: [...ids.map((id) => of(id, false)), of(botUserId, true)],
    channels: [{ id: 'C0GENERAL', name: '全体', topic: '', isGeneral: true, members: [...ids, botUserId] }],
  };
}
