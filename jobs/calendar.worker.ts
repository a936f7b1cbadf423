import type { Context } from '../src/context.ts';
import { bringForward } from '../src/delivery/return.ts';
import { tellMissing } from '../src/features/calendar/service.ts';
import { followLeaves } from '../src/features/people/leave/service.ts';
import { suggestionCases } from '../src/features/suggestions/service/items.ts';
import { clock } from '../src/lib/clock.ts';
import { dayOf } from '../src/lib/zone.ts';
import { changesToFollow, followedTo } from '../src/members/calendar/changes.ts';
import { forgetWorkTimes } from '../src/members/calendar/work-times.ts';
import { recountMany } from '../src/participation/ledger/recount-many.ts';
import { calendarFollow, calendarTick } from './calendar.ts';
import { type JobWorker, workerFor } from './define.ts';

export const calendarWorkers: JobWorker<Context>[] = [
  workerFor(calendarFollow, async (ctx: Context) => {
    await followChanges(ctx);
    await followLeaves(ctx);
    return { done: true };
  }),
  workerFor(calendarTick, async (ctx: Context) => {
    await followChanges(ctx);
    await followLeaves(ctx);
    await tellMissing(ctx);
    return { done: true };
  }),
];

/** What follows from every change that nobody has followed to its end. Doing it twice is doing it once. */
async function followChanges(ctx: Context): Promise<void> {
  const changes = await changesToFollow(ctx);
  if (changes.length > 0) forgetWorkTimes(ctx);
  const today = dayOf(clock.now(), ctx.config.TIMEZONE);
  for (const change of changes) {
    const { branch, days, follow } = change;
    const scope = branch === '' ? {} : { branch };
    await suggestionCases.recount(ctx, scope.branch);
    await bringForward(ctx);
    // Today counts too: what was missed since may be taken off it.
    if (days.some(({ day }) => day <= today))
      await recountMany(ctx, { ...scope, after: follow?.after ?? '' }, (member) => followedTo(ctx, change, member));
    await followedTo(ctx, change, undefined);
  }
}
