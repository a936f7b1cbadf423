import type { ServerResponse } from 'node:http';
import { App, type Receiver, SocketModeReceiver } from '@slack/bolt';
import type { Feature } from './bot/feature.ts';
import { listenToCommands } from './bot/routing/commands.ts';
import { createGlue } from './bot/routing/glue.ts';
import { homePublisher, listenToHome } from './bot/routing/home.ts';
import { listenToInteractions } from './bot/routing/interactions.ts';
import { createRegistry, type Registry } from './bot/routing/registry.ts';
import { slackLogger } from './bot/slack/logger.ts';
import { pageRoutes } from './bot/slack/page.ts';
import { publicPort, type Route } from './bot/slack/public-port.ts';
import { isFrom, slackRequests } from './bot/slack/receiver.ts';
import type { Context } from './context.ts';
import { pooledFetch } from './lib/pooled-fetch.ts';
import { actorOf, onTeamJoin, onUserChange } from './members/service.ts';
import { prepare } from './prepare.ts';

export interface RunningApp {
  registry: Registry;
  /** Listens; in Socket Mode connects, and serves health only. */
  start(): Promise<{ port: number }>;
  /** Waits for what runs now; more may come meanwhile. */
  settled(): Promise<void>;
  /** Takes nothing new and waits for what runs. */
  stop(): Promise<void>;
}

/** The bot: Bolt's receiver, the registry's handlers, and the kernel's events. */
export async function createApp(ctx: Context, features: Feature[]): Promise<RunningApp> {
  const registry = createRegistry(features);
  await prepare(ctx, features);
  const running = new InFlight();
  const { receiver, routes } = entrance(ctx);
  const port = publicPort([...routes, ...healthRoutes(ctx), ...pageRoutes(ctx, features)], ctx.log);
  const app = new App({
    receiver,
    logger: slackLogger(ctx.log),
    clientOptions: { slackApiUrl: ctx.config.SLACK_API_URL, fetch: pooledFetch() },
    // Nothing is kept for a conversation between its requests.
    convoStore: false,
    authorize: async () => ({ botToken: ctx.config.SLACK_BOT_TOKEN, botUserId: ctx.botUser, teamId: ctx.workspace }),
  });
  app.error(async (error) => ctx.log.error({ err: error }, 'an event could not be handled'));
  app.use(async ({ body, next }) => {
    // Over HTTP it was refused before; what comes over the socket goes unanswered.
    if (isFrom(ctx.workspace, body as Record<string, unknown>)) await running.follow(next());
    else ctx.log.warn('a request of another workspace is left aside');
  });
  const find = (user: string) => actorOf(ctx, user);
  const publishHome = homePublisher({ ctx, registry, actorOf: find });
  const glue = createGlue({ app, ctx, registry, actorOf: find, publishHome });
  listenToCommands(glue);
  listenToInteractions(glue);
  listenToHome(glue);
  app.event('team_join', async ({ event }) => onTeamJoin(ctx, event.user));
  app.event('user_change', async ({ event }) => onUserChange(ctx, event.user));
  return {
    registry,
    start: async () => {
      await app.start();
      return { port: await port.listen(ctx.config.PORT) };
    },
    settled: () => running.settled(),
    stop: async () => {
      await app.stop();
      await port.close();
      await running.settled();
    },
  };
}

/** How Slack's requests come in: over a socket that the bot opens, or over HTTP to its port. */
function entrance({ config, workspace, log }: Context): { receiver: Receiver; routes: Route[] } {
  if (config.SLACK_APP_TOKEN === undefined) {
    const { receiver, route } = slackRequests({ signingSecret: config.SLACK_SIGNING_SECRET, workspace, log });
    return { receiver, routes: [route] };
  }
  const receiver = new SocketModeReceiver({
    appToken: config.SLACK_APP_TOKEN,
    logger: slackLogger(log),
    installerOptions: { clientOptions: { slackApiUrl: config.SLACK_API_URL } },
  });
  return { receiver, routes: [] };
}

function healthRoutes(ctx: Context): Route[] {
  const answer = (response: ServerResponse, ok: boolean): void => {
    response.writeHead(ok ? 200 : 503, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ ok }));
  };
  return [
    { method: 'GET', path: '/healthz', handle: async (_, response) => answer(response, true) },
    { method: 'GET', path: '/readyz', handle: async (_, response) => answer(response, await isReady(ctx)) },
  ];
}

/** Whether MongoDB and Redis answer now. */
export async function isReady(ctx: Context): Promise<boolean> {
  const checks = await Promise.allSettled([ctx.db.db?.command({ ping: 1 }), ctx.redis.ping()]);
  return checks.every((check) => check.status === 'fulfilled' && check.value !== undefined);
}

/** The handlers that run now, so that a stop can wait for them. */
class InFlight {
  readonly #running = new Set<Promise<unknown>>();

  async follow(work: Promise<void>): Promise<void> {
    this.#running.add(work);
    try {
      await work;
    } finally {
      this.#running.delete(work);
    }
  }

  async settled(): Promise<void> {
    await Promise.allSettled(this.#running);
  }
}
