import { App, HTTPReceiver, SocketModeReceiver } from '@slack/bolt';
import { listenToCommands } from './bot/commands.ts';
import type { Feature } from './bot/feature.ts';
import { createGlue } from './bot/glue.ts';
import { homePublisher, listenToHome } from './bot/home.ts';
import { listenToInteractions } from './bot/interactions.ts';
import { pageRoutes } from './bot/page.ts';
import { createRegistry, type Registry } from './bot/registry.ts';
import { slackLogger } from './bot/slack-logger.ts';
import type { Context } from './context.ts';
import { actorOf, onTeamJoin, onUserChange } from './members/service.ts';
import { prepare } from './prepare.ts';

export interface RunningApp {
  registry: Registry;
  /** Listens; in Socket Mode connects, and serves health only. */
  start(): Promise<{ port: number }>;
  /** Takes nothing new and waits for what runs. */
  stop(): Promise<void>;
}

/** The bot: Bolt's receiver, the registry's handlers, and the kernel's events. */
export async function createApp(ctx: Context, features: Feature[]): Promise<RunningApp> {
  const registry = createRegistry(features);
  await prepare(ctx, features);
  const running = new InFlight();
  const receiver = createReceiver(ctx, features);
  const app = new App({
    receiver,
    logger: slackLogger(ctx.log),
    clientOptions: { slackApiUrl: ctx.config.SLACK_API_URL },
    authorize: async () => ({ botToken: ctx.config.SLACK_BOT_TOKEN, botUserId: ctx.botUser, teamId: ctx.workspace }),
  });
  app.error(async (error) => ctx.log.error({ err: error }, 'an event could not be handled'));
  app.use(({ next }) => running.follow(next()));
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
      const server = await app.start(ctx.config.PORT);
      const address = server?.address?.();
      return { port: typeof address === 'object' && address !== null ? address.port : ctx.config.PORT };
    },
    stop: async () => {
      await app.stop();
      await running.settled();
    },
  };
}

function createReceiver(ctx: Context, features: readonly Feature[]): HTTPReceiver | SocketModeReceiver {
  const { config } = ctx;
  const logger = slackLogger(ctx.log);
  const customRoutes: Route[] = [...healthRoutes(ctx), ...pageRoutes(ctx, features)];
  if (config.SLACK_APP_TOKEN === undefined) {
    return new HTTPReceiver({
      signingSecret: config.SLACK_SIGNING_SECRET,
      endpoints: '/slack/events',
      port: config.PORT,
      customRoutes,
      logger,
    });
  }
  return new SocketModeReceiver({
    appToken: config.SLACK_APP_TOKEN,
    customRoutes,
    logger,
    installerOptions: { port: config.PORT, clientOptions: { slackApiUrl: config.SLACK_API_URL } },
  });
}

type Route = NonNullable<ConstructorParameters<typeof SocketModeReceiver>[0]['customRoutes']>[number];

function healthRoutes(ctx: Context): Route[] {
  const answer =
    (isOk: () => Promise<boolean>): Route['handler'] =>
    (_request, response) => {
      void isOk().then((ok) => {
        response.writeHead(ok ? 200 : 503, { 'content-type': 'application/json' });
        response.end(JSON.stringify({ ok }));
      });
    };
  return [
    { path: '/healthz', method: 'GET', handler: answer(async () => true) },
    { path: '/readyz', method: 'GET', handler: answer(() => isReady(ctx)) },
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
