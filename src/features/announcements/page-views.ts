import type { Button } from '@slack/types';
import { actions, button, context, cut, LIMITS, modal, plain, section, sections } from '../../bot/blocks.ts';
import type { AnyBlock, Message, ModalView } from '../../bot/feature.ts';
import { percent } from '../../bot/i18n.ts';
import { type Reader, time } from './card-views.ts';
import { formMessages } from './form-messages.ts';
import { messages } from './messages.ts';
import type { Announcement, Receipt } from './model.ts';
import { type Fault, MOST_REMINDERS, RECEIPT_STATES, type Tally } from './rules.ts';
import type { ReceiptPage } from './service/receipts.ts';

const LINES = 25;
const TITLE = 80;
const NAME = 40;
const ACTS = 15;
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
}

export function titleOf(reader: Reader, { title }: Announcement): string {
  return title.trim() === '' ? messages[reader.locale].untitled : plain(cut(title, TITLE));
}

/** Exactly what will arrive, how many get it and when; and what may be done now. */
export function previewModal(reader: Reader, preview: Preview, note?: string): ModalView {
  const say = messages[reader.locale];
  const { one, faults, whom, members, card } = preview;
  const at = one.dueAt !== undefined && one.state === 'scheduled' ? one.dueAt : one.at;
  const arrives = arrivalOf(reader, preview, at);
  return modal({
    ...{ callback: 'announcements.previewed', title: say.title, close: say.close },
    blocks: [
      ...(note === undefined ? [] : [section(note)]),
      section(
        `*${say.states[one.state]}* · ${say.repeats[one.repeat]}\n${say.size(members, plain(cut(whom, 500)))}\n${arrives}`,
      ),
      ...(faults.length > 0 ? [section(`${say.incomplete}\n${faults.map((one) => say.faults[one]).join('\n')}`)] : []),
      actions(...previewButtons(reader, preview)),
      { type: 'divider' },
      ...card,
    ],
  });
}

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

/** The receipts: in every state how many, which add up to the audience; by branch and team; names of the own branch. */
export function receiptModal(reader: Reader, page: ReceiptPage, note?: string): ModalView {
  const say = messages[reader.locale];
  const { one, total } = page;
  const fields = [
    `${say.audience} *${total.audience}*`,
    ...RECEIPT_STATES.filter((state) => total[state] > 0 || state === 'confirmed' || state === 'reached').map(
      (state) => `${say.receipts[state]} *${total[state]}*`,
    ),
    ...(total.wrongFirst > 0 ? [`${say.wrongFirst} *${total.wrongFirst}*`] : []),
  ];
  return modal({
    ...{ callback: 'announcements.receipts', title: say.title, close: say.close },
    blocks: [
      ...(note === undefined ? [] : [section(note)]),
      section(
        `*${titleOf(reader, one)}*\n${say.states[one.state]}\n${say.share(total.confirmed, total.audience, percent(total.confirmed, total.audience))}`,
      ),
      { type: 'section', fields: fields.map((text) => ({ type: 'mrkdwn', text })) },
      actions(...receiptButtons(reader, page)),
      ...tallyBlocks(reader, say.byBranch, page.branches),
      ...tallyBlocks(reader, say.byTeam, page.teams),
      ...(page.notYet.length > 0
        ? sections(`*${say.notYet}*\n${page.notYet.map((name) => plain(cut(name, NAME))).join('、')}`)
        : []),
      ...actBlocks(reader, page),
    ],
  });
}

function receiptButtons(reader: Reader, { one, total }: ReceiptPage): Button[] {
  const say = messages[reader.locale];
  const value = one._id;
  const isOut = one.state === 'sending' || one.state === 'sent';
  const isLeft = one.remindersSent < MOST_REMINDERS && total.reached > 0 && one.wantsAck && one.state === 'sent';
  const nth = `${one._id}.${one.remindersSent}`;
  const stopping = { title: say.stopTitle, text: say.stopText, yes: say.stop, no: say.back };
  const recalling = { title: say.recallTitle, text: say.recallText, yes: say.recall, no: say.back };
  return [
    ...(isLeft ? [button({ action: 'announcements.remind', label: say.remind, value: nth })] : []),
    button({ action: 'announcements.open', label: say.refresh, value }),
    ...(isOut ? [button({ action: 'announcements.correct', label: say.edit, value })] : []),
    ...(isOut && total.waiting > 0
      ? [button({ action: 'announcements.stop', label: say.stop, value, confirm: stopping })]
      : []),
    ...(one.state === 'recalled'
      ? []
      : [button({ action: 'announcements.recall', label: say.recall, value, style: 'danger', confirm: recalling })]),
  ];
}

function tallyBlocks(reader: Reader, title: string, rows: [name: string, tally: Tally][]): AnyBlock[] {
  const say = messages[reader.locale];
  if (rows.length < 2) return [];
  const lines = rows
    .slice(0, LINES)
    .map(([name, { confirmed, audience, reached }]) =>
      say.line(plain(cut(name === '' ? say.noBranch : name, NAME)), confirmed, audience, reached),
    );
  const rest = rows.length - lines.length;
  return sections([`*${title}*`, ...lines, ...(rest > 0 ? [say.more(rest)] : [])].join('\n'));
}

function actBlocks(reader: Reader, { acts, people }: ReceiptPage): AnyBlock[] {
  const say = messages[reader.locale];
  const lines = acts.slice(-ACTS).map(({ act, by, at, members }) => {
    const who = plain(cut(people.get(by) ?? say.somebody, NAME));
    return [time(reader, at), who, say.act[act], ...(members === undefined ? [] : [say.people(members)])].join(' ');
  });
  return lines.length === 0 ? [] : [context([`*${say.acts}*`, ...lines].join('\n'))];
}

/** The officer's list. */
export function listMessage(reader: Reader, found: readonly Announcement[]): Message {
  const say = messages[reader.locale];
  const line = (one: Announcement) =>
    `${titleOf(reader, one)}\n${say.states[one.state]} · ${say.categories[one.category]}`;
  const head = found.length === 0 ? say.none : say.latest;
  return {
    text: cut([head, ...found.map(line)].join('\n'), LIMITS.text),
    blocks: [
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
    ],
  };
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
  const lines = mine.map(({ one, receipt }) => {
    const state = one.wantsAck ? ` · ${say.receipts[receipt.state]}` : '';
    return `${titleOf(reader, one)}\n${say.categories[one.category]}${state}`;
  });
  return {
    text: cut([head, ...lines].join('\n'), LIMITS.text),
    blocks: [
      section(head),
      ...lines.map((line, index) =>
        section(
          line,
          button({ action: `announcements.read:${index}`, label: say.open, value: mine[index]?.one._id ?? '' }),
        ),
      ),
    ],
  };
}

export function homeBlocks(reader: Reader, found: readonly Announcement[]): AnyBlock[] {
  const say = messages[reader.locale];
  const count = (state: string) => found.filter((one) => one.state === state).length;
  const news = say.home(count('draft'), count('awaiting'));
  return [
    section(`*${say.title}*\n${news === '' ? say.homeNone : news}`),
    actions(
      button({ action: 'announcements.write', label: say.write }),
      button({ action: 'announcements.list', label: say.list }),
    ),
  ];
}
