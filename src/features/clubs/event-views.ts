import type { Button } from '@slack/types';
import type { AnyBlock, Message, ModalView } from '../../bot/draw/block-kit.ts';
import { actions, button, context, modal, section } from '../../bot/draw/blocks.ts';
import type { FormReader } from '../../bot/draw/form/field.ts';
import { message } from '../../bot/draw/message.ts';
import { timeFor } from '../../bot/text/times.ts';
import type { CardNews } from '../../gatherings/card/actions.ts';
import { type CardParts, gatheringAbout, gatheringCard } from '../../gatherings/card/views.ts';
import { opinionWords } from '../../gatherings/opinions/words.ts';
import { type PeopleLook, peopleButtons, peopleLines } from '../../gatherings/people/views.ts';
import { peopleMessages } from '../../gatherings/people/words.ts';
import { hasAttended } from '../../gatherings/rules/marks.ts';
import type { Locale } from '../../lib/language.ts';
import { messages } from './messages.ts';
import { albumRef, cancelRef, eventFormRef, inviteRef } from './refs.ts';
import type { Affairs, EventPage, ShownEvent } from './service/shown.ts';
import { named, topicOf, whenOf } from './told.ts';

type News = CardNews<ShownEvent>;

export const peopleLook: PeopleLook = { feature: 'clubs', messages, words: peopleMessages };
const card = gatheringCard<ShownEvent>({ feature: 'clubs', messages, guests: ({ guests }) => guests });
const { open, join } = card.refs;

function factLines(reader: FormReader, shown: ShownEvent): string[] {
  const say = messages[reader.locale];
  const { clubName, where, points, isForAll, club, isFestival, branch = '' } = shown;
  const room = [card.roomLine(reader, shown), ...(points > 0 ? [say.points(points)] : [])].join(' · ');
  return [
    `*${topicOf(shown)}*`,
    [named(clubName || branch || say.company), ...(club !== undefined && !isForAll ? [say.membersOnly] : [])].join(
      ' · ',
    ),
    [whenOf(reader, shown), named(where)].filter(Boolean).join(' · '),
    isFestival ? '' : room,
  ];
}

/** One line of a list: what, when, and how one stands with it. */
export function eventLine(reader: FormReader, shown: ShownEvent): string {
  const state = shown.isFestival ? undefined : card.stateLine(reader, shown);
  return [`*${topicOf(shown)}*`, [whenOf(reader, shown), state ?? ''].filter(Boolean).join(' · ')].join('\n');
}

/** Rows of events, each with the way to its page. @param place tells them from others in the same view */
export const eventRows = (reader: FormReader, found: readonly ShownEvent[], place = 'row'): AnyBlock[] =>
  found.map((one, nth) => card.row(reader, one, [eventLine(reader, one)], `${place}${nth}`));

export const albumButton = (
  locale: Locale,
  { id, album = '' }: { id: string; album?: string | undefined },
): Button[] =>
  album === '' ? [] : [button({ action: 'clubs.album', label: messages[locale].album, value: id, url: album })];

/** One item of the day: with one press to sign up where nothing has to be asked. */
function itemRow(reader: FormReader, item: ShownEvent, nth: number): AnyBlock {
  const say = messages[reader.locale];
  const { id, own, capacity, free, inLine, guests, state, startsAt, where } = item;
  const isOpen = state === 'open' && startsAt > reader.now && own === undefined;
  const room = !isOpen || capacity === undefined ? '' : free > 0 ? say.itemFree(free) : say.itemFull(inLine);
  const facts = [whenOf(reader, item), named(where), card.stateLine(reader, item) ?? '', room].filter(Boolean);
  const lines = [`*${topicOf(item)}*`, facts.join(' · ')];
  if (!isOpen || guests > 0 || free === 0) return card.row(reader, item, lines, `item${nth}`);
  return section(lines.join('\n'), button({ ...join.button({ id, guests: 0 }, `item${nth}`), label: say.join }));
}

function dayBlocks(reader: FormReader, items: readonly ShownEvent[]): AnyBlock[] {
  const say = messages[reader.locale];
  const own = items.filter(({ own: part, state }) => part?.state === 'held' && state === 'open');
  const head = [say.dayOf, ...(own.length > 0 ? [say.myDay(own.length)] : [])].join(' · ');
  return [section(items.length === 0 ? say.noItems : head), ...items.map((one, nth) => itemRow(reader, one, nth))];
}

/** Another item of the day at the same time. */
function clashOf(reader: FormReader, { id }: ShownEvent, { asked }: News): CardParts['asked'] {
  if (asked === undefined) return undefined;
  const say = messages[reader.locale];
  const both = join.button({ id, isMeant: true, ...(asked.guests === undefined ? {} : { guests: asked.guests }) });
  return {
    text: say.clash(topicOf(asked.by), whenOf(reader, asked.by)),
    buttons: [button({ ...both, label: say.bothYes, style: 'primary' })],
  };
}

