import type { Context } from '../../../context.ts';
import { tellMemberships } from './club-news.ts';
import { replaceChairs } from './clubs.ts';
import { inviteWaiting } from './events.ts';
import { gathered } from './gathered.ts';
import { clubLife } from './store.ts';

const wakeClubs = (ctx: Context): Promise<void> => clubLife.wake(ctx);
const { bookUnbooked, wake } = gathered;

/** One after the other, each for itself: what is due of events must not wait for a club that cannot be told. */
const STEPS: readonly ((ctx: Context) => Promise<unknown>)[] = [
  ...[replaceChairs, wakeClubs, tellMemberships, inviteWaiting, bookUnbooked, wake],
];

/** What is due by itself; all of it is found in MongoDB, so that nothing is lost with Redis or in a night without a worker. */
export async function tick(ctx: Context): Promise<void> {
  for (const step of STEPS)
    try {
      await step(ctx);
    } catch (error) {
      ctx.log.error({ err: error, step: step.name }, 'a part of what is due of clubs could not be done');
    }
}
