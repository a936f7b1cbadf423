import type { Context } from '../src/context.ts';
import { invitePeople } from '../src/features/clubs/service/events.ts';
import { gathered } from '../src/features/clubs/service/gathered.ts';
import { chairScreens } from '../src/features/clubs/service/screen.ts';
import { tick } from '../src/features/clubs/service/tick.ts';
import { clubsExpire, clubsInvite, clubsScreen, clubsTick } from './clubs.ts';
import { type JobWorker, workerFor } from './define.ts';

export const clubsWorkers: JobWorker<Context>[] = [
  workerFor(clubsTick, async (ctx) => {
    await tick(ctx);
    return { done: true };
  }),
  workerFor(clubsInvite, async (ctx, { event }) =>
    (await invitePeople(ctx, event)) ? { done: true } : { skipped: 'nobody is to be told' },
  ),
  workerFor(clubsExpire, async (ctx, { session }) =>
    (await gathered.expireOffers(ctx, session)) ? { done: true } : { skipped: 'no offer is over' },
  ),
  workerFor(clubsScreen, chairScreens.redraw),
];
