import type { Related } from '../src/bot/routing/contributions.ts';
import type { Context } from '../src/context.ts';
import { tick } from '../src/features/honours/service/tick.ts';
import type { Bilingual } from '../src/lib/language.ts';
import { type JobWorker, workerFor } from './define.ts';
import { honoursTick } from './honours.ts';

/** @param related who should not judge whom @param titles what features are called, for the lines of dossiers */
export const honoursWorkers = (related: Related, titles: ReadonlyMap<string, Bilingual>): JobWorker<Context>[] => [
  workerFor(honoursTick, async (ctx) => {
    await tick(ctx, related, titles);
    return { done: true };
  }),
];
