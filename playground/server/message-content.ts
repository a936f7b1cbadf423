import type { Block } from '../protocol.ts';
import { SlackError } from './slack-error.ts';
import { validateBlocks } from './validate/payload.ts';
import { isFields } from './validate/schema.ts';

const MAX_TEXT = 4000;

export interface Content {
  text: string;
  blocks: Block[];
}

const isBlock = (value: unknown): value is Block => isFields(value) && typeof value.type === 'string';

/** Checks what a message is to hold. `blocks` may be missing; one of the two has to be there. */
export function contentOf(text: unknown, blocks: unknown): Content {
  if (blocks !== undefined && blocks !== null && !Array.isArray(blocks))
    throw new SlackError('invalid_blocks_format', ['[ERROR] must be an array [json-pointer:/blocks]']);
  const list: unknown[] = blocks ?? [];
  const words = typeof text === 'string' ? text : '';
  if (words.trim() === '' && list.length === 0) throw new SlackError('no_text');
  if (words.length > MAX_TEXT) throw new SlackError('msg_too_long');
  const faults = validateBlocks(list, 'message');
  if (faults.length > 0) throw new SlackError('invalid_blocks', faults);
  return { text: words, blocks: list.filter(isBlock) };
}

const MAX_METADATA_BYTES = 8000;

export function metadataOf(value: unknown): unknown {
  if (value === undefined || value === null) return undefined;
  if (!isFields(value) || typeof value.event_type !== 'string' || !isFields(value.event_payload))
    throw new SlackError('invalid_metadata_format', ['[ERROR] event_type and event_payload are required']);
  if (Buffer.byteLength(JSON.stringify(value)) > MAX_METADATA_BYTES) throw new SlackError('metadata_too_large');
  return value;
}
