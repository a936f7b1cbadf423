import type { Context } from '../src/context.ts';
import { clock } from '../src/lib/clock.ts';
import { catchUp, verify } from '../src/participation/verify.ts';
import { type JobWorker, workerFor } from './define.ts';
import { participationCatchUp, participationVerify } from './participation.ts';

/** Further back than the job's own distance, so that runs overlap. */
const LOOK_BACK_MS = 20 * 60_000;

export const participationWorkers: JobWorker<Context>[] = [
  workerFor(participationCatchUp, async (ctx) => {
    await catchUp(ctx, new Date(clock.now().getTime() - LOOK_BACK_MS));
    return { done: true };
  }),
  workerFor(participationVerify, async (ctx) => {
    const { members, differences } = await verify(ctx, { repair: true });
    if (differences.length > 0)
      ctx.log.warn({ members, differences: differences.length }, 'standings differed from the ledger and were mended');
    return { done: true };
  }),
];
