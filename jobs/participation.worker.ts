import type { Context } from '../src/context.ts';
import { clock } from '../src/lib/clock.ts';
import type { Difference } from '../src/lib/lists/difference.ts';
import { type AskedDays, recountStreaks } from '../src/participation/asked/recount.ts';
import { catchUp, verify } from '../src/participation/ledger/verify.ts';
import { refreshRollups } from '../src/participation/rollups/rollups.ts';
import { verifyRollups } from '../src/participation/rollups/verify.ts';
import { type JobWorker, workerFor } from './define.ts';
import {
  participationCatchUp,
  participationRecountStreaks,
  participationRollUp,
  participationVerify,
} from './participation.ts';

/** Further back than the job's own distance, so that runs overlap. */
const LOOK_BACK_MS = 20 * 60_000;

/** Recounts what the features keep beside the ledger; the registry's `recount`. */
export type Recount = (ctx: Context, options: { since?: Date; repair: boolean }) => Promise<Difference[]>;

/** @param registry whose features are recounted, and asked what they have asked */
export function participationWorkers({
  recount,
  askedDays,
}: {
  recount: Recount;
  askedDays: AskedDays;
}): JobWorker<Context>[] {
  return [
    workerFor(participationRecountStreaks, async (ctx: Context) => {
      const members = await recountStreaks(ctx, askedDays);
      if (members === 0) return { skipped: 'done already' };
      ctx.log.info({ members }, 'streaks are counted by what was asked');
      return { done: true };
    }),
    workerFor(participationCatchUp, async (ctx: Context) => {
      const since = new Date(clock.now().getTime() - LOOK_BACK_MS);
      await catchUp(ctx, since);
      await recount(ctx, { since, repair: true });
      return { done: true };
    }),
    workerFor(participationVerify, async (ctx: Context) => {
      const { members, differences } = await verify(ctx, { repair: true });
      const beside = await recount(ctx, { repair: true });
      const rollups = (await verifyRollups(ctx, { repair: true })).differences;
      if (differences.length + beside.length + rollups.length > 0) {
        const about = { members, standings: differences.length, beside: beside.length, rollups: rollups.length };
        ctx.log.warn(about, 'something differed from the ledger and was mended');
      }
      return { done: true };
    }),
    workerFor(participationRollUp, async (ctx: Context) => {
      await refreshRollups(ctx);
      return { done: true };
    }),
  ];
}
