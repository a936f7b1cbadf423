import type { Button } from '@slack/types';
import type { AnyBlock, Message, ModalView } from '../../bot/draw/block-kit.ts';
import { actions, button, context, cut, LIMITS, modal, plain, section } from '../../bot/draw/blocks.ts';
import { form } from '../../bot/draw/form/form.ts';
import { text } from '../../bot/draw/form/kinds.ts';
import { message } from '../../bot/draw/message.ts';
import { quoteOf, wordsBlocks } from '../../bot/draw/quoted.ts';
import type { Locale } from '../../lib/language.ts';
import { SATISFACTIONS } from './item/states.ts';
import { messages, type Texts } from './messages.ts';
import { officerMessages } from './officer-messages.ts';
import type { Shown } from './present.ts';
import { type At, itemRefs, type List } from './refs.ts';

/** Why the sender is not satisfied, in one line. */
export const unsatisfiedForm = form(
  'suggestions.unsatisfied',
  {
    why: text({
      label: (locale) => messages[locale].unsatisfied.why,
      hint: (locale) => messages[locale].unsatisfied.whyHint,
      missing: (locale) => messages[locale].unsatisfied.missing,
      max: 200,
      needed: true,
    }),
  },
  {
    title: (locale) => messages[locale].unsatisfied.title,
    submit: (locale) => messages[locale].unsatisfied.submit,
  },
);

/** State, clock and owner, in words. */
export function stateLine(locale: Locale, item: Shown): string {
  const say = messages[locale];
  const { clock, mergedInto } = item;
  if (mergedInto !== undefined) return say.mergedInto(mergedInto.number);
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
  list: {
    title: string;
    lead?: string;
    none: string;
    items: readonly Shown[];
    buttons: Button[];
    foot?: string;
    /** Which list it is: the card of an item leads back to it. */
    from: List;
  },
): Message {
  const say = messages[locale];
  const { title, lead, none, items, buttons, foot, from } = list;
  const shown = items.slice(0, LISTED);
  const more = items.length > LISTED ? [`+ ${items.length - LISTED}`] : [];
  return message([
    section([`*${title}*`, ...(lead === undefined ? [] : [lead]), ...(items.length === 0 ? [none] : [])].join('\n')),
    ...shown.map((item, index) =>
      section(
        listLine(locale, item),
        button({ ...itemRefs.open.button({ id: item.id, from }, index), label: say.open }),
      ),
    ),
    ...(buttons.length === 0 ? [] : [actions(...buttons)]),
    ...([...more, ...(foot === undefined ? [] : [foot])].length === 0
      ? []
      : [context([...more, foot ?? ''].join(' '))]),
  ]);
}

/** What a card says besides the item. */
export interface Around {
  /** What has just become of it. */
  note?: string | undefined;
  /** Who gets it when it is overdue, for an officer. */
  up?: string | undefined;
  /** Whether the reader may make it theirs. */
  mayAccept?: boolean;
  from?: List | undefined;
}

/** One item, whole: its words, its state, what has happened, and what the reader may do. */
export function itemModal(locale: Locale, item: Shown, around: Around = {}): ModalView {
  const say = messages[locale];
  const office = officerMessages[locale];
  const { note, up, from } = around;
  const at: At = { id: item.id, from };
  const place = [item.kind, item.branch || say.form.company, item.place].filter(Boolean).map(plain).join(' · ');
  const who = item.isAnonymous
    ? say.anonymous
    : item.submitter === undefined
      ? undefined
      : office.by(plain(item.submitter));
  const asks = item.mayRate ? [section(say.outcomeAsk), actions(...rateButtons(say, at))] : [];
  const duties = item.isAffair ? officerButtons(locale, item, at, around.mayAccept ?? true) : [];
  // Who has it to do needs no button to support it or to follow it.
  const own = duties.length > 0 && !item.isWatching ? [] : readerButtons(say, item, at);
  const { mergedInto } = item;
  const ways = [
    ...(mergedInto === undefined
      ? []
      : [
          button({
            ...itemRefs.open.button({ id: mergedInto.id, from }, 'other'),
            label: say.openOther(mergedInto.number),
          }),
        ]),
    ...(from === undefined ? [] : [button({ action: backTo(from), label: say.back })]),
  ];
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
      ...(up === undefined ? [] : [context(item.clock?.isOverdue === true ? office.wentUp(up) : office.goesUp(up))]),
      ...asks,
      ...(duties.length === 0 ? [] : [actions(...duties)]),
      ...(own.length === 0 ? [] : [actions(...own)]),
      ...(ways.length === 0 ? [] : [actions(...ways)]),
      section(`*${say.history}*`),
      ...historyBlocks(say, item),
    ],
  });
}

const backTo = (from: List): string =>
  from === 'mine' || from === 'waiting' ? `suggestions.${from}` : `suggestions.board:${from}`;

const EVENTS_SHOWN = 20;

function historyBlocks(say: Texts, { history }: Shown): AnyBlock[] {
  return history
    .slice(-EVENTS_SHOWN)
    .flatMap(({ what, when, by, words }) => [
      context([when, say.events[what], ...(by === undefined ? [] : [plain(by)])].join(' · ')),
      ...(words === undefined || words === '' ? [] : wordsBlocks(cut(words, LIMITS.section - 200))),
    ]);
}

/** The sender's word. @param nth of several items in one message */
export function rateButtons(say: Texts, at: At, nth?: number): Button[] {
  // None stands out: no answer is the wanted one.
  return SATISFACTIONS.map((word) =>
    button({
      ...itemRefs.rate.button(at, nth === undefined ? word : `${word}-${nth}`),
      label: say.satisfied[word],
    }),
  );
}

function readerButtons(say: Texts, item: Shown, at: At): Button[] {
  if (item.state === 'closed' || item.state === 'merged') return [];
  if (item.isMine) return [];
  return [
    ...(item.isWatching ? [] : [button({ ...itemRefs.support.button(at), label: say.supportButton })]),
    button({
      ...itemRefs.watch.button(at, item.isWatching ? 'off' : 'on'),
      label: item.isWatching ? say.unwatchButton : say.watchButton,
    }),
  ];
}

/** What an officer may do now, the next step first. */
function officerButtons(locale: Locale, item: Shown, at: At, mayAccept: boolean): Button[] {
  const say = officerMessages[locale];
  const next = { style: 'primary' as const };
  const step = (verb: 'accept' | 'start' | 'conclude' | 'handOver' | 'merge') => ({
    ...itemRefs[verb].button(at),
    label: say[verb],
  });
  const steps: Partial<Record<Shown['state'], Button[]>> = {
    received: [...(mayAccept ? [button({ ...step('accept'), ...next })] : []), button(step('merge'))],
    accepted: [
      button({ ...step('start'), ...next }),
      button(step('conclude')),
      button(step('handOver')),
      button(step('merge')),
    ],
    progress: [button({ ...step('conclude'), ...next }), button(step('handOver')), button(step('merge'))],
  };
  const photos =
    item.photos === 0 ? [] : [button({ ...itemRefs.photos.button(at), label: `${say.photos} ${item.photos}` })];
  return [...(steps[item.state] ?? []), ...photos];
}
