import { randomBytes } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { buildWeb } from '../build-web.ts';
import { type ClockHub, startClockHub } from '../clock/hub.ts';
import { rewindSchedulers } from '../clock/rewind.ts';
import { wakeQueues } from '../clock/wake-queues.ts';
import type { Company } from '../company.ts';
import type { Shortcut, SlashCommand } from '../protocol.ts';
import { type Playground, startPlayground } from '../server/playground.ts';
import { freePort } from '../services/embedded-redis.ts';
import { runDirOf } from '../services/services.ts';
import { PROJECT } from './node-process.ts';

const FIRST_PORT = 3900;

export interface WorkspaceOptions {
  dataDir: string;
  /** This one and no other; the first free one from 3900 on unless told. */
  port?: number | undefined;
  limits: boolean;
  redisUrl: string;
  queuePrefix: string;
  command: string;
  company: Company;
  /** Signed HTTP requests to this port of 127.0.0.1 instead of Socket Mode. */
  httpPort?: number | undefined;
}

/** The chat that stands in for Slack, with its clock. */
export interface Workspace {
  playground: Playground;
  hub: ClockHub;
  /** What the bot and the worker need to be at home in it. */
  env: Record<string, string>;
  close(): Promise<void>;
}

export async function startWorkspace(options: WorkspaceOptions): Promise<Workspace> {
  const { company } = options;
  const runDir = runDirOf(options.dataDir);
  await mkdir(join(PROJECT, '.cache'), { recursive: true });
  const [webRoot, surface, hub] = await Promise.all([
    buildWeb(join(PROJECT, '.cache', 'playground-web')),
    slashCommandsAndShortcuts(options.command),
    startClockHub({ socketPath: join(runDir, 'clock.sock'), statePath: join(options.dataDir, 'clock.json') }),
  ]);
  hub.onChange(async ({ isBack }) => {
    const queues = { redisUrl: options.redisUrl, prefix: options.queuePrefix };
    if (isBack) await rewindSchedulers({ ...queues, clock: hub.address });
    await wakeQueues(queues.redisUrl, queues.prefix);
  });
  const signingSecret = randomBytes(16).toString('hex');
  const playground = await startPlayground({
    port: options.port ?? (await nextFreePort()),
    host: process.env.PLAYGROUND_HOST || undefined,
    now: hub.now,
    setClock: hub.set,
    company,
    webRoot,
    limits: options.limits,
    ...surface,
    statePath: join(options.dataDir, 'workspace.json'),
    ...(options.httpPort === undefined
      ? {}
      : { deliver: { signingSecret, url: `http://127.0.0.1:${options.httpPort}/slack/events` } }),
  }).catch(async (error: unknown) => {
    await hub.close();
    throw error;
  });
  return {
    playground,
    hub,
    env: {
      SLACK_BOT_TOKEN: playground.botToken,
      SLACK_APP_TOKEN: options.httpPort === undefined ? playground.appToken : '',
      SLACK_SIGNING_SECRET: playground.signingSecret,
      SLACK_API_URL: playground.apiUrl,
      // A key for trying it out, as open as the playground's data is.
      SUGGESTIONS_KEY: '5f1d'.repeat(16),
      ADMIN_USERS: company.people
        .filter((person) => person.isAdmin)
        .map((person) => person.id)
        .join(','),
      PLAYGROUND_CLOCK: hub.address,
    },
    async close() {
      await playground.close();
      await hub.close();
    },
  };
}

async function nextFreePort(): Promise<number> {
  for (let port = FIRST_PORT; port < FIRST_PORT + 100; port += 1) {
    if ((await freePort(port)) === port) return port;
  }
  return freePort();
}

/** What a Slack workspace would know of the bot from its manifest. */
async function slashCommandsAndShortcuts(
  command: string,
): Promise<{ commands: SlashCommand[]; shortcuts: Shortcut[] }> {
  const [{ buildManifest }, { features }] = await Promise.all([
    import('../../src/manifest.ts'),
    import('../../src/features/index.ts'),
  ]);
  const { slash_commands, shortcuts } = buildManifest(features, { command }).features;
  return {
    commands: slash_commands.map((one) => ({
      command: one.command,
      description: one.description,
      usage_hint: 'usage_hint' in one && typeof one.usage_hint === 'string' ? one.usage_hint : '',
    })),
    shortcuts,
  };
}
