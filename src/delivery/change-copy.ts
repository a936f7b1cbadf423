import type { JobOutcome } from '../../jobs/define.ts';
import type { Context } from '../context.ts';
import { clock } from '../lib/clock.ts';
import { memberOf } from '../members/service.ts';
import { blockBucket, methodBucket, takeFrom } from './buckets.ts';
import { messages } from './messages.ts';
import { type Copy, type Delivery, deliveries, type Renderers } from './model.ts';
import { replacement } from './post.ts';
import { readerOf } from './recipients.ts';
import { sortSlackError } from './slack-errors.ts';
import { MOST_ATTEMPTS, nextAttemptAt } from './transitions.ts';

type Method = 'chat.update' | 'chat.delete';
/** Carried out, refused for good, or to be tried again then. */
type Tried = { done: true } | { refused: string } | { wait: JobOutcome };

/** Slack's words for a copy that somebody has deleted already. */
const GONE = 'message_not_found';

/**
 * Carries out what a delivery's record wishes of its copy in Slack. All of it may be done twice: an update shows the same, a
 * deletion finds nothing.
 * @returns skipped when nothing is wished (any more); `hold` while Slack's limit of the method is reached
 */
export async function changeCopy(ctx: Context, renderers: Renderers, id: string): Promise<JobOutcome> {
  const found = await deliveries(ctx).findOne({ _id: id, workspace: ctx.workspace }).lean();
  if (found?.change === undefined || found.state !== 'sent') return { skipped: 'nothing is wished' };
  const { channel, ts } = found;
  if (channel === undefined || ts === undefined) return settle(ctx, found);
  return found.change === 'recall'
    ? recall(ctx, found, { channel, ts })
    : redraw(ctx, renderers, found, { channel, ts });
}

async function redraw(ctx: Context, renderers: Renderers, delivery: Delivery, copy: Copy): Promise<JobOutcome> {
  const reader = await readerOf(ctx, { ...delivery, urgent: true }, clock.now());
  const render = renderers(delivery.kind);
  if ('drop' in reader || render === undefined) return settle(ctx, delivery);
  const recipient = reader.actor;
  const locale = recipient?.locale ?? ctx.config.LOCALE;
  const drawn = await render({ ctx, recipient, locale, params: delivery.params, isSent: true });
  if ('drop' in drawn) return settle(ctx, delivery);
  const tried = await attempt(ctx, delivery, 'chat.update', () =>
    ctx.slack.chat.update({ ...copy, ...replacement(drawn) }),
  );
  return 'wait' in tried ? tried.wait : settle(ctx, delivery);
}

async function recall(ctx: Context, delivery: Delivery, copy: Copy): Promise<JobOutcome> {
  const deleted = await attempt(ctx, delivery, 'chat.delete', () => ctx.slack.chat.delete(copy));
  if ('wait' in deleted) return deleted.wait;
  if ('refused' in deleted && deleted.refused !== GONE) {
    const member = delivery.to === 'member' ? await memberOf(ctx, delivery.recipient) : undefined;
    const text = messages[member?.localeChosen ?? member?.locale ?? ctx.config.LOCALE].recalled;
    const blocks = [{ type: 'section' as const, text: { type: 'plain_text' as const, text } }];
    const replaced = await attempt(ctx, delivery, 'chat.update', () =>
      ctx.slack.chat.update({ ...copy, text, blocks }),
    );
    if ('wait' in replaced) return replaced.wait;
  }
  return settle(ctx, delivery, { recalledAt: clock.now() });
}

async function attempt(ctx: Context, delivery: Delivery, method: Method, call: () => Promise<unknown>): Promise<Tried> {
  const bucket = methodBucket(ctx, method);
  const taken = await takeFrom(ctx, [bucket]);
  if (!taken.isFree) return { wait: { hold: taken.until } };
  try {
    await call();
    return { done: true };
  } catch (error) {
    const fault = sortSlackError(error);
    ctx.log.warn({ delivery: delivery._id, method, fault }, 'Slack did not change a copy');
    if (fault.kind === 'limited') {
      const { until } = await blockBucket(ctx, bucket, fault.retryAfterMs);
      return { wait: { hold: until } };
    }
    if (fault.kind === 'permanent') return { refused: fault.reason };
    const tries = (delivery.changeTries ?? 0) + 1;
    if (tries >= MOST_ATTEMPTS) return { refused: fault.reason };
    await deliveries(ctx).updateOne(asRead(ctx, delivery), { $set: { changeTries: tries } });
    return { wait: { again: nextAttemptAt(tries) } };
  }
}

/** The wish is carried out, unless another has come meanwhile, for which this job runs once more. */
async function settle(ctx: Context, delivery: Delivery, more: Partial<Delivery> = {}): Promise<JobOutcome> {
  const { matchedCount } = await deliveries(ctx).updateOne(asRead(ctx, delivery), {
    $set: { changedAt: clock.now(), ...more },
    $unset: { change: 1, changeTries: 1 },
  });
  return matchedCount === 1 ? { done: true } : { again: clock.now() };
}

function asRead(ctx: Context, { _id, changeNo }: Delivery) {
  return { _id, workspace: ctx.workspace, ...(changeNo === undefined ? {} : { changeNo }) };
}
