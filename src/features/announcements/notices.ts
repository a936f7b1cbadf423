import type { Message } from '../../bot/draw/block-kit.ts';
import { actions, button, cut, plain, section } from '../../bot/draw/blocks.ts';
import { message } from '../../bot/draw/message.ts';
import type { Follows, NoticeRenderer } from '../../bot/feature.ts';
import type { NoticeRequest } from '../../bot/request.ts';
import { type Bilingual, inLanguage } from '../../lib/language.ts';
import { membersOf } from '../../members/audience/audience.ts';
import { cardMessage } from './card-views.ts';
import { findAnnouncement } from './draft/service/drafts.ts';
import { messages } from './messages.ts';
import { announcementReceipts } from './receipts/service/receipts.ts';
import { channelCard, readerOf } from './show.ts';

const TITLE = 60;

export const dropReasons: Record<string, Bilingual> = {
  recalled: { zh: '已经撤回', en: 'it was recalled' },
  confirmed: { zh: '已经确认', en: 'already confirmed' },
  decided: { zh: '已经有人处理', en: 'already decided' },
};

async function draw(
  { ctx, recipient, locale, params, isSent }: NoticeRequest,
  as: 'notice' | 'reminder' | 'preview',
): Promise<Message | { drop: string }> {
  const one = await findAnnouncement(ctx, params.announcement ?? '');
  if (one === undefined || one.state === 'recalled') return { drop: 'recalled' };
  if (one.via === 'channel' && as !== 'reminder') {
    const lead = as === 'preview' ? { lead: messages[locale].previewLead, isPreview: true } : {};
    return channelCard(ctx, one, lead);
  }
  if (recipient === undefined) return { drop: 'recalled' };
  const reader = readerOf(recipient);
  const say = messages[reader.locale];
  if (as === 'preview') return cardMessage(reader, one, undefined, { lead: say.previewLead, isPreview: true });
  const receipt = await announcementReceipts.of(ctx, one._id, recipient.user);
  if (as === 'notice') return cardMessage(reader, one, receipt);
  // Who has confirmed gets no second message.
  if (!isSent && receipt?.state !== 'reached') return { drop: 'confirmed' };
  const isDone = receipt?.state === 'confirmed';
  return cardMessage(
    reader,
    one,
    receipt,
    isDone ? {} : { lead: say.reminder(plain(inLanguage(reader.locale, one).title)) },
  );
}

/** Asks a second officer; dropped when somebody has decided meanwhile. */
const second: NoticeRenderer = async ({ ctx, recipient, params }) => {
  const one = await findAnnouncement(ctx, params.announcement ?? '');
  if (one === undefined || recipient === undefined) return { drop: 'decided' };
  if (one.state !== 'awaiting') return { drop: 'decided', about: plain(cut(one.title, TITLE)) };
  const say = messages[recipient.locale];
  const author = (await membersOf(ctx, [one.author])).get(one.author)?.name ?? say.somebody;
  const words = say.second(plain(author));
  return message([
    section(`${words}\n*${plain(inLanguage(recipient.locale, one).title)}*`),
    actions(button({ action: 'announcements.open', label: say.open, value: one._id, style: 'primary' })),
  ]);
};

export const notices: Record<string, NoticeRenderer> = {
  notice: (request) => draw(request, 'notice'),
  reminder: (request) => draw(request, 'reminder'),
  preview: (request) => draw(request, 'preview'),
  second,
};

/** What the copies follow. */
export const follows: Record<string, Follows> = {
  notice: { byName: true },
  reminder: { byName: true },
  preview: { stays: 'what its author wanted to see then' },
  second: { things: ['second'] },
};
