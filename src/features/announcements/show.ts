import type { Actor } from '../../bot/actor.ts';
import type { Message, ModalView } from '../../bot/draw/block-kit.ts';
import type { Context } from '../../context.ts';
import { troublesOf } from '../../delivery/channel-trouble.ts';
import { troubleLine } from '../../delivery/trouble-words.ts';
import { clock } from '../../lib/clock.ts';
import { type Locale, otherLocale } from '../../lib/language.ts';
import { sizeOfAudience } from '../../members/audience/resolve.ts';
import { audienceNames, audienceText } from '../../members/audience/text.ts';
import { cardMessage, type Reader } from './card-views.ts';
import { channelMessage } from './channel-views.ts';
import { countReaders, isForChannels, membersOfChannels, specOf, withinOf } from './draft/service/drafts.ts';
import type { Announcement } from './model.ts';
import { previewModal } from './page-views.ts';
import { receiptScreen } from './receipts/actions.ts';
import { logOf } from './register/service/log.ts';
import { faultsIn } from './service/send.ts';

export function readerOf({ locale, tz, name }: Actor): Reader {
  return { locale, tz, name, now: clock.now() };
}

/** Somebody who reads the other of its two languages. */
function otherOf(reader: Reader, second: Locale): Reader {
  return { ...reader, locale: reader.locale === second ? otherLocale(second) : second };
}

/** The card of a channel: in the house's language, for nobody in particular reads it. */
export async function channelCard(
  ctx: Context,
  one: Announcement,
  more: { lead?: string; isPreview?: boolean } = {},
): Promise<Message> {
  const { LOCALE: locale, TIMEZONE: tz } = ctx.config;
  const spec = specOf(one);
  const whom = isForChannels(one) ? undefined : audienceText(locale, spec, await audienceNames(ctx, spec));
  return channelMessage({ locale, tz, now: clock.now() }, one, whom, more);
}

/** An announcement as an officer sees it: before it goes out its preview, then its receipts. */
export async function pageOf(ctx: Context, actor: Actor, one: Announcement, said?: string): Promise<ModalView> {
  const reader = readerOf(actor);
  const troubles = one.via === 'channel' ? await troublesOf(ctx, one.channels ?? []) : [];
  const notes = [...(said === undefined ? [] : [said]), ...troubles.map((each) => troubleLine(each, actor.locale))];
  const note = notes.length === 0 ? undefined : notes.join('\n');
  if (!['draft', 'awaiting', 'scheduled'].includes(one.state)) return receiptScreen.modal(ctx, actor, one, note);
  const spec = specOf(one);
  const posted = { include: membersOfChannels(one.channels ?? []), except: [] };
  const isUntranslated = one.state === 'draft' && one.second === undefined;
  const [names, size, places, log, others] = await Promise.all([
    audienceNames(ctx, spec),
    sizeOfAudience(ctx, spec, withinOf(one)),
    audienceNames(ctx, posted),
    logOf(ctx, one._id),
    isUntranslated ? countReaders(ctx, one, otherLocale(actor.locale)) : 0,
  ]);
  const isPosted = one.via === 'channel';
  const card = isPosted
    ? await channelCard(ctx, one, { isPreview: true })
    : cardMessage(reader, one, undefined, { isPreview: true });
  const { second } = one;
  const other = second === undefined || isPosted ? undefined : otherOf(reader, second.locale);
  return previewModal(
    reader,
    {
      one,
      faults: one.state === 'draft' ? faultsIn(one) : [],
      members: size.members,
      whom: audienceText(actor.locale, spec, names),
      isAuthor: one.author === actor.user,
      card: card.blocks,
      log,
      others,
      ...(other === undefined ? {} : { otherCard: cardMessage(other, one, undefined, { isPreview: true }).blocks }),
      ...(isPosted ? { places: audienceText(actor.locale, posted, places) } : {}),
    },
    note,
  );
}
