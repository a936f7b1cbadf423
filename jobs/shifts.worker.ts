import type { Context } from '../src/context.ts';
import { forgetWorkTimes } from '../src/members/calendar/work-times.ts';
import { shiftFollowedTo, shiftsToFollow } from '../src/members/shifts/service.ts';
import { recountMany } from '../src/participation/ledger/recount-many.ts';
import { type JobWorker, workerFor } from './define.ts';
import { shiftsFollow, shiftsTick } from './shifts.ts';

export const shiftsWorkers: JobWorker<Context>[] = [shiftsFollow, shiftsTick].map((job) =>
  workerFor(job, async (ctx: Context) => {
    await followShifts(ctx);
    return { done: true };
  }),
);

/** Counts the streaks again of all members for every shift that was changed since. Doing it twice is doing it once. */
async function followShifts(ctx: Context): Promise<void> {
  const shifts = await shiftsToFollow(ctx);
  if (shifts.length > 0) forgetWorkTimes(ctx);
  for (const shift of shifts) {
    await recountMany(ctx, { after: shift.follow?.after ?? '' }, (member) => shiftFollowedTo(ctx, shift, member));
    await shiftFollowedTo(ctx, shift, undefined);
  }
}
