import { createRegistry } from '../src/bot/routing/registry.ts';
import { ConfigError, readConfig } from '../src/config.ts';
import type { Context } from '../src/context.ts';
import { features } from '../src/features/index.ts';
import { serveHealth } from '../src/lib/health.ts';
import { onShutdown } from '../src/lib/shutdown.ts';
import { prepare } from '../src/prepare.ts';
import { openContext } from '../src/start-context.ts';
import { jobDefinitions, jobWorkers } from './index.ts';
import { startWorker } from './worker.ts';

/** Runs until it is told to end. What keeps it from starting is said on stderr, and the process ends with 1. */
export async function main(): Promise<void> {
  try {
    await start();
  } catch (error) {
    process.stderr.write(
      `${error instanceof ConfigError ? error.message : `The worker could not start: ${String(error)}`}\n`,
    );
    process.exit(1);
  }
}

async function start(): Promise<void> {
  const { ctx, close } = await openContext(readConfig(), 'worker');
  const registry = createRegistry(features);
  await prepare(ctx, features);
  const worker = await startWorker(ctx, jobWorkers(registry), jobDefinitions);
  const health = await serveHealth({
    port: ctx.config.WORKER_PORT,
    ready: async () => worker.isReady() && (await hasDatabase(ctx)),
  });
  onShutdown(async () => {
    await health.close();
    await worker.close();
    await close();
  }, ctx.log);
  ctx.log.info({ port: health.port, jobs: jobDefinitions.length }, 'the worker is ready');
}

async function hasDatabase(ctx: Context): Promise<boolean> {
  return (await ctx.db.db?.command({ ping: 1 })) !== undefined;
}
