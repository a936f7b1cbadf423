import type { Context } from '../src/context.ts';
import { tick } from '../src/features/suggestions/service/tick.ts';
import { type JobWorker, workerFor } from './define.ts';
import { suggestionsTick } from './suggestions.ts';

export const suggestionsWorkers: JobWorker<Context>[] = [
  workerFor(suggestionsTick, async (ctx) => {
    await tick(ctx);
    return { done: true };
  }),
];
