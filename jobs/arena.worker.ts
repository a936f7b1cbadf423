import type { Context } from '../src/context.ts';
import { tick } from '../src/features/arena/service/lives.ts';
import { arenaTick } from './arena.ts';
import { type JobWorker, workerFor } from './define.ts';

export const arenaWorkers: JobWorker<Context>[] = [
  workerFor(arenaTick, async (ctx) => {
    await tick(ctx);
    return { done: true };
  }),
];
