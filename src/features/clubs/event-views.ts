import type { Button } from '@slack/types';
import type { AnyBlock, Message, ModalView } from '../../bot/draw/block-kit.ts';
import { actions, button, context, cut, modal, plain, section } from '../../bot/draw/blocks.ts';
import type { FormReader } from '../../bot/draw/form/field.ts';
import { message } from '../../bot/draw/message.ts';
import { percent } from '../../bot/text/i18n.ts';
import { timeFor } from '../../bot/text/times.ts';
import { hasAttended } from '../../gatherings/rules/marks.ts';
import { screenMessages } from '../../gatherings/screen/messages.ts';
import { namesLine } from '../../gatherings/screen/views.ts';
import { messages } from './messages.ts';
import {
  acceptRef,
  albumRef,
  cancelRef,
  eventFormRef,
  fileRef,
  guestsRef,
  inviteRef,
  joinRef,
  leaveRef,
  openRef,
  scoreRef,
} from './refs.ts';
import type { Affairs, EventPage, ShownEvent } from './service/shown.ts';
import { named, topicOf, whenOf } from './told.ts';

const ABOUT = 1500;
const REASON = 300;
/** So many voices show nobody's. */
const ENOUGH_VOICES = 3;

/** What stands with a card beside the event. */
export interface Extras {
  lead?: string | undefined;
  note?: string | undefined;
  /** Another item of the day at the same time, and with how many guests they want to come. */
  clash?: { other: ShownEvent; guests: number | undefined } | undefined;
}

/** The `private_metadata` of an event's modal: a click in it draws it in its place. */
export const eventAbout = (id: string): string => `event ${id}`;

function factLines(reader: FormReader, shown: ShownEvent): string[] {
  const say = messages[reader.locale];
  const { clubName, where, capacity, free, guests, points, isForAll, club, isFestival, branch = '' } = shown;
  const whose = clubName === '' ? branch || say.company : clubName;
  return [
    `*${topicOf(shown)}*`,
    [named(whose), ...(club !== undefined && !isForAll ? [say.membersOnly] : [])].join(' · '),
    [whenOf(reader, shown), named(where)].filter(Boolean).join(' · '),
    ...(isFestival
      ? []
      : [
          [
            capacity === undefined ? say.seatsOpen : say.seats(capacity, free),
            ...(guests > 0 ? [say.guestsMay(guests)] : []),
            ...(points > 0 ? [say.points(points)] : []),
          ].join(' · '),
        ]),
  ];
}

/** Where the reader stands with it, in words; nothing where they have no part in it and it is to come. */
export function stateLine(reader: FormReader, shown: ShownEvent): string | undefined {
  const say = messages[reader.locale];
  const { state, own, mark, endsAt, startsAt, inLine, capacity, free, reason } = shown;
  if (state === 'cancelled')
    return [say.cancelled, ...(reason === '' ? [] : [say.why(plain(cut(reason, REASON)))])].join(' · ');
  if (mark !== undefined) return hasAttended(mark) ? `✓ ${say.marks[mark]}` : say.markedAs(say.marks[mark]);
  if (state === 'closed' || endsAt <= reader.now) return say.over;
  if (own?.state === 'held') return say.held(own.guests);
  if (own?.state === 'offered' && own.until !== undefined)
    return say.offeredSeat(timeFor(own.until, reader.now, reader.tz, reader.locale));
  if (own?.state === 'waiting') return say.inLine(own.place, own.guests);
  if (startsAt <= reader.now) return say.running;
  return capacity !== undefined && free === 0 && inLine > 0 ? say.waitingNow(inLine) : undefined;
}

/** One line of a list: what, when, and how one stands with it. */
export function eventLine(reader: FormReader, shown: ShownEvent): string {
  const state = shown.isFestival ? undefined : stateLine(reader, shown);
  return [`*${topicOf(shown)}*`, [whenOf(reader, shown), ...(state === undefined ? [] : [state])].join(' · ')].join(
    '\n',
  );
}

/** Rows of events, each with the way to its page. @param place tells them from others in the same view */
export const eventRows = (reader: FormReader, found: readonly ShownEvent[], place = 'row'): AnyBlock[] =>
  found.map((one, nth) =>
    section(
      eventLine(reader, one),
      button({ ...openRef.button({ id: one.id }, `${place}${nth}`), label: messages[reader.locale].open }),
    ),
  );

const signUp = ({ locale }: FormReader, { id, guests: most }: ShownEvent): Button[] => {
  const say = messages[locale];
  const join = (guests: number, label: string, style?: 'primary') =>
    button({ ...joinRef.button({ id, guests }, guests), label, ...(style === undefined ? {} : { style }) });
  return [
    join(0, say.join, 'primary'),
    ...[1, 2].filter((count) => count <= most).map((count) => join(count, say.joinWith(count))),
    ...(most > 2 ? [button({ ...guestsRef.button({ id }), label: say.moreGuests })] : []),
  ];
};

