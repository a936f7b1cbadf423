import type { Context } from '../src/context.ts';
import { tick } from '../src/features/visits/service.ts';
import { type JobWorker, workerFor } from './define.ts';
import { visitsTick } from './visits.ts';

export const visitsWorkers: JobWorker<Context>[] = [
  workerFor(visitsTick, async (ctx) => {
    await tick(ctx);
    return { done: true };
  }),
];
