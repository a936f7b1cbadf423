import type { Context } from '../context.ts';
import { clock } from '../lib/clock.ts';
import { type Delivery, deliveries } from './model.ts';
import { enqueueSends } from './plan.ts';

const PAGE = 1_000;
/** A send that is due has its job by then, or has lost it. */
const OVERDUE_MS = 60_000;
/** A lease that ended so long ago was not taken up by the job's own recovery. */
const ABANDONED_MS = 75_000;

const FIELDS = { state: 1, dueAt: 1, priority: 1, place: 1 } as const;

/**
 * Puts sends into the queue that are due and may have no job there. One that has its job keeps it: both have the same key.
 * @returns how many were looked at
 */
export async function sweep(ctx: Context): Promise<number> {
  const now = clock.now().getTime();
  const { workspace } = ctx;
  const overdue = { workspace, state: 'planned' as const, dueAt: { $lt: new Date(now - OVERDUE_MS) } };
  const abandoned = {
    workspace,
    state: 'sending' as const,
    dueAt: { $lte: new Date(now) },
    leaseUntil: { $lt: new Date(now - ABANDONED_MS) },
  };
  let count = 0;
  for (const filter of [abandoned, overdue]) {
    const cursor = deliveries(ctx).find(filter, FIELDS).sort({ dueAt: 1 }).batchSize(PAGE).lean().cursor();
    let page: Pick<Delivery, '_id' | 'state' | 'dueAt' | 'priority' | 'place'>[] = [];
    for await (const record of cursor) {
      page.push(record);
      if (page.length < PAGE) continue;
      await enqueueSends(ctx, page);
      count += page.length;
      page = [];
    }
    await enqueueSends(ctx, page);
    count += page.length;
  }
  return count;
}
