import type { Context } from '../context.ts';

/**
 * Whether the bot may write in a channel; it joins a public one by itself. Into a private one somebody has to bring it
 * with /invite. Why not stands in the log.
 */
export async function enterChannel(ctx: Pick<Context, 'slack' | 'log'>, channel: string): Promise<boolean> {
  try {
    const info = await ctx.slack.conversations.info({ channel });
    if (info.channel?.is_member === true) return true;
    return (await ctx.slack.conversations.join({ channel })).ok;
  } catch (error) {
    ctx.log.info({ err: error, channel }, 'the bot is not in a channel that was chosen');
    return false;
  }
}
