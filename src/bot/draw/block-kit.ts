import type { KnownBlock, ModalView as SlackModalView } from '@slack/types';

/** Block Kit as Slack takes it, with the blocks that the SDK does not know yet. */
export type AnyBlock = KnownBlock | { type: 'data_table' | 'data_visualization' | 'table'; [key: string]: unknown };
export type ModalView = Omit<SlackModalView, 'blocks'> & { blocks: AnyBlock[] };

/** A message: `text` is the same message without its clothes. */
export interface Message {
  text: string;
  blocks: AnyBlock[];
  /** Slack's ids of files of the bot's own to which it links, and which Slack shares with the readers. */
  sharedFiles?: readonly string[];
  /** What it is about, as mrkdwn, for its first line; see `withHead`. */
  about?: string;
}
