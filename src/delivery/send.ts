import { setTimeout as pause } from 'node:timers/promises';
import type { JobOutcome } from '../../jobs/define.ts';
import type { Actor } from '../bot/actor.ts';
import type { Message } from '../bot/draw/block-kit.ts';
import type { Context } from '../context.ts';
import { clock } from '../lib/clock.ts';
import { findBy } from '../lib/lists/find-by.ts';
import { blockBucket, channelBucket, closedUntil, methodBucket, takeFrom, workspaceBucket } from './buckets.ts';
import { aboutChannel, clearTrouble, noteTrouble, troubleKind } from './channel-trouble.ts';
import { redrawAbout } from './copies.ts';
import { type Copy, type Delivery, deliveries, type Renderers } from './model.ts';
import { findPosted, post } from './post.ts';
import { readerOf } from './recipients.ts';
import { drawSummary, gatheredUnder, SUMMARY_KIND } from './return.ts';
import { type SlackFault, sortSlackError } from './slack-errors.ts';
import {
  countAttempt,
  finish,
  leaveUnsure,
  MOST_ATTEMPTS,
  markSent,
  mayStillPost,
  moveTo,
  nextAttemptAt,
  release,
  take,
} from './transitions.ts';

/** Slack may go on working at a call for so long after the client gave it up, and after its connection broke. */
const HUNG_MS = 30_000;
const BROKEN_MS = 3_000;

/** Look-ups that may fail before what became of a message is given up as unknown. */
const MOST_LOOKUPS = 2 * MOST_ATTEMPTS;

/** Why a delivery is sent again whose run has left no reason: it was killed. */
const NO_WORD = 'the run before ended without a word';

const DONE: JobOutcome = { done: true };

const deliveryById = findBy(deliveries, '_id');

/**
 * Brings one delivery a step further, from whatever state a crash has left it in.
 * @param renderers by kind; what cannot be drawn is tried again and then failed
 * @returns done; skipped when it is final already; `again` when this delivery must wait; `hold` when all of them must
 */
export async function send(ctx: Context, renderers: Renderers, id: string): Promise<JobOutcome> {
  const found = await deliveryById(ctx, id);
  if (found === undefined) return { skipped: 'unknown' };
  if (found.state === 'planned') return sendPlanned(ctx, renderers, found);
  if (found.state === 'sending') return reconcile(ctx, renderers, found);
  return { skipped: found.state };
}

async function sendPlanned(ctx: Context, renderers: Renderers, delivery: Delivery): Promise<JobOutcome> {
  const now = clock.now();
  // Taken back while it was unclear whether Slack had it.
  if (delivery.change === 'recall') return drop(ctx, delivery, 'recalled');
  if (delivery.expiresAt !== undefined && delivery.expiresAt <= now) return drop(ctx, delivery, 'too-late');
  if (delivery.dueAt > now) return { again: delivery.dueAt };
  const reader = await readerOf(ctx, delivery, now);
  if ('drop' in reader) return drop(ctx, delivery, reader.drop);
  if (reader.next !== undefined && reader.next > now) return postpone(ctx, delivery, reader.next);
  const gathered = await gatheredUnder(ctx, delivery, reader.actor, now);
  if ('again' in gathered) return gathered;
  const placed = gathered.thread === undefined ? delivery : { ...delivery, thread: gathered.thread };

  const workspace = workspaceBucket(ctx);
  const taken = await takeFrom(ctx, [workspace, channelBucket(delivery.recipient)]);
  if (!taken.isFree) return taken.busy.name === workspace.name ? { hold: taken.until } : { again: taken.until };

  const turn = taken.waitMs > 0 ? pause(taken.waitMs) : undefined;
  const drawn = await draw(ctx, renderers, delivery, reader.actor);
  await turn;
  if ('again' in drawn || 'done' in drawn) return drawn;
  if ('drop' in drawn) return drop(ctx, delivery, drawn.drop);

  // Slack may have refused another one while this one waited.
  const closed = turn === undefined ? undefined : await closedUntil(ctx, workspace);
  if (closed !== undefined) return { hold: closed };

  if (delivery.attempts > 0) {
    // Said before the take: a process that dies after it says nothing.
    const about = { delivery: delivery._id, attempt: delivery.attempts + 1, reason: delivery.reason ?? NO_WORD };
    ctx.log.info(about, 'a delivery is sent again');
  }
  const mine = await take(ctx, placed);
  if (mine === undefined) return { skipped: 'taken' };
  return postTaken(ctx, mine, drawn, taken.rested[1] ?? true);
}

/** What the feature has to say, or that this is not needed any more, or what becomes of a notice that cannot be drawn. */
async function draw(
  ctx: Context,
  renderers: Renderers,
  delivery: Delivery,
  recipient: Actor | undefined,
): Promise<Message | { drop: string } | { again: Date } | { done: true }> {
  try {
    if (delivery.kind === SUMMARY_KIND && recipient !== undefined) return await drawSummary(ctx, renderers, recipient);
    const render = renderers(delivery.kind);
    if (render === undefined) throw new Error(`No feature draws the notice "${delivery.kind}"`);
    const locale = recipient?.locale ?? ctx.config.LOCALE;
    return await render({ ctx, recipient, locale, params: delivery.params, isSent: false });
  } catch (error) {
    const attempts = await countAttempt(ctx, delivery, 'not-drawn');
    const about = { delivery: delivery._id, kind: delivery.kind, attempt: attempts, reason: 'not-drawn' };
    ctx.log.error({ ...about, err: error }, 'a notice could not be drawn');
    if (attempts < MOST_ATTEMPTS) return { again: nextAttemptAt(attempts) };
    await finish(ctx, delivery, 'failed', 'not-drawn');
    return { done: true };
  }
}

