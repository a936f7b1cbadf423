import { deliverySend } from '../../jobs/delivery.ts';
import type { Context } from '../context.ts';
import { type Delivery, deliveries } from './model.ts';

const PAGE = 1_000;
/** States in which a job brings a delivery further. */
const OPEN = new Set<string>(['planned', 'sending']);
/** Places that share one priority in the queue: a small send of so many passes the rest of a big one of the same kind. */
const SHARED_PLACES = 25;
const PRIORITY_STEP = 10_000;

/** What a send's job is made from. */
type Queued = Pick<Delivery, '_id' | 'state' | 'dueAt' | 'priority' | 'place'>;
const FIELDS = { state: 1, dueAt: 1, priority: 1, place: 1 } as const;

/**
 * Puts the sends of these deliveries into the queue at their hour; says so when Redis is away, and leaves it to the sweep.
 * @returns false when Redis was away
 */
export async function enqueueSends(ctx: Context, records: readonly Queued[]): Promise<boolean> {
  const open = records.filter((record) => OPEN.has(record.state));
  if (open.length === 0) return true;
  try {
    await ctx.enqueueMany(
      deliverySend,
      open.map((record) => ({
        payload: { id: record._id },
        options: { key: record._id, at: record.dueAt, priority: queuePriority(record.priority, record.place) },
      })),
    );
    return true;
  } catch (error) {
    ctx.log.warn({ err: error, count: open.length }, 'deliveries are planned but not queued; the sweep will find them');
    return false;
  }
}

/** The queue's priority: first by kind, then the earlier places of every send before the later ones of any. */
export function queuePriority(priority: number, place: number): number {
  return priority * PRIORITY_STEP + Math.min(PRIORITY_STEP - 1, Math.floor(place / SHARED_PLACES));
}

/**
 * Puts all deliveries of a filter into the queue, page by page; none waits there twice.
 * @param most 0: all of them
 * @returns how many there were, and whether Redis took all of them
 */
export async function enqueueAll(
  ctx: Context,
  filter: Record<string, unknown>,
  most = 0,
): Promise<{ count: number; isWhole: boolean }> {
  let count = 0;
  let isWhole = true;
  let page: Queued[] = [];
  const found = deliveries(ctx)
    .find({ workspace: ctx.workspace, ...filter }, FIELDS)
    .sort({ dueAt: 1 })
    .limit(most);
  for await (const record of found.batchSize(PAGE).lean().cursor()) {
    page.push(record);
    count += 1;
    if (page.length < PAGE) continue;
    isWhole = (await enqueueSends(ctx, page)) && isWhole;
    page = [];
  }
  isWhole = (await enqueueSends(ctx, page)) && isWhole;
  return { count, isWhole };
}
