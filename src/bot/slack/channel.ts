import type { Context } from '../../context.ts';

/** Whether the bot may write in a channel, and whether people of other companies read there. */
export interface ChannelEntry {
  isIn: boolean;
  isShared: boolean;
}

/** Looks at a channel that somebody chose; the bot joins a public one by itself when it may. Why it is not in stands in the log. */
export async function enterChannel(ctx: Pick<Context, 'slack' | 'log'>, channel: string): Promise<ChannelEntry> {
  try {
    const info = await ctx.slack.conversations.info({ channel });
    const isShared = info.channel?.is_ext_shared === true;
    if (info.channel?.is_member === true) return { isIn: true, isShared };
    return { isIn: (await ctx.slack.conversations.join({ channel })).ok, isShared };
  } catch (error) {
    ctx.log.info({ err: error, channel }, 'the bot is not in a channel that was chosen');
    return { isIn: false, isShared: false };
  }
}
