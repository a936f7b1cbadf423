import type { Message } from '../bot/feature.ts';
import type { Context } from '../context.ts';
import { deliveries } from './model.ts';
import { knownBlocks } from './post.ts';
import { sortSlackError } from './slack-errors.ts';

/** Where a notice's copy of one recipient is in Slack; undefined while it has not been sent. */
export async function sentCopy(
  ctx: Context,
  notice: string,
  recipient: string,
): Promise<{ channel: string; ts: string } | undefined> {
  const filter = { workspace: ctx.workspace, notice, recipient, state: 'sent' as const };
  const found = await deliveries(ctx).findOne(filter, { channel: 1, ts: 1 }).lean();
  return found?.channel === undefined || found.ts === undefined ? undefined : { channel: found.channel, ts: found.ts };
}

/**
 * Replaces a sent copy in place; what Slack keeps with it (the delivery's id) stays.
 * @returns false when there is no copy, or none any more.
 * @throws Slack's error when it may pass: the caller decides whether to come back.
 */
export async function updateCopy(ctx: Context, notice: string, recipient: string, message: Message): Promise<boolean> {
  const copy = await sentCopy(ctx, notice, recipient);
  if (copy === undefined) return false;
  try {
    await ctx.slack.chat.update({ ...copy, text: message.text, blocks: knownBlocks(message) });
    return true;
  } catch (error) {
    const fault = sortSlackError(error);
    if (fault.kind !== 'permanent') throw error;
    ctx.log.info({ notice, recipient, reason: fault.reason }, 'a sent copy could not be updated');
    return false;
  }
}
