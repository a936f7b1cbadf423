import type { Message } from '../../bot/draw/block-kit.ts';
import { actions, button, section } from '../../bot/draw/blocks.ts';
import { message } from '../../bot/draw/message.ts';
import type { NoticeRenderer } from '../../bot/feature.ts';
import type { ChannelUse, ChannelUses } from '../../bot/routing/contributions.ts';
import { type ChannelTrouble, troubleOf } from '../../delivery/channel-trouble.ts';
import { troubleWords } from '../../delivery/trouble-words.ts';
import type { Bilingual, Locale } from '../../lib/language.ts';
import { messages } from './messages.ts';

/** Slack shows more, a thumb does not want them. */
const MOST_BUTTONS = 5;

/** The channel's trouble as it is now, with what of the reader's own is posted there. */
export function channelNotice(uses: ChannelUses): NoticeRenderer {
  return async ({ ctx, recipient, locale, params }) => {
    const trouble = await troubleOf(ctx, params.channel);
    if (recipient === undefined || trouble === undefined || String(trouble.since.getTime()) !== params.since)
      return { drop: 'channel-works' };
    const all = await uses(ctx, trouble.channel, trouble.since);
    // Whoever was told because somebody is away keeps it when they come back.
    const own = all.filter((use) => use.maker === recipient.user || use.mayManage(recipient));
    return own.length === 0 ? { drop: 'channel-unused' } : troubleMessage(locale, trouble, own);
  };
}

/** Why the above is not needed any more. */
export const channelDropReasons: Record<string, Bilingual> = {
  'channel-works': { zh: '频道已经能发了', en: 'the channel works again' },
  'channel-unused': { zh: '已经不往这个频道发', en: 'nothing is posted there any more' },
};

function troubleMessage(locale: Locale, trouble: ChannelTrouble, uses: readonly ChannelUse[]): Message {
  const say = messages[locale];
  const [what, how] = troubleWords(trouble, locale);
  const lines = [what, say.channelHolds(uses.map((use) => use.what[locale]).join(say.comma)), how, say.notAgain];
  const buttons = new Map(
    uses.map(({ button: { action, label, value } }) => [
      action,
      button({ action, label: label[locale], ...(value === undefined ? {} : { value }) }),
    ]),
  );
  return message([
    section([`*${say.channelTitle}*`, ...lines].join('\n')),
    actions(...[...buttons.values()].slice(0, MOST_BUTTONS)),
  ]);
}