async function postTaken(
  ctx: Context,
  delivery: Delivery,
  message: Message,
  isChannelRested: boolean,
): Promise<JobOutcome> {
  if (!mayStillPost(delivery)) return { again: delivery.leaseUntil ?? nextAttemptAt(delivery.attempts) };
  let copy: Copy;
  try {
    copy = await post(ctx, delivery, message);
  } catch (error) {
    return afterFault(ctx, delivery, sortSlackError(error), isChannelRested);
  }
  return arrived(ctx, delivery, copy);
}

async function afterFault(
  ctx: Context,
  delivery: Delivery,
  fault: SlackFault,
  isChannelRested: boolean,
): Promise<JobOutcome> {
  const { _id, attempts } = delivery;
  ctx.log.warn({ delivery: _id, attempts, fault }, 'Slack did not take a delivery');
  if (fault.kind === 'limited') {
    // Slack does not say which limit it was: in a channel that has rested it can only be the workspace's.
    const bucket = isChannelRested ? workspaceBucket(ctx) : channelBucket(delivery.recipient);
    const { until, perMinute } = await blockBucket(ctx, bucket, fault.retryAfterMs);
    ctx.log.info(
      { delivery: _id, bucket: bucket.name, until, perMinute },
      'a bucket is closed for as long as Slack said',
    );
    await release(ctx, delivery, { isFree: true });
    return isChannelRested ? { hold: until } : { again: until };
  }
  if (fault.kind === 'unsure') {
    const isHung = fault.reason === 'TimeoutError' || fault.reason === 'AbortError';
    const leaseUntil = await leaveUnsure(ctx, delivery, fault.reason, isHung ? HUNG_MS : BROKEN_MS);
    return { again: later(leaseUntil, nextAttemptAt(attempts)) };
  }
  if (fault.kind === 'permanent' || attempts >= MOST_ATTEMPTS) {
    await noteRefusal(ctx, delivery, fault.reason);
    return fail(ctx, delivery, fault.reason);
  }
  await release(ctx, delivery, { reason: fault.reason });
  return { again: nextAttemptAt(attempts) };
}

/**
 * A run began to send and did not write down how it ended: its message is looked for by the delivery's id before
 * anything is sent again.
 */
async function reconcile(ctx: Context, renderers: Renderers, delivery: Delivery): Promise<JobOutcome> {
  if (delivery.leaseUntil !== undefined && delivery.leaseUntil > clock.now()) return { again: delivery.leaseUntil };
  const bucket = methodBucket(ctx, 'conversations.history');
  const taken = await takeFrom(ctx, [bucket]);
  if (!taken.isFree) return { again: taken.until };
  let copy: Copy | undefined;
  try {
    copy = await findPosted(ctx, delivery);
  } catch (error) {
    const fault = sortSlackError(error);
    if (fault.kind === 'limited') return { again: (await blockBucket(ctx, bucket, fault.retryAfterMs)).until };
    const lookups = await countAttempt(ctx, delivery, delivery.reason ?? 'unsure');
    const about = { delivery: delivery._id, attempt: lookups, reason: fault.reason };
    ctx.log.warn(about, 'a delivery could not be looked for in Slack');
    if (fault.kind === 'permanent' || lookups >= MOST_LOOKUPS) {
      await noteRefusal(ctx, delivery, fault.reason);
      return fail(ctx, delivery, `unsure-${fault.reason}`);
    }
    return { again: nextAttemptAt(lookups) };
  }
  if (copy !== undefined) {
    ctx.log.info({ delivery: delivery._id }, 'a delivery was found in Slack');
    return arrived(ctx, delivery, copy);
  }
  if (delivery.attempts >= MOST_ATTEMPTS) return fail(ctx, delivery, delivery.reason ?? 'unsure');
  await release(ctx, delivery);
  return sendPlanned(ctx, renderers, { ...delivery, state: 'planned' });
}

async function arrived(ctx: Context, delivery: Delivery, copy: Copy): Promise<JobOutcome> {
  await markSent(ctx, delivery, copy);
  const isMended = delivery.to === 'channel' && (await clearTrouble(ctx, delivery.recipient));
  if (isMended) await redrawAbout(ctx, aboutChannel(delivery.recipient));
  return DONE;
}

/** Before the delivery is final: a run that dies in between comes back here, and it is the same trouble. */
async function noteRefusal(ctx: Context, delivery: Delivery, code: string): Promise<void> {
  if (delivery.to === 'channel' && troubleKind(code) !== undefined) await noteTrouble(ctx, delivery.recipient, code);
}

async function fail(ctx: Context, delivery: Delivery, reason: string): Promise<JobOutcome> {
  await finish(ctx, delivery, 'failed', reason);
  ctx.log.warn({ delivery: delivery._id, notice: delivery.notice, reason }, 'a delivery failed');
  return DONE;
}

async function drop(ctx: Context, delivery: Delivery, reason: string): Promise<JobOutcome> {
  await finish(ctx, delivery, 'dropped', reason);
  return { skipped: reason };
}

/** Its hour passed in a queue, a pause or an outage: it waits for the member's next one, as if it were planned now. */
async function postpone(ctx: Context, delivery: Delivery, dueAt: Date): Promise<JobOutcome> {
  if (delivery.expiresAt !== undefined && delivery.expiresAt <= dueAt) return drop(ctx, delivery, 'too-late');
  await moveTo(ctx, delivery, dueAt);
  return { again: dueAt };
}

function later(one: Date, other: Date): Date {
  return one > other ? one : other;
}
