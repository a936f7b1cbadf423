import type { RichTextBlock, RichTextElement } from '@slack/types';
import { escapeMrkdwn } from './blocks.ts';

/*
 * What people write with formatting: a block of rich text, kept as the JSON that a form gives. It may go out as a block of
 * a message once `quietRichText` has seen it; `richTextMrkdwn` is the message's `text`, without its clothes.
 */

type Part = RichTextBlock['elements'][number];

/** A block of rich text from the JSON that a form gave; undefined for what is none. */
export function richTextOf(json: string | undefined): RichTextBlock | undefined {
  const read = parsed(json ?? '');
  if (typeof read !== 'object' || read === null || !('type' in read) || read.type !== 'rich_text') return undefined;
  return 'elements' in read && Array.isArray(read.elements) && read.elements.length > 0
    ? (read as RichTextBlock)
    : undefined;
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

/** Plain words as rich text: what a form begins with. */
export function richTextFrom(words: string): RichTextBlock {
  return {
    type: 'rich_text',
    elements: [{ type: 'rich_text_section', elements: words === '' ? [] : [{ type: 'text', text: words }] }],
  };
}

/** The same block pinging nobody in number: `@channel`, `@here` and groups are words in it, and so is what Slack may add one day. */
export function quietRichText(block: RichTextBlock): RichTextBlock {
  const { block_id: _ours, ...rest } = block;
  return { ...rest, elements: block.elements.map(quietPart) };
}

function quietPart(part: Part): Part {
  switch (part.type) {
    case 'rich_text_list':
      return { ...part, elements: part.elements.map((item) => ({ ...item, elements: item.elements.map(quiet) })) };
    case 'rich_text_section':
      return { ...part, elements: part.elements.map(quiet) };
    case 'rich_text_quote':
      return { ...part, elements: part.elements.map(quiet) };
    case 'rich_text_preformatted':
      return part;
  }
}

const LIVE: readonly string[] = ['text', 'link', 'emoji', 'user', 'channel', 'date', 'color'];

function quiet(element: RichTextElement): RichTextElement {
  if (LIVE.includes(element.type)) return element;
  return { type: 'text', text: element.type === 'broadcast' ? `@${element.range}` : '@…' };
}

/** Its words as mrkdwn without formatting: escaped, a line for each line; people and channels as Slack names them. */
export function richTextMrkdwn(block: RichTextBlock): string {
  return block.elements.map(mrkdwnOfPart).join('\n').trim();
}

function mrkdwnOfPart(part: Part): string {
  const line = (elements: readonly RichTextElement[]) => elements.map(mrkdwnOf).join('').replace(/\n$/, '');
  if (part.type !== 'rich_text_list') return line(part.elements);
  // Slack's editor numbers on with it; the SDK's types do not know it yet.
  const { offset = 0, style } = part as typeof part & { offset?: number };
  return part.elements
    .map((item, index) => `${style === 'ordered' ? `${offset + index + 1}.` : '•'} ${line(item.elements)}`)
    .join('\n');
}

function mrkdwnOf(element: RichTextElement): string {
  switch (element.type) {
    case 'text':
      return escapeMrkdwn(element.text);
    case 'link':
      return escapeMrkdwn(element.text ? `${element.text} (${element.url})` : element.url);
    case 'emoji':
      return `:${element.name}:`;
    case 'user':
      return `<@${element.user_id}>`;
    case 'channel':
      return `<#${element.channel_id}>`;
    case 'date':
      return escapeMrkdwn(element.fallback ?? '');
    case 'color':
      return escapeMrkdwn(element.value);
    case 'broadcast':
      return `@${element.range}`;
    default:
      return '@…';
  }
}
