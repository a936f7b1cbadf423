import type { Feature } from './feature.ts';
import type { ChannelUses } from './routing/contributions.ts';

/** What these features post in a channel. */
export function channelUsesOf(features: readonly Feature[]): ChannelUses {
  return async (ctx, channel, since) => {
    const found = await Promise.all(features.map((one) => one.channelUses?.({ ctx, channel, since }) ?? []));
    return found.flat();
  };
}
