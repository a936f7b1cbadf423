import { section } from './blocks.ts';
import type { Message } from './feature.ts';

/** A message of one sentence, in mrkdwn: people's words in it must be escaped. */
export function sentence(text: string): Message {
  return { text, blocks: [section(text)] };
}
