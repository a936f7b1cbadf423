import type { Message } from './block-kit.ts';
import { sections } from './blocks.ts';
import { message } from './message.ts';

/** A message of one sentence or a few lines, in mrkdwn: people's words in it must be escaped. */
export function sentence(text: string): Message {
  return message(sections(text));
}
