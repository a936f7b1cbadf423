import type { Related } from '../src/bot/routing/contributions.ts';
import type { Context } from '../src/context.ts';
import { gathered } from '../src/features/skills/service/heats.ts';
import { tick } from '../src/features/skills/service/tick.ts';
import { type JobWorker, workerFor } from './define.ts';
import { skillsExpire, skillsTick } from './skills.ts';

/** @param related who should not judge whom, as all features know it */
export const skillsWorkers = (related: Related): JobWorker<Context>[] => [
  workerFor(skillsTick, async (ctx) => {
    await tick(ctx, related);
    return { done: true };
  }),
  workerFor(skillsExpire, async (ctx, { session }) =>
    (await gathered.expireOffers(ctx, session)) ? { done: true } : { skipped: 'no offer is over' },
  ),
];
