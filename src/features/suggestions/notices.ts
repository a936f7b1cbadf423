import type { AnyBlock, Message } from '../../bot/draw/block-kit.ts';
import { actions, button, context, plain, section } from '../../bot/draw/blocks.ts';
import { message } from '../../bot/draw/message.ts';
import { quoteOf } from '../../bot/draw/quoted.ts';
import type { Follows, NoticeRenderer } from '../../bot/feature.ts';
import { mayRun } from '../../bot/routing/roles.ts';
import type { Bilingual, Locale } from '../../lib/language.ts';
import { whoIsThere } from '../../members/ranks.ts';
import { maySee } from '../../members/roles.ts';
import { channelBoard } from './board/channel-actions.ts';
import type { ItemEvent } from './item/model.ts';
import { OPEN } from './item/states.ts';
import { rateButtons, stateLine } from './item-views.ts';
import { messages, type Texts } from './messages.ts';
import { officerMessages } from './officer-messages.ts';
import { type Shown, shownOf, upText } from './present.ts';
import { itemRefs } from './refs.ts';
import { suggestionCases } from './service/items.ts';

/** A step for whom it calls to act: what, by when, and the item itself. */
const duty: NoticeRenderer = async ({ ctx, recipient, locale, params, isSent }) => {
  const item = await suggestionCases.find(ctx, params.item ?? '');
  const event = item?.events[Number(params.seq)];
  if (item === undefined || event === undefined || recipient === undefined) return { drop: 'no-item' };
  const mayAct = mayRun(recipient, 'officer') && maySee(recipient, item.branch);
  if (!mayAct) return { drop: 'other-branch' };
  const { away } = params;
  if (away !== undefined) {
    // The owner is back, or it has another one.
    const isThere = await whoIsThere(ctx, [away]);
    const isOver = item.owner !== away || isThere(away) || !OPEN.includes(item.state);
    if (isOver && !isSent) return { drop: 'moved-on' };
  }
  const last = item.events.at(-1) ?? event;
  const isPast = last.seq > event.seq && (event.what === 'received' || event.what === 'warned');
  if (isPast && item.state !== 'received' && !isSent) return { drop: 'moved-on' };
  const [shown] = await shownOf(ctx, recipient, [item]);
  // A copy that stands says what has come of it since.
  if (isSent && shown !== undefined && last.seq > event.seq && last.what !== 'warned' && last.what !== 'escalated')
    return drawn(locale, shown, newsWords(messages[locale], last, shown), [], undefined, true);
  const up = event.what === 'warned' ? await upText(ctx, locale, item) : '';
  return shown === undefined
    ? { drop: 'no-item' }
    : drawn(
        locale,
        shown,
        dutyWords(locale, event, shown, { away, up }),
        [],
        event.by === undefined ? event.words : undefined,
      );
};

function dutyWords(
  locale: Locale,
  event: ItemEvent,
  shown: Shown,
  { away, up }: { away: string | undefined; up: string },
): string {
  const say = officerMessages[locale].duty;
  if (away !== undefined) return say.away(plain(shown.owner ?? ''));
  const clock = event.clock === undefined ? '' : messages[locale].clocks[event.clock];
  switch (event.what) {
    case 'warned':
      return say.warned(clock, up);
    case 'escalated':
      return say.escalated(clock);
    case 'closed':
      return say.closed(shown.satisfaction === undefined ? '' : messages[locale].satisfied[shown.satisfaction]);
    case 'handedOver':
    case 'reopened':
    case 'silent':
      return say[event.what];
    default:
      return say.received;
  }
}

/** A step for the submitter and the watchers. */
const news: NoticeRenderer = async ({ ctx, recipient, locale, params }) => {
  const item = await suggestionCases.find(ctx, params.item ?? '');
  const event = item?.events[Number(params.seq)];
  if (item === undefined || event === undefined || recipient === undefined) return { drop: 'no-item' };
  const [shown] = await shownOf(ctx, recipient, [item]);
  if (shown === undefined) return { drop: 'no-item' };
  const say = messages[locale];
  const asks = shown.mayRate && event.what === item.state;
  return drawn(
    locale,
    shown,
    newsWords(say, event, shown),
    asks ? rateButtons(say, { id: shown.id }) : [],
    event.words,
  );
};

