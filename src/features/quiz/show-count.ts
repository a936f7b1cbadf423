import type { Context } from '../../context.ts';
import { updateCopy } from '../../delivery/copies.ts';
import { channelMessage } from './present.ts';
import { channelCard } from './service/cards.ts';

/** Shows on the channel's card how many have answered, and after the lock that it is closed. */
export async function showCount(ctx: Context, runId: string): Promise<void> {
  const found = await channelCard(ctx, runId);
  if (found?.run.channel === undefined) return;
  await updateCopy(ctx, `quiz.channel-${runId}`, found.run.channel, channelMessage(ctx.config.LOCALE, found));
}
