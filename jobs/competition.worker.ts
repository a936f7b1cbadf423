import type { Context } from '../src/context.ts';
import { tick } from '../src/features/competition/service.ts';
import { competitionTick } from './competition.ts';
import { type JobWorker, workerFor } from './define.ts';

export const competitionWorkers: JobWorker<Context>[] = [
  workerFor(competitionTick, async (ctx) => {
    await tick(ctx);
    return { done: true };
  }),
];
