import { deliverySend } from '../../jobs/delivery.ts';
import type { Context } from '../context.ts';
import { clock } from '../lib/clock.ts';
import { type Delivery, deliveries } from './model.ts';

const PAGE = 1_000;
/** States in which a job brings a delivery further. */
const OPEN = new Set<string>(['planned', 'sending']);
/**
 * Places that share one priority in the queue: a small send of so many passes the rest of a big one of the same kind.
 */
const SHARED_PLACES = 25;
const PRIORITY_STEP = 10_000;

/**
 * What is due later has no job yet: it stands in MongoDB alone, and the sweep queues it when it is near. Fifty thousand
 * jobs that wait for tomorrow cost more than all else of a plan.
 */
export const NEAR_MS = 10 * 60_000;
/**
 * A planner looks so much further ahead: of what is due at the edge either the planner is sure, or the sweep, which
 * comes there later and finds it, whatever the clocks of their machines say.
 */
const CLOCKS_MS = 60_000;

/** What a send's job is made from. */
type Queued = Pick<Delivery, '_id' | 'state' | 'dueAt' | 'priority' | 'place'>;
const FIELDS = { state: 1, dueAt: 1, priority: 1, place: 1 } as const;

/**
 * Puts those of these deliveries that are near into the queue, each at its hour; says so when Redis is away, and leaves
 * it to the sweep, like all that is due later. The records are in MongoDB by then.
 * @returns false when Redis was away
 */
export async function enqueueSends(ctx: Context, records: readonly Queued[]): Promise<boolean> {
  const near = clock.now().getTime() + NEAR_MS + CLOCKS_MS;
  const open = records.filter(({ state, dueAt }) => OPEN.has(state) && dueAt.getTime() <= near);
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
