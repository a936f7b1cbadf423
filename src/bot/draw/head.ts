import type { Bilingual, Locale } from '../../lib/language.ts';
import type { AnyBlock, Message } from './block-kit.ts';
import { context, LIMITS } from './blocks.ts';
import { FIGURES } from './figures.ts';
import { message } from './message.ts';
import { textTwin } from './text-twin.ts';

/** The block_id of a first line that was put in front of a message. */
const HEAD = 'head';

/** What a feature is called, and its emoji. */
export interface Named {
  emoji: string;
  title: Bilingual;
}

/**
 * A message with the first line by which a thumb that scrolls knows its kind: the feature's emoji and name, then what it is
 * about. A message that begins so by itself stays as it is.
 *
 * ```ts
 * withHead(feature, 'zh', { ...drawn, about: '吊装安全' });   // 🎓 培训 · 吊装安全
 * ```
 */
export function withHead({ emoji, title }: Named, locale: Locale, drawn: Message): Message {
  const name = `${emoji} ${title[locale]}`;
  if (drawn.text.startsWith(name)) return drawn;
  const { about } = drawn;
  const line = { ...context([name, ...(about === undefined ? [] : [about])].join(' · ')), block_id: HEAD };
  return before(line, drawn);
}

/**
 * A message that takes the place of another keeps its first line.
 * @param blocks those of the message that stands there, as Slack brought them
 */
export function keepHead(blocks: readonly unknown[] | undefined, drawn: Message): Message {
  const first = blocks?.[0] as AnyBlock | undefined;
  const isHead = first !== undefined && 'block_id' in first && first.block_id === HEAD;
  const name = isHead ? (textTwin([first]).split(' · ')[0] ?? '') : '';
  return !isHead || drawn.text.startsWith(name) ? drawn : before(first, drawn);
}

function before(line: AnyBlock, drawn: Message): Message {
  const { blocks, sharedFiles } = drawn;
  const shown = [line, ...blocks];
  if (!blocks.some(({ type }) => FIGURES.includes(type))) return message(shown, { sharedFiles });
  // Its words stand for the figures.
  return { ...drawn, blocks: shown, text: `${textTwin([line])}\n${drawn.text}`.slice(0, LIMITS.text) };
}
