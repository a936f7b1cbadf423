import type { Button } from '@slack/types';
import type { AnyBlock, Message, ModalView } from '../../bot/draw/block-kit.ts';
import { actions, button, context, cut, modal, plain, section } from '../../bot/draw/blocks.ts';
import { message } from '../../bot/draw/message.ts';
import type { Receipt } from '../../delivery/receipts/book.ts';
import { receiptMessages } from '../../delivery/receipts/messages.ts';
import { inLanguage, LANGUAGES, otherLocale } from '../../lib/language.ts';
import { dateOf, type Reader, time } from './card-views.ts';
import { formMessages } from './draft/messages.ts';
import { messages } from './messages.ts';
import type { Announcement } from './model.ts';
import { actBlocks, type Log } from './register/log-views.ts';
import type { Fault } from './rules.ts';

const TITLE = 80;
const PLACES = 300;

/** How an announcement stands before it goes out. */
export interface Preview {
  one: Announcement;
  faults: Fault[];
  whom: string;
  members: number;
  isAuthor: boolean;
  /** As it will arrive. */
  card: AnyBlock[];
  /** The channels where it is posted, in plain text; absent: it arrives by direct message. */
  places?: string;
  /** As it will arrive for people who read its other language. */
  otherCard?: AnyBlock[];
  /** How many of them read the other language, in which nothing is written yet. */
  others: number;
  log: Log;
}

/** Its title; of a turn of a series with its day. */
export function titleOf(reader: Reader, one: Announcement): string {
  const { title, repeat, dueAt } = inLanguage(reader.locale, one);
  const named = title.trim() === '' ? messages[reader.locale].untitled : plain(cut(title, TITLE));
  return repeat === 'once' || dueAt === undefined ? named : `${named} · ${dateOf(reader, dueAt)}`;
}

/** Exactly what will arrive, how many get it and when; and what may be done now. */
export function previewModal(reader: Reader, preview: Preview, note?: string): ModalView {
  const say = messages[reader.locale];
  const { one, faults, whom, members, card } = preview;
  const at = one.dueAt !== undefined && one.state === 'scheduled' ? one.dueAt : one.at;
  const arrives = arrivalOf(reader, preview, at);
  const other = otherLocale(reader.locale);
  const unread = preview.others > 0 ? [formMessages[reader.locale].noSecond(preview.others, other)] : [];
  return modal({
    callback: 'announcements.previewed',
    title: say.title,
    close: say.close,
    blocks: [
      ...(note === undefined ? [] : [section(note)]),
      section(
        [
          `*${say.states[one.state]}* · ${say.repeats[one.repeat]}`,
          say.size(members, plain(cut(whom, 500))),
          arrives,
          ...unread,
        ].join('\n'),
      ),
      ...(faults.length > 0 ? [section(`${say.incomplete}\n${faults.map((one) => say.faults[one]).join('\n')}`)] : []),
      actions(...previewButtons(reader, preview)),
      { type: 'divider' },
      context(say.previewLead),
      ...card,
      ...(preview.otherCard === undefined
        ? []
        : [
            { type: 'divider' as const },
            context(say.previewOther(LANGUAGES[reader.locale][other])),
            ...withoutButtons(preview.otherCard),
          ]),
      ...(preview.log.acts.length === 0 ? [] : [{ type: 'divider' as const }, ...actBlocks(reader, preview.log)]),
    ],
  });
}

/** Its buttons stand in the first card: a view has each action once. */
const withoutButtons = (card: readonly AnyBlock[]): AnyBlock[] => card.filter(({ type }) => type !== 'actions');

function arrivalOf(reader: Reader, { one, places }: Preview, at: Date | undefined): string {
  const say = messages[reader.locale];
  const post = formMessages[reader.locale];
  if (places !== undefined) {
    const named = plain(cut(places, PLACES));
    return at === undefined ? post.posts(named) : post.postsAt(named, time(reader, at));
  }
  if (one.urgent) return say.arrivesUrgent;
  return at === undefined ? say.arrivesNow : say.arrives(time(reader, at));
}

function previewButtons(reader: Reader, { one, faults, members, isAuthor }: Preview): Button[] {
  const say = messages[reader.locale];
  const value = one._id;
  const confirm = { title: say.sendTitle, text: say.sendText(members), yes: say.send, no: say.back };
  const show = button({ action: 'announcements.preview', label: say.preview, value });
  if (one.state === 'draft')
    return [
      ...(faults.length === 0
        ? [button({ action: 'announcements.send', label: say.send, value, style: 'primary', confirm })]
        : []),
      show,
      button({ action: 'announcements.edit', label: say.edit, value }),
    ];
  return [
    ...(one.state === 'awaiting' && !isAuthor
      ? [button({ action: 'announcements.approve', label: say.approve, value, style: 'primary', confirm })]
      : []),
    button({ action: 'announcements.open', label: say.refresh, value }),
    show,
    button({ action: 'announcements.withdraw', label: say.withdraw, value }),
  ];
}

/** The officer's list. */
export function listMessage(reader: Reader, found: readonly Announcement[]): Message {
  const say = messages[reader.locale];
  const line = (one: Announcement) =>
    `${titleOf(reader, one)}\n${[
      say.states[one.state],
      // A turn of a series has its day in its title.
      ...(one.dueAt === undefined || one.repeat !== 'once' ? [] : [dateOf(reader, one.dueAt)]),
      say.categories[one.category],
      say.by(one.branch === undefined ? undefined : plain(cut(one.branch, TITLE))),
    ].join(' · ')}`;
  const head = found.length === 0 ? say.none : say.latest;
  return message([
    section(head),
    actions(
      button({ action: 'announcements.write', label: say.write, style: 'primary' }),
      button({ action: 'announcements.register', label: say.register }),
    ),
    ...found.map((one, index) =>
      section(
        line(one).replace(/^(.*)/, '*$1*'),
        button({ action: `announcements.open:${index}`, label: say.open, value: one._id }),
      ),
    ),
  ]);
}

export function listModal(reader: Reader, found: readonly Announcement[]): ModalView {
  const say = messages[reader.locale];
  const { blocks } = listMessage(reader, found);
  return modal({ callback: 'announcements.listed', title: say.title, close: say.close, blocks });
}

/** What was announced to a worker, and what waits for the own confirmation. */
export function mineMessage(reader: Reader, mine: readonly { one: Announcement; receipt: Receipt }[]): Message {
  const say = messages[reader.locale];
  const head = mine.length === 0 ? say.mineNone : say.mine;
  const lines = mine.map(
    ({ one, receipt }) => `${titleOf(reader, one)}\n${say.categories[one.category]}${ownState(reader, one, receipt)}`,
  );
  return message([
    section(mine.length === 0 ? head : `*${head}*`),
    ...lines.map((line, index) =>
      section(
        line.replace(/^(.*)/, '*$1*'),
        button({ action: `announcements.read:${index}`, label: say.open, value: mine[index]?.one._id ?? '' }),
      ),
    ),
  ]);
}

/** What a worker has yet to do, or has done: how far a delivery is concerns officers only. */
function ownState(reader: Reader, { wantsAck, state, endsAt }: Announcement, receipt: Receipt): string {
  const say = messages[reader.locale];
  if (!wantsAck) return '';
  if (receipt.state === 'confirmed') return ` · ${receiptMessages[reader.locale].states.confirmed}`;
  const isOver = state === 'ended' || (endsAt !== undefined && endsAt <= reader.now);
  return ` · ${isOver ? say.states.ended : say.ownOpen}`;
}
