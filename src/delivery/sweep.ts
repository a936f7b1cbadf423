import type { Context } from '../context.ts';
import { clock } from '../lib/clock.ts';
import { applySend, sendsChangedSince } from './control.ts';
import { enqueueChanges } from './copies.ts';
import { enqueueAll } from './queue.ts';

/** A send that is due has its job by then, or has lost it. */
const OVERDUE_MS = 30_000;
/** A lease that ended so long ago was not taken up by the job's own recovery. */
const ABANDONED_MS = 15_000;

/** In a big send most are overdue and have their job; what has lost its own is among the oldest sooner or later. */
const MOST = 5_000;

/** How long an officer's word is looked after: whoever died before carrying it out did so long before. */
const WORD_MS = 24 * 60 * 60_000;

/**
 * Mends what a crash or a lost Redis has left: carries out what officers have said of sends, and puts deliveries into the queue
 * that may have no job there: those overdue, and all that are open when Redis does not remember that it had them. Copies whose change is not carried out get their jobs, too.
 * What has its job keeps it: both have the same key.
 * @returns how many were looked at
 */
export async function sweep(ctx: Context): Promise<number> {
  const now = clock.now().getTime();
  for (const send of await sendsChangedSince(ctx, new Date(now - WORD_MS))) await applySend(ctx, send);
  const changes = await enqueueChanges(ctx, {}, MOST);
  const open = { state: { $in: ['planned', 'sending'] } };
  const overdue = { state: 'planned', dueAt: { $lt: new Date(now - OVERDUE_MS) } };
  const abandoned = {
    state: 'sending',
    dueAt: { $lte: new Date(now) },
    leaseUntil: { $lt: new Date(now - ABANDONED_MS) },
  };
  const marker = `${ctx.config.QUEUE_PREFIX}:delivery-filled`;
  const isFilled = (await ctx.redis.exists(marker)) === 1;
  if (!isFilled) {
    const { count, isWhole } = await enqueueAll(ctx, open);
    if (isWhole) await ctx.redis.set(marker, '1');
    return count + changes;
  }
  const looked = [await enqueueAll(ctx, abandoned, MOST), await enqueueAll(ctx, overdue, MOST)];
  return looked.reduce((sum, { count }) => sum + count, changes);
}
