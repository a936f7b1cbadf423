import type { Context } from '../src/context.ts';
import { goForward, tick } from '../src/features/arena/service/lives.ts';
import { arenaEnd, arenaTick } from './arena.ts';
import { type JobWorker, workerFor } from './define.ts';

export const arenaWorkers: JobWorker<Context>[] = [
  workerFor(arenaTick, async (ctx) => {
    await tick(ctx);
    return { done: true };
  }),
  workerFor(arenaEnd, async (ctx, { contest }) => {
    await goForward(ctx, contest);
    return { done: true };
  }),
];