/** What the reader can do now; the one thing to do stands first. */
function ownButtons(reader: FormReader, shown: ShownEvent): Button[] {
  const say = messages[reader.locale];
  const { id, own, state, startsAt, isCodeTime, isFestival, guests, album = '', mark } = shown;
  const photos = album !== '' && (mark === undefined || hasAttended(mark)) ? [albumButton(reader, shown)] : [];
  if (isCodeTime) return [button({ action: 'clubs.code', label: say.checkIn, value: id, style: 'primary' })];
  if (isFestival || state !== 'open' || startsAt <= reader.now) return photos;
  const leave = (label: string) => button({ ...leaveRef.button({ id }), label });
  if (own === undefined) return signUp(reader, shown);
  if (own.state === 'offered')
    return [button({ ...acceptRef.button({ id }), label: say.accept, style: 'primary' }), leave(say.decline)];
  const change = guests > 0 ? [button({ ...guestsRef.button({ id }), label: say.changeGuests })] : [];
  if (own.state === 'waiting') return [...change, leave(say.stopWaiting)];
  return [button({ action: 'clubs.calendar', label: say.toCalendar, value: id }), ...change, leave(say.leave)];
}

const albumButton = ({ locale }: FormReader, { id, album = '' }: ShownEvent): Button =>
  button({ action: 'clubs.album', label: messages[locale].album, value: id, url: album });

/** One item of the day: with one press to sign up where nothing has to be asked. */
function itemRow(reader: FormReader, item: ShownEvent, nth: number): AnyBlock {
  const say = messages[reader.locale];
  const { id, own, capacity, free, inLine, guests, state, startsAt, where } = item;
  const isOpen = state === 'open' && startsAt > reader.now;
  const room = !isOpen || capacity === undefined ? [] : [free > 0 ? say.itemFree(free) : say.itemFull(inLine)];
  const line = [
    `*${topicOf(item)}*`,
    [
      whenOf(reader, item),
      ...(where === '' ? [] : [named(where)]),
      stateLine(reader, item) ?? '',
      ...(own === undefined ? room : []),
    ]
      .filter(Boolean)
      .join(' · '),
  ].join('\n');
  const isPlain = isOpen && own === undefined && guests === 0 && free > 0;
  const way = isPlain
    ? button({ ...joinRef.button({ id, guests: 0 }, `item${nth}`), label: say.join })
    : button({ ...openRef.button({ id }, `item${nth}`), label: say.open });
  return section(line, way);
}

function dayBlocks(reader: FormReader, items: readonly ShownEvent[]): AnyBlock[] {
  const say = messages[reader.locale];
  const own = items.filter(({ own: part, state }) => part?.state === 'held' && state === 'open');
  const head = [say.dayOf, ...(own.length > 0 ? [say.myDay(own.length)] : [])].join(' · ');
  return [section(items.length === 0 ? say.noItems : head), ...items.map((one, nth) => itemRow(reader, one, nth))];
}

/** An event with the reader's own state and what to do about it. */
function cardBlocks(
  reader: FormReader,
  { shown, items }: Pick<EventPage, 'shown' | 'items'>,
  { lead, note, clash }: Extras,
): AnyBlock[] {
  const say = messages[reader.locale];
  const { id, about, isFestival, festival } = shown;
  const state = stateLine(reader, shown);
  const day =
    festival === undefined ? [] : [button({ ...openRef.button({ id: festival }, 'day'), label: say.wholeDay })];
  const buttons =
    clash === undefined
      ? [...ownButtons(reader, shown), ...day]
      : [
          button({
            ...joinRef.button({ id, isMeant: true, ...(clash.guests === undefined ? {} : { guests: clash.guests }) }),
            label: say.bothYes,
            style: 'primary',
          }),
          ...day,
        ];
  return [
    ...(lead === undefined ? [] : [context(lead)]),
    section(factLines(reader, shown).join('\n')),
    ...(about.trim() === '' ? [] : [section(plain(cut(about.trim(), ABOUT)))]),
    ...(note === undefined ? [] : [section(note)]),
    ...(clash === undefined
      ? state === undefined
        ? []
        : [section(state)]
      : [section(say.clash(topicOf(clash.other), whenOf(reader, clash.other)))]),
    ...(isFestival ? dayBlocks(reader, items) : []),
    ...(buttons.length === 0 ? [] : [actions(...buttons)]),
  ];
}

export const eventMessage = (
  reader: FormReader,
  page: Pick<EventPage, 'shown' | 'items'>,
  extras: Extras = {},
): Message => message(cardBlocks(reader, page, { ...extras, lead: extras.lead ?? messages[reader.locale].eventHead }));