/** What happened, in a few words. */
function newsWords(say: Texts, event: ItemEvent, { mergedInto }: Shown): string {
  if (event.what === 'merged' && mergedInto !== undefined) return say.mergedInto(mergedInto.number);
  return say.events[event.what];
}

/** @param isOver nothing is to be done any more */
function drawn(
  locale: Locale,
  shown: Shown,
  what: string,
  first: ReturnType<typeof button>[],
  words?: string,
  isOver = false,
): Message {
  const say = messages[locale];
  const line = say.newsOf(shown.number, what);
  // The news first; what it is about is quoted under it, so that nobody takes the one for the other.
  const said = words === undefined || words === '' ? [] : [quoteOf(words, 400)];
  const asks = first.length > 0 ? [say.outcomeAsk] : [];
  const about = quoteOf(shown.text);
  const blocks: AnyBlock[] = [
    section([`*${line}*`, ...said, `> ${about}`, ...asks].join('\n')),
    context(stateLine(locale, shown)),
    actions(
      ...first,
      button({
        ...itemRefs.open.button({ id: shown.id }),
        label: say.open,
        ...(first.length > 0 || isOver ? {} : { style: 'primary' }),
      }),
    ),
  ];
  return { ...message(blocks), about: shown.number };
}

const DIGESTED = 15;

/** The fourth piece of a day's news and all after it, in one message. */
const digest: NoticeRenderer = async ({ ctx, recipient, locale, params }) => {
  if (recipient === undefined) return { drop: 'no-item' };
  const found = await suggestionCases.batchOf(ctx, recipient.user, params.day ?? '');
  if (found.length === 0) return { drop: 'no-item' };
  const say = messages[locale];
  const listed = found.slice(0, DIGESTED);
  const shown = await shownOf(
    ctx,
    recipient,
    listed.map(({ item }) => item),
  );
  const parts = listed.flatMap(({ event }, nth) => {
    const one = shown[nth];
    return one === undefined ? [] : digestBlocks(say, one, event, nth);
  });
  const more = found.length > DIGESTED ? [context(say.more(found.length - DIGESTED))] : [];
  return message([
    section(`*${say.digest(found.length)}*`),
    ...parts,
    ...more,
    actions(button({ action: 'suggestions.mine', label: say.mine })),
  ]);
};

/** One of several pieces of news, with the buttons that it has alone. */
function digestBlocks(say: Texts, one: Shown, event: ItemEvent, nth: number): AnyBlock[] {
  const at = { id: one.id };
  const line = `${say.newsOf(one.number, newsWords(say, event, one))}\n${quoteOf(one.text, 60)}`;
  const asks = one.mayRate && event.what === one.state;
  return [
    section(line, button({ ...itemRefs.open.button(at, nth), label: say.open })),
    ...(asks ? [actions(...rateButtons(say, at, nth))] : []),
  ];
}

export const notices: Record<string, NoticeRenderer> = { duty, news, digest, channelBoard };

/** Why the above are not needed any more. */
export const dropReasons: Record<string, Bilingual> = {
  'no-board': { zh: '看板已经拿走', en: 'the board was removed' },
  'no-item': { zh: '建议已经不在', en: 'the item is gone' },
  'other-branch': { zh: '已不归此人办理', en: 'no longer this person’s affair' },
  'moved-on': { zh: '已经有人办了', en: 'somebody had acted already' },
};

/** What the copies follow. */
export const follows: Record<string, Follows> = {
  duty: { things: ['item'] },
  news: { things: ['item'] },
  digest: { stays: 'the news of a day; each of its buttons opens the item as it is now' },
  channelBoard: { byName: true },
};
