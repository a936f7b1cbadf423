import { setTimeout as pause } from 'node:timers/promises';
import type { Context } from '../context.ts';
import { clock } from '../lib/clock.ts';
import { newId } from '../lib/ids.ts';
import { gather } from '../lib/lists/gather.ts';
import { applySend, heldSends } from './control.ts';
import { type Copy, type Delivery, deliveries } from './model.ts';

/** Attempts in all; with doubling pauses from 2 s to 5 min they outlast a quarter of an hour without Slack. */
export const MOST_ATTEMPTS = 10;

/**
 * How long a take belongs to its maker. A process asks Slack within `POST_WITHIN_MS` of its take or not at all, and
 * Slack's client gives up after 10 s: when the lease ends, no request of it is under way any more.
 */
const LEASE_MS = 45_000;
const POST_WITHIN_MS = 15_000;

const FIRST_PAUSE_MS = 2_000;
const LONGEST_PAUSE_MS = 300_000;

/** Pauses between the tries to write down that Slack has the message. */
const RECORD_PAUSES_MS = [100, 500, 2_000, 5_000];

/**
 * Writes down that Slack is about to be asked; in a big send, for all that are about to at this moment together.
 * @returns undefined when somebody else was faster
 */
export const take = gather(async (ctx: Context, wanted: readonly Delivery[]): Promise<(Delivery | undefined)[]> => {
  const now = clock.now();
  const sendId = newId();
  const leaseUntil = new Date(now.getTime() + LEASE_MS);
  const ids = wanted.map((delivery) => delivery._id);
  const own = new Set(ids);
  const filter = { _id: { $in: [...own] }, workspace: ctx.workspace };
  const { matchedCount } = await deliveries(ctx).collection.updateMany({ ...filter, state: 'planned' } as never, [
    {
      $set: {
        state: 'sending',
        sendId,
        leaseUntil,
        startedAt: { $ifNull: ['$startedAt', now] },
        attempts: { $add: ['$attempts', 1] },
      },
    },
  ]);
  const held = matchedCount === own.size ? own : await holding(ctx, filter, sendId);
  return wanted.map((delivery, index) => {
    // Asked for twice at this moment, it is the first one's.
    if (!held.has(delivery._id) || ids.indexOf(delivery._id) !== index) return undefined;
    const startedAt = delivery.startedAt ?? now;
    return { ...delivery, state: 'sending', sendId, leaseUntil, startedAt, attempts: delivery.attempts + 1 };
  });
});

/** Which of these deliveries a take holds. */
async function holding(ctx: Context, filter: { _id: { $in: string[] } }, sendId: string): Promise<Set<string>> {
  const found = await deliveries(ctx)
    .find({ ...filter, sendId }, { _id: 1 })
    .lean();
  return new Set(found.map((one) => one._id));
}

/** Whether Slack may be asked under this take: a process that was held up for long must leave it to the next one. */
export function mayStillPost(taken: Delivery): boolean {
  const latest = (taken.leaseUntil?.getTime() ?? 0) - LEASE_MS + POST_WITHIN_MS;
  return clock.now().getTime() < latest;
}

/**
 * Writes down Slack's answer; tries again for some seconds when MongoDB is away, for the answer exists only here.
 * @throws MongoDB's error when it stays away: the delivery remains `sending`, and the next run finds its message.
 */
export async function markSent(ctx: Context, delivery: Delivery, copy: Copy): Promise<void> {
  const sent = { delivery, copy, finishedAt: clock.now() };
  for (let tries = 0; ; tries++) {
    try {
      if (!(await recordSent(ctx, sent)))
        ctx.log.error({ delivery: delivery._id }, 'a delivery was sent without its lease');
      return;
    } catch (error) {
      const wait = RECORD_PAUSES_MS[tries];
      if (wait === undefined) throw error;
      ctx.log.warn({ err: error, delivery: delivery._id }, 'Slack has the message; recording it is tried again');
      await pause(wait);
    }
  }
}

interface Sent {
  delivery: Delivery;
  copy: Copy;
  finishedAt: Date;
}

