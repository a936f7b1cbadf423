import type { Message } from '../../bot/draw/block-kit.ts';
import { plain, section } from '../../bot/draw/blocks.ts';
import { message } from '../../bot/draw/message.ts';
import type { Receipt } from '../../delivery/receipts/book.ts';
import { inLanguage } from '../../lib/language.ts';
import { announcementMessage, askParts, type Reader, time, untilOf } from './card-views.ts';
import { formMessages } from './draft/messages.ts';
import { messages } from './messages.ts';
import type { Announcement } from './model.ts';

/** One card for a whole channel. @param whom for whom it is, in plain text; undefined: for whoever is in the channel */
export function channelMessage(
  reader: Omit<Reader, 'name'>,
  one: Announcement,
  whom: string | undefined,
  more: { lead?: string; isPreview?: boolean } = {},
): Message {
  const say = formMessages[reader.locale];
  const named = whom === undefined ? say.here : plain(whom);
  const asked = say.askChannel(named, untilOf(reader, one));
  const { lead, isPreview = false } = more;
  const ask = one.wantsAck
    ? askParts(reader.locale, one, { asked, label: say.ackChannel, isWrong: false, isPreview, isForBoth: true })
    : [];
  const shown = {
    isForBoth: true,
    ...(lead === undefined ? {} : { lead }),
    ...(one.wantsAck ? {} : { whom: say.forWhom(named) }),
  };
  return announcementMessage(reader, one, ask, shown);
}

/** What only the person sees who pressed the card of a channel: that it is confirmed, or the question once more. */
export function answerMessage(reader: Reader, one: Announcement, receipt: Receipt, isWrong: boolean): Message {
  const say = messages[reader.locale];
  const title = plain(inLanguage(reader.locale, one).title);
  if (receipt.state === 'confirmed' && receipt.confirmedAt !== undefined) {
    const done = say.confirmed(time(reader, receipt.confirmedAt));
    return message([section(`*${title}*\n${done}`)]);
  }
  const asked = say.ackFor(untilOf(reader, one));
  const ask = askParts(reader.locale, one, { asked, label: say.ack, isWrong, isPreview: false });
  return message([section(`*${title}*`), ...ask]);
}
