import type { Button } from '@slack/types';
import type { AnyBlock, Message, ModalView } from '../../bot/draw/block-kit.ts';
import { actions, button, context, cut, LIMITS, modal, plain, section } from '../../bot/draw/blocks.ts';
import { message } from '../../bot/draw/message.ts';
import { quoteOf, wordsBlocks } from '../../bot/draw/quoted.ts';
import type { Locale } from '../../lib/language.ts';
import { messages, type Texts } from './messages.ts';
import { officerMessages } from './officer/messages.ts';
import type { Shown } from './present.ts';
import { SATISFACTIONS } from './rules/states.ts';

/** State, clock and owner, in words. */
export function stateLine(locale: Locale, item: Shown): string {
  const say = messages[locale];
  const { clock } = item;
  const running =
    clock === undefined
      ? []
      : [clock.isOverdue ? say.overdue(say.clocks[clock.clock]) : say.until(say.clocks[clock.clock], clock.by)];
  const owner = item.owner === undefined ? [] : [say.owner(plain(item.owner))];
  const rated = item.satisfaction === undefined ? [] : [say.satisfied[item.satisfaction]];
  return [say.states[item.state], ...running, ...owner, ...rated].join(' · ');
}

/** Two lines in a list. */
export function listLine(locale: Locale, item: Shown): string {
  const line = [stateLine(locale, item), ...supportOf(messages[locale], item.support)].join(' · ');
  return `*${item.number}* ${line}\n${quoteOf(item.text)}`;
}

/** How many support it; nothing while nobody does. */
export function supportOf(say: Texts, count: number): string[] {
  return count > 0 ? [say.support(count)] : [];
}

/** How many stand in one list: each is a block, and its line in the text. */
const LISTED = 20;

/** A list of items, each with the button that opens it. */
export function listMessage(
  locale: Locale,
  list: { title: string; lead?: string; none: string; items: readonly Shown[]; buttons: Button[]; foot?: string },
): Message {
  const say = messages[locale];
  const { title, lead, none, items, buttons, foot } = list;
  const shown = items.slice(0, LISTED);
  const more = items.length > LISTED ? [`+ ${items.length - LISTED}`] : [];
  return message([
    section([`*${title}*`, ...(lead === undefined ? [] : [lead]), ...(items.length === 0 ? [none] : [])].join('\n')),
    ...shown.map((item, index) =>
      section(listLine(locale, item), button({ action: `suggestions.open:${index}`, label: say.open, value: item.id })),
    ),
    ...(buttons.length === 0 ? [] : [actions(...buttons)]),
    ...([...more, ...(foot === undefined ? [] : [foot])].length === 0
      ? []
      : [context([...more, foot ?? ''].join(' '))]),
  ]);
}

/** One item, whole: its words, its state, what has happened, and what the reader may do. */
export function itemModal(locale: Locale, item: Shown, note?: string): ModalView {
  const say = messages[locale];
  const office = officerMessages[locale];
  const place = [item.kind, item.branch || say.form.company, item.place].filter(Boolean).map(plain).join(' · ');
  const who = item.isAnonymous
    ? say.anonymous
    : item.submitter === undefined
      ? undefined
      : office.by(plain(item.submitter));
  const asks = item.mayRate ? [section(say.outcomeAsk), actions(...rateButtons(say, item))] : [];
  const duties = item.isAffair ? officerButtons(locale, item) : [];
  // Who has it to do needs no button to support it or to follow it.
  const own = duties.length > 0 && !item.isWatching ? [] : readerButtons(say, item);
  return modal({
    callback: 'suggestions.shown',
    title: item.number,
    close: say.close,
    metadata: item.id,
    blocks: [
      ...(note === undefined ? [] : [section(note)]),
      section(`*${stateLine(locale, item)}*`),
      ...wordsBlocks(item.text),
      context([place, ...(who === undefined ? [] : [who]), ...supportOf(say, item.support)].join(' · ')),
      ...(item.state === 'merged' ? [context(say.mergedInto)] : []),
      ...asks,
      ...(duties.length === 0 ? [] : [actions(...duties)]),
      ...(own.length === 0 ? [] : [actions(...own)]),
      section(`*${say.history}*`),
      ...historyBlocks(say, item),
    ],
  });
}

const EVENTS_SHOWN = 20;

function historyBlocks(say: Texts, { history }: Shown): AnyBlock[] {
  return history
    .slice(-EVENTS_SHOWN)
    .flatMap(({ what, when, by, words }) => [
      context([when, say.events[what], ...(by === undefined ? [] : [plain(by)])].join(' · ')),
      ...(words === undefined || words === '' ? [] : wordsBlocks(cut(words, LIMITS.section - 200))),
    ]);
}

export function rateButtons(say: Texts, item: Pick<Shown, 'id'>): Button[] {
  // None stands out: no answer is the wanted one.
  return SATISFACTIONS.map((word) =>
    button({ action: `suggestions.rate:${word}`, label: say.satisfied[word], value: item.id }),
  );
}

function readerButtons(say: Texts, item: Shown): Button[] {
  if (item.state === 'closed' || item.state === 'merged') return [];
  if (item.isMine) return [];
  const value = item.id;
  return [
    ...(item.isWatching ? [] : [button({ action: 'suggestions.support', label: say.supportButton, value })]),
    button({
      action: item.isWatching ? 'suggestions.watch:off' : 'suggestions.watch:on',
      label: item.isWatching ? say.unwatchButton : say.watchButton,
      value,
    }),
  ];
}

/** What an officer may do now, the next step first. */
function officerButtons(locale: Locale, item: Shown): Button[] {
  const say = officerMessages[locale];
  const value = item.id;
  const next = { style: 'primary' as const };
  const steps: Partial<Record<Shown['state'], Button[]>> = {
    received: [
      button({ action: 'suggestions.accept', label: say.accept, value, ...next }),
      button({ action: 'suggestions.merge', label: say.merge, value }),
    ],
    accepted: [
      button({ action: 'suggestions.start', label: say.start, value, ...next }),
      button({ action: 'suggestions.conclude', label: say.conclude, value }),
      button({ action: 'suggestions.handOver', label: say.handOver, value }),
      button({ action: 'suggestions.merge', label: say.merge, value }),
    ],
    progress: [
      button({ action: 'suggestions.conclude', label: say.conclude, value, ...next }),
      button({ action: 'suggestions.handOver', label: say.handOver, value }),
      button({ action: 'suggestions.merge', label: say.merge, value }),
    ],
  };
  const photos =
    item.photos === 0 ? [] : [button({ action: 'suggestions.photos', label: `${say.photos} ${item.photos}`, value })];
  return [...(steps[item.state] ?? []), ...photos];
}
