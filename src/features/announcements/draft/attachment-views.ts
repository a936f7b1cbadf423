import type { AnyBlock } from '../../../bot/draw/block-kit.ts';
import { cut, escapeMrkdwn, plain, section } from '../../../bot/draw/blocks.ts';
import type { Locale } from '../../../lib/language.ts';
import type { Announcement } from '../model.ts';
import { formMessages } from './messages.ts';

const ALT = 200;

/** An announcement's picture, or the link to its file. */
export function attachmentParts(
  locale: Locale,
  { attachment, title }: Pick<Announcement, 'attachment' | 'title'>,
): { blocks: AnyBlock[]; sharedFile?: string } {
  const say = formMessages[locale];
  if (attachment === undefined) return { blocks: [] };
  if (attachment.kind === 'picture') {
    const alt_text = say.pictureAlt(cut(title, ALT));
    return { blocks: [{ type: 'image', slack_file: { id: attachment.file }, alt_text }] };
  }
  const name = plain(attachment.name).replaceAll('|', ' ');
  return {
    blocks: [section(`📎 ${say.file(`<${escapeMrkdwn(attachment.permalink)}|${name}>`)}`)],
    sharedFile: attachment.file,
  };
}
