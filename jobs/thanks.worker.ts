import type { Context } from '../src/context.ts';
import { tick } from '../src/features/thanks/service.ts';
import { type JobWorker, workerFor } from './define.ts';
import { thanksTick } from './thanks.ts';

export const thanksWorkers: JobWorker<Context>[] = [
  workerFor(thanksTick, async (ctx) => {
    await tick(ctx);
    return { done: true };
  }),
];
