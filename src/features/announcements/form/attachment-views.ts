import { cut, escapeMrkdwn, section } from '../../../bot/draw/blocks.ts';
import type { AnyBlock, Locale } from '../../../bot/feature.ts';
import type { Announcement } from '../model.ts';
import { formMessages } from './messages.ts';

const ALT = 200;

/** An announcement's picture, or the link to its file; and the same in words. */
export function attachmentParts(
  locale: Locale,
  { attachment, title }: Pick<Announcement, 'attachment' | 'title'>,
): { blocks: AnyBlock[]; words: string[]; sharedFile?: string } {
  const say = formMessages[locale];
  if (attachment === undefined) return { blocks: [], words: [] };
  if (attachment.kind === 'picture') {
    const alt_text = say.pictureAlt(cut(title, ALT));
    return {
      blocks: [{ type: 'image', slack_file: { id: attachment.file }, alt_text }],
      words: [escapeMrkdwn(alt_text)],
    };
  }
  const name = escapeMrkdwn(attachment.name).replaceAll('|', ' ');
  return {
    blocks: [section(`📎 <${escapeMrkdwn(attachment.permalink)}|${name}>`)],
    words: [say.file(escapeMrkdwn(attachment.name))],
    sharedFile: attachment.file,
  };
}
