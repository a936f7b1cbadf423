import { createApp } from './app.ts';
import { ConfigError, readConfig } from './config.ts';
import { features } from './features/index.ts';
import { onShutdown } from './lib/shutdown.ts';
import { openContext } from './start-context.ts';

/** Runs until it is told to end. What keeps it from starting is said on stderr, and the process ends with 1. */
export async function main(): Promise<void> {
  try {
    await start();
  } catch (error) {
    process.stderr.write(
      `${error instanceof ConfigError ? error.message : `The bot could not start: ${String(error)}`}\n`,
    );
    process.exit(1);
  }
}

async function start(): Promise<void> {
  const { ctx, close } = await openContext(readConfig(), 'bot');
  const app = await createApp(ctx, features);
  onShutdown(async () => {
    await app.stop();
    await close();
  }, ctx.log);
  await app.start();
  ctx.log.info(
    { port: ctx.config.PORT, mode: ctx.config.SLACK_APP_TOKEN === undefined ? 'http' : 'socket' },
    'the bot is ready',
  );
}