export function eventModal(reader: FormReader, page: EventPage, extras: Extras = {}): ModalView {
  const { shown, affairs } = page;
  const say = messages[reader.locale];
  return modal({
    callback: 'clubs.event',
    title: shown.isFestival ? say.festival : say.title,
    close: say.close,
    metadata: eventAbout(shown.id),
    blocks: [
      ...cardBlocks(reader, page, extras),
      ...(affairs === undefined ? [] : affairBlocks(reader, shown, affairs)),
    ],
  });
}

/** What the chair and the officers see and do. */
function affairBlocks(reader: FormReader, shown: ShownEvent, affairs: Affairs): AnyBlock[] {
  const say = messages[reader.locale];
  const { id, capacity, inLine, isFestival, clubName, branch = '', isForAll, club } = shown;
  const { held, waiting, people, size, invitedAt } = { ...affairs, invitedAt: shown.invitedAt };
  const office = screenMessages[reader.locale];
  const names = (rows: Affairs['held']) =>
    namesLine(
      office,
      rows.map(({ name, guests }) => (guests > 0 ? office.aside(name, [office.guests(guests)]) : name)),
    );
  const room = [
    ...(people > held.length ? [say.withGuests(people)] : []),
    ...(capacity === undefined ? [] : [` / ${capacity} (${percent(people, capacity)})`]),
  ].join('');
  const lines = isFestival
    ? []
    : [
        say.manage(held.length, room, inLine),
        ...(held.length > 0 ? [say.names(names(held))] : []),
        ...(waiting.length > 0 ? [say.line(names(waiting))] : []),
        ...voiceLines(reader, affairs),
      ];
  const told = invitedAt === undefined ? [] : [say.invited(timeFor(invitedAt, reader.now, reader.tz, reader.locale))];
  const whom = club !== undefined && !isForAll ? clubName : branch || say.company;
  const rows = [affairButtons(reader, shown, affairs), moreButtons(reader, shown)];
  const ask = size === undefined ? undefined : say.inviteText(size, named(whom));
  return [
    { type: 'divider' },
    ...(lines.length === 0 ? [] : [section(lines.join('\n'))]),
    ...(told.length === 0 ? [] : [context(...told)]),
    ...(ask === undefined
      ? []
      : [
          actions(
            button({
              ...inviteRef.button({ id }),
              label: say.invite,
              style: 'primary',
              confirm: { title: say.inviteTitle, text: ask, yes: say.invite, no: say.notNow },
            }),
          ),
        ]),
    ...rows.filter((row) => row.length > 0).map((row) => actions(...row)),
  ];
}

function voiceLines({ locale }: FormReader, { voices: { good, fair, poor } }: Affairs): string[] {
  const count = good + fair + poor;
  if (count === 0) return [];
  const say = messages[locale];
  return [count < ENOUGH_VOICES ? say.voicesFew(count) : say.voices([good, fair, poor])];
}

function affairButtons({ locale }: FormReader, shown: ShownEvent, { isRollTime }: Affairs): Button[] {
  const say = messages[locale];
  const { id, isFestival, state } = shown;
  return [
    ...(isFestival && state === 'open'
      ? [button({ ...eventFormRef.button({ festival: id }, 'item'), label: say.addItem })]
      : []),
    ...(isRollTime && !isFestival
      ? [
          button({ action: 'clubs.roll', label: say.roll, value: id, style: 'primary' }),
          button({ ...fileRef.button({ id }), label: say.file }),
        ]
      : []),
  ];
}

function moreButtons({ locale, now }: FormReader, { id, state, endsAt, version }: ShownEvent): Button[] {
  const say = messages[locale];
  const isOpen = state === 'open' && endsAt > now;
  return [
    ...(isOpen ? [button({ ...eventFormRef.button({ id, version }, 'edit'), label: say.edit })] : []),
    ...(state === 'cancelled' ? [] : [button({ ...albumRef.button({ id }), label: say.albumForm })]),
    ...(isOpen ? [button({ ...cancelRef.button({ id }), label: say.cancel, style: 'danger' })] : []),
  ];
}

/** Only those who came are asked. */
export function howWasItMessage(reader: FormReader, shown: ShownEvent): Message {
  const say = messages[reader.locale];
  const { id, album = '' } = shown;
  const scores = (['good', 'fair', 'poor'] as const).map((score) =>
    button({ ...scoreRef.button({ id, score }, score), label: say.scores[score] }),
  );
  return message([
    section(say.howWasIt(topicOf(shown))),
    actions(...scores, ...(album === '' ? [] : [albumButton(reader, shown)])),
  ]);
}
