import type { KnownBlock } from '@slack/types';
import type { Message } from '../bot/draw/block-kit.ts';
import type { Context } from '../context.ts';
import type { Copy, Delivery } from './model.ts';

/** Marks our messages in a conversation; the payload holds the delivery's id. */
export const EVENT_TYPE = 'jingying_delivery';

/** How far Slack's clock may be behind ours: who differs by more than five minutes cannot receive its requests either. */
const CLOCK_MARGIN_MS = 600_000;
const PAGE = 200;
/** Pages of a conversation to read at most: a channel in which more was said within minutes is none of ours. */
const MOST_PAGES = 10;

/** Our blocks as the SDK takes them: its types do not know the newest ones yet, Slack does. */
export function knownBlocks(message: Message): KnownBlock[] {
  return message.blocks as KnownBlock[];
}

/** What takes the place of a copy: an update unfurls nothing, it names the files that it shares. */
export function replacement(message: Message): { text: string; blocks: KnownBlock[]; file_ids?: string[] } {
  const { text, sharedFiles = [] } = message;
  return { text, blocks: knownBlocks(message), ...(sharedFiles.length === 0 ? {} : { file_ids: [...sharedFiles] }) };
}

/** Sends a delivery's message with the delivery's id in its metadata. @throws what the Web API throws */
export async function post(ctx: Context, delivery: Delivery, message: Message): Promise<Copy> {
  const sharesFile = (message.sharedFiles ?? []).length > 0;
  const answer = await ctx.slack.chat.postMessage({
    channel: delivery.recipient,
    text: message.text,
    blocks: knownBlocks(message),
    ...(delivery.thread === undefined ? {} : { thread_ts: delivery.thread.ts }),
    // A file is shared as its link unfurls.
    unfurl_links: sharesFile,
    unfurl_media: sharesFile,
    metadata: { event_type: EVENT_TYPE, event_payload: { delivery: delivery._id } },
  });
  return { channel: answer.channel ?? delivery.recipient, ts: answer.ts ?? '' };
}

/**
 * Looks for a delivery's message in its conversation, from the first attempt on.
 * @throws what the Web API throws
 */
export async function findPosted(ctx: Context, delivery: Delivery): Promise<Copy | undefined> {
  const { thread } = delivery;
  const channel = thread?.channel ?? (await conversationOf(ctx, delivery));
  const since = (delivery.startedAt ?? delivery.createdAt).getTime() - CLOCK_MARGIN_MS;
  const where = { channel, limit: PAGE, include_all_metadata: true };
  let cursor: string | undefined;
  for (let page = 0; page < MOST_PAGES; page++) {
    const turn = cursor === undefined ? {} : { cursor };
    const answer = await (thread === undefined
      ? ctx.slack.conversations.history({ ...where, ...turn, oldest: (since / 1_000).toFixed(6) })
      : ctx.slack.conversations.replies({ ...where, ...turn, ts: thread.ts }));
    for (const message of answer.messages ?? []) {
      const payload = message.metadata?.event_payload as { delivery?: unknown } | undefined;
      if (message.metadata?.event_type === EVENT_TYPE && payload?.delivery === delivery._id && message.ts) {
        return { channel, ts: message.ts };
      }
    }
    cursor = answer.response_metadata?.next_cursor || undefined;
    if (cursor === undefined) return undefined;
  }
  return undefined;
}

async function conversationOf(ctx: Context, delivery: Delivery): Promise<string> {
  if (delivery.to === 'channel') return delivery.recipient;
  const opened = await ctx.slack.conversations.open({ users: delivery.recipient });
  return opened.channel?.id ?? delivery.recipient;
}