/** All that Slack has answered at this moment together. @returns false where the take had gone to somebody else */
const recordSent = gather(async (ctx: Context, all: readonly Sent[]): Promise<boolean[]> => {
  const plain = await write(ctx, all, ({ delivery, copy: { channel, ts }, finishedAt }) => ({
    filter: { ...mine(ctx, delivery), change: { $exists: false } },
    update: { $set: { state: 'sent', channel, ts, finishedAt }, $unset: { leaseUntil: 1, reason: 1 } },
  }));
  if (plain === all.length) return all.map(() => true);
  const wished = await write(ctx, all, ({ delivery, copy, finishedAt }) => ({
    filter: mine(ctx, delivery),
    update: [
      { $set: { state: 'sent', channel: literal(copy.channel), ts: literal(copy.ts), finishedAt } },
      // Drawn after the last wish that it be drawn again: it is what was wished.
      { $set: { change: { $cond: [isDrawnSince(delivery), '$$REMOVE', '$change'] } } },
      { $unset: ['leaseUntil', 'reason'] },
    ],
  }));
  if (plain + wished === all.length) return all.map(() => true);
  const ids = all.map((one) => one.delivery._id);
  const found = await deliveries(ctx)
    .find({ _id: { $in: ids }, workspace: ctx.workspace, state: 'sent' }, { sendId: 1 })
    .lean();
  const takes = new Map(found.map((one) => [one._id, one.sendId]));
  return all.map(({ delivery }) => takes.get(delivery._id) === delivery.sendId);
});

/** @returns how many of them stood as their filters say */
async function write(
  ctx: Context,
  all: readonly Sent[],
  updateOf: (sent: Sent) => { filter: object; update: object },
): Promise<number> {
  const updates = all.map((sent) => ({ updateOne: updateOf(sent) as never }));
  return (await deliveries(ctx).collection.bulkWrite(updates, { ordered: false })).matchedCount;
}

/** Whether no wish to draw it again has come since the record was read. */
function isDrawnSince({ changeNo = 0 }: Delivery) {
  return { $and: [{ $eq: ['$change', 'redraw'] }, { $eq: ['$changeNo', changeNo] }] };
}

/** Text of others inside an aggregation's expression. */
function literal(text: string) {
  return { $literal: text };
}

/** Ends an open delivery. */
export async function finish(
  ctx: Context,
  delivery: Delivery,
  state: 'failed' | 'dropped',
  reason: string,
): Promise<void> {
  await deliveries(ctx).updateOne(mine(ctx, delivery), {
    $set: { state, reason, finishedAt: clock.now() },
    $unset: { leaseUntil: 1 },
  });
}

/** Gives a planned delivery another hour, and keeps when it would have come. */
export async function moveTo(ctx: Context, delivery: Delivery, dueAt: Date): Promise<void> {
  const wantedAt = delivery.wantedAt ?? delivery.dueAt;
  await deliveries(ctx).updateOne(mine(ctx, delivery), { $set: { dueAt, wantedAt } });
}

/** Gives a taken delivery back unsent: it is planned again, or what an officer has said of its send meanwhile. */
export async function release(
  ctx: Context,
  delivery: Delivery,
  options: { reason?: string; isFree?: boolean } = {},
): Promise<void> {
  await deliveries(ctx).updateOne(mine(ctx, delivery), {
    $set: { state: 'planned', ...(options.reason === undefined ? {} : { reason: options.reason }) },
    $unset: { leaseUntil: 1 },
    ...(options.isFree === true ? { $inc: { attempts: -1 } } : {}),
  });
  for (const send of await heldSends(ctx, [delivery.notice])) await applySend(ctx, send);
}

/**
 * Notes why a taken delivery's call ended without a clear answer and lets others look for its message.
 * @param leaseMs how much longer Slack may still be busy with the call
 */
export async function leaveUnsure(ctx: Context, delivery: Delivery, reason: string, leaseMs: number): Promise<Date> {
  const leaseUntil = new Date(clock.now().getTime() + leaseMs);
  await deliveries(ctx).updateOne(mine(ctx, delivery), { $set: { leaseUntil, reason } });
  return leaseUntil;
}

/** Counts an attempt that broke before Slack was asked. @returns the attempts so far */
export async function countAttempt(ctx: Context, delivery: Delivery, reason: string): Promise<number> {
  await deliveries(ctx).updateOne(mine(ctx, delivery), { $set: { reason }, $inc: { attempts: 1 } });
  return delivery.attempts + 1;
}

/** When to try again after so many attempts. */
export function nextAttemptAt(attempts: number): Date {
  const ms = Math.min(FIRST_PAUSE_MS * 2 ** Math.max(0, attempts - 1), LONGEST_PAUSE_MS);
  return new Date(clock.now().getTime() + ms);
}

/** The delivery as it was read: once its state or its take has changed, it is no longer ours to change. */
function mine(ctx: Context, delivery: Delivery) {
  const { _id, state, sendId } = delivery;
  return { _id, workspace: ctx.workspace, state, ...(sendId === undefined ? {} : { sendId }) };
}
