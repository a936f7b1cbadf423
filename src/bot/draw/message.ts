import type { AnyBlock, Message } from './block-kit.ts';
import { LIMITS } from './blocks.ts';
import { textTwin } from './text-twin.ts';

/**
 * A message from its blocks. Its `text` is read off them (`textTwin`), so that the two cannot say different things.
 *
 * ```ts
 * return message([
 *   header(say.title),
 *   section(`*${plain(one.name)}*\n${say.until(time)}`),
 *   actions(button({ action: 'clubs.join', label: say.join, value: one._id, style: 'primary' })),
 * ]);
 * ```
 * @param blocks at most `LIMITS.messageBlocks`; of more, the last one and those before the first that do not fit
 * @param more `readAs`: the blocks whose words are read where the message's own are figures; see `twins`.
 *   `sharedFiles`: Slack's ids of the bot's own files to which it links
 */
export function message(
  blocks: readonly AnyBlock[],
  more: { readAs?: readonly AnyBlock[] | undefined; sharedFiles?: readonly string[] | undefined } = {},
): Message {
  const { readAs, sharedFiles = [] } = more;
  const shown = fitting(blocks);
  return {
    text: textTwin(readAs ?? shown),
    blocks: shown,
    ...(sharedFiles.length === 0 ? {} : { sharedFiles }),
  };
}

/** What Slack takes: the last block is often the one with the buttons. */
function fitting(blocks: readonly AnyBlock[]): AnyBlock[] {
  const last = blocks.at(-1);
  if (blocks.length <= LIMITS.messageBlocks || last === undefined) return [...blocks];
  return [...blocks.slice(0, LIMITS.messageBlocks - 1), last];
}
