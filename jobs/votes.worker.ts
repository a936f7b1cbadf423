import type { Context } from '../src/context.ts';
import { tick } from '../src/features/votes/service.ts';
import { type JobWorker, workerFor } from './define.ts';
import { votesTick } from './votes.ts';

export const votesWorkers: JobWorker<Context>[] = [
  workerFor(votesTick, async (ctx) => {
    await tick(ctx);
    return { done: true };
  }),
];
