import type { Context } from '../src/context.ts';
import { clock } from '../src/lib/clock.ts';
import { finishRosterChange } from '../src/members/roster/apply.ts';
import { indexForSearch } from '../src/members/search/index.ts';
import { retryAfterMs, syncMembers } from '../src/members/slack/sync.ts';
import { type JobWorker, workerFor } from './define.ts';
import { peopleIndex, peopleSync } from './people.ts';

export const peopleWorkers: JobWorker<Context>[] = [
  workerFor(peopleSync, async (ctx: Context) => {
    try {
      const { left } = await syncMembers(ctx);
      ctx.log.info({ left }, 'Slack’s list of people is read');
      return { done: true };
    } catch (error) {
      const waitMs = retryAfterMs(error);
      if (waitMs === undefined) throw error;
      // The next run goes on with the page that was not read.
      return { again: new Date(clock.now().getTime() + waitMs) };
    }
  }),
  workerFor(peopleIndex, async (ctx: Context) => {
    await finishRosterChange(ctx);
    await indexForSearch(ctx);
    return { done: true };
  }),
];
