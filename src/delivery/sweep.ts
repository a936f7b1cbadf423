import type { Context } from '../context.ts';
import { clock } from '../lib/clock.ts';
import { applySend, sendsChangedSince } from './control.ts';
import { enqueueChanges } from './copies.ts';
import { enqueueAll, NEAR_MS } from './queue.ts';

/** A send that is due has its job by then, or has lost it. */
const OVERDUE_MS = 30_000;
/** A lease that ended so long ago was not taken up by the job's own recovery. */
const ABANDONED_MS = 15_000;

/** In a big send most are overdue and have their job; what has lost its own is among the oldest sooner or later. */
const MOST = 5_000;

/** How long an officer's word is looked after: a process that died before carrying it out did so long before. */
const WORD_MS = 24 * 60 * 60_000;

/**
 * Puts into the queue what is near by now, and mends what a crash or a lost Redis has left: carries out what officers have said of
 * sends, and queues what may have no job: what is overdue, and all that is open and near when Redis does not remember how far
 * it was filled. Copies whose change is not carried out get their jobs, too. What has its job keeps it: both have the same key.
 * @returns how many were looked at
 */
export async function sweep(ctx: Context): Promise<number> {
  const now = clock.now().getTime();
  for (const send of await sendsChangedSince(ctx, new Date(now - WORD_MS))) await applySend(ctx, send);
  const changes = await enqueueChanges(ctx, {}, { most: MOST });
  const overdue = { state: 'planned', dueAt: { $lt: new Date(now - OVERDUE_MS) } };
  const abandoned = {
    state: 'sending',
    dueAt: { $lte: new Date(now) },
    leaseUntil: { $lt: new Date(now - ABANDONED_MS) },
  };
  const looked = [
    await fill(ctx, now + NEAR_MS),
    await enqueueAll(ctx, abandoned, MOST),
    await enqueueAll(ctx, overdue, MOST),
  ];
  return looked.reduce((sum, { count }) => sum + count, changes);
}

/**
 * Queues what has come near since the last sweep. How far that is stands in Redis, and goes with it: then it is all that is open. A
 * clock that has been set back begins again where it is.
 */
async function fill(ctx: Context, until: number): Promise<{ count: number }> {
  const marker = `${ctx.config.QUEUE_PREFIX}:delivery-filled`;
  const filled = await ctx.redis.get(marker);
  const from = filled === null ? undefined : new Date(Math.min(Number(filled), until));
  const { count, isWhole } = await enqueueAll(ctx, {
    state: { $in: ['planned', 'sending'] },
    dueAt: { ...(from === undefined ? {} : { $gt: from }), $lte: new Date(until) },
  });
  if (isWhole) await ctx.redis.set(marker, until);
  return { count };
}