/** An event with the reader's own state and what to do about it. */
function cardBlocks(reader: FormReader, { shown, items }: Pick<EventPage, 'shown' | 'items'>, news: News): AnyBlock[] {
  const { locale } = reader;
  const { isFestival, festival, mark, startsAt, state, isCodeTime, about } = shown;
  const isOver = (state !== 'open' || startsAt <= reader.now) && !isCodeTime;
  const hasPhotos = (isFestival || isOver) && (mark === undefined || hasAttended(mark));
  const day =
    festival === undefined
      ? []
      : [button({ ...open.button({ id: festival }, 'day'), label: messages[locale].wholeDay })];
  return card.blocks(reader, shown, {
    lead: news.lead,
    facts: factLines(reader, shown),
    about,
    note: news.note,
    asked: clashOf(reader, shown, news),
    below: isFestival ? dayBlocks(reader, items) : [],
    more: [...(hasPhotos ? albumButton(locale, shown) : []), ...day],
    isBare: isFestival,
  });
}

export const eventMessage = (reader: FormReader, page: Pick<EventPage, 'shown' | 'items'>, news: News = {}): Message =>
  message(cardBlocks(reader, page, { ...news, lead: news.lead ?? messages[reader.locale].eventHead }));

export function eventModal(reader: FormReader, page: EventPage, news: News = {}): ModalView {
  const { shown, affairs } = page;
  const say = messages[reader.locale];
  return modal({
    callback: 'clubs.event',
    title: shown.isFestival ? say.festival : say.title,
    close: say.close,
    metadata: gatheringAbout(shown.id),
    blocks: [...cardBlocks(reader, page, news), ...(affairs === undefined ? [] : affairBlocks(reader, shown, affairs))],
  });
}

/** What the chair and the officers see and do. */
function affairBlocks(reader: FormReader, shown: ShownEvent, affairs: Affairs): AnyBlock[] {
  const say = messages[reader.locale];
  const { isFestival, invitedAt } = shown;
  const lines = isFestival ? [] : peopleLines(peopleLook, reader, shown, affairs.people, true);
  const told = invitedAt === undefined ? [] : [say.invited(timeFor(invitedAt, reader.now, reader.tz, reader.locale))];
  const rows = [
    inviteButtons(reader, shown, affairs),
    isFestival ? itemButtons(reader, shown) : rollButtons(reader, shown),
    moreButtons(reader, shown),
  ];
  return [
    { type: 'divider' },
    ...(lines.length === 0 ? [] : [section([`*${say.manage}*`, ...lines].join('\n'))]),
    ...told.map((line) => context(line)),
    ...rows.filter((row) => row.length > 0).map((row) => actions(...row)),
  ];
}

function rollButtons(reader: FormReader, shown: ShownEvent): Button[] {
  const { id: value, isRollTime, state } = shown;
  const { locale } = reader;
  return [
    ...(isRollTime ? [button({ action: 'clubs.roll', label: messages[locale].roll, value, style: 'primary' })] : []),
    ...peopleButtons(peopleLook, reader, shown, true),
    ...(state === 'closed' ? [button({ action: 'clubs.feedback', label: opinionWords[locale].title, value })] : []),
  ];
}

function inviteButtons({ locale }: FormReader, shown: ShownEvent, { size }: Affairs): Button[] {
  if (size === undefined) return [];
  const say = messages[locale];
  const { id, club, isForAll, clubName, branch = '' } = shown;
  const whom = club !== undefined && !isForAll ? clubName : branch || say.company;
  const confirm = { title: say.inviteTitle, text: say.inviteText(size, named(whom)), yes: say.invite, no: say.notNow };
  return [button({ ...inviteRef.button({ id }), label: say.invite, style: 'primary', confirm })];
}

const itemButtons = ({ locale }: FormReader, { id, state }: ShownEvent): Button[] =>
  state === 'open'
    ? [button({ ...eventFormRef.button({ festival: id }, 'item'), label: messages[locale].addItem })]
    : [];

function moreButtons({ locale, now }: FormReader, { id, state, endsAt }: ShownEvent): Button[] {
  const say = messages[locale];
  const isOpen = state === 'open' && endsAt > now;
  return [
    ...(isOpen ? [button({ ...eventFormRef.button({ id }, 'edit'), label: say.edit })] : []),
    ...(state === 'cancelled' ? [] : [button({ ...albumRef.button({ id }), label: say.albumForm })]),
    ...(isOpen ? [button({ ...cancelRef.button({ id }), label: say.cancel, style: 'danger' })] : []),
  ];
}
