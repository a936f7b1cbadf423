import type { Button } from '@slack/types';
import type { AnyBlock, Message, ModalView } from '../../bot/draw/block-kit.ts';
import { actions, button, context, cut, header, modal, plain, section } from '../../bot/draw/blocks.ts';
import type { FormReader } from '../../bot/draw/form/field.ts';
import { message } from '../../bot/draw/message.ts';
import { pager } from '../../bot/draw/pager.ts';
import type { Locale } from '../../lib/language.ts';
import type { Paged } from '../../lib/pages.ts';
import { eventRows } from './event-views.ts';
import { messages } from './messages.ts';
import {
  chairRef,
  clubRef,
  editClubRef,
  eventFormRef,
  joinClubRef,
  leaveClubRef,
  passRef,
  peopleRef,
  personRef,
  unpassRef,
} from './refs.ts';
import type { ClubPerson, ListedClub, Mine, PeoplePage, ShownClub } from './service/shown.ts';

const NAME = 60;
const ABOUT = 1500;
const WORDS = 200;

/** A name in a line of mrkdwn. */
export const short = (name: string): string => plain(cut(name, NAME));
const comma: Record<Locale, string> = { zh: '、', en: ', ' };
const namesOf = (locale: Locale, found: readonly { name: string }[]): string =>
  found.map(({ name }) => short(name)).join(comma[locale]);

/** The `private_metadata` of a club's modals: a click in one draws it in its place. */
export const clubAbout = (id: string): string => `club ${id}`;
export const peopleAbout = (id: string): string => `people ${id}`;

/** A person's clubs, and those that they have asked to join. */
export function clubLines({ locale }: FormReader, { clubs }: Pick<Mine, 'clubs'>): string[] {
  const say = messages[locale];
  const mine = clubs.filter(({ state }) => state === 'in');
  const asked = clubs.filter(({ state }) => state === 'asked');
  return [
    mine.length === 0 && asked.length === 0 ? say.noClub : '',
    mine.length === 0 ? '' : say.mine(namesOf(locale, mine)),
    asked.length === 0 ? '' : say.asked(namesOf(locale, asked)),
  ].filter(Boolean);
}

function wayButtons({ locale }: FormReader, { clubs, leads, isOfficer }: Mine): Button[] {
  const say = messages[locale];
  const [only, ...others] = clubs.filter(({ state }) => state === 'in');
  return [
    ...(only !== undefined && others.length === 0
      ? [button({ ...clubRef.button({ id: only.id }, 'mine'), label: cut(only.name, NAME) })]
      : []),
    button({ action: 'clubs.all', label: say.allClubs }),
    ...(leads.length > 0 || isOfficer ? [button({ ...eventFormRef.button({}, 'new'), label: say.hold })] : []),
    ...(isOfficer
      ? [
          button({ ...eventFormRef.button({ isFestival: true }, 'festival'), label: say.newFestival }),
          button({ ...editClubRef.button({}, 'new'), label: say.newClub }),
        ]
      : []),
  ];
}

/** What a person comes to, could come to, and belongs to. */
function mineBlocks(reader: FormReader, mine: Mine): AnyBlock[] {
  const say = messages[reader.locale];
  const { own, open } = mine;
  const others = open.rows.filter((one) => own.every(({ id }) => id !== one.id));
  return [
    section(clubLines(reader, mine).join('\n')),
    ...(own.length === 0 ? [] : eventRows(reader, own, 'own')),
    section(others.length === 0 ? say.nothingComing : say.mayCome),
    ...eventRows(reader, others, 'open'),
    ...pager(reader.locale, 'clubs.mine', open),
    actions(...wayButtons(reader, mine)),
  ];
}

export const mineMessage = (reader: FormReader, mine: Mine): Message =>
  message([header(messages[reader.locale].head), ...mineBlocks(reader, mine)]);

function listBlocks(reader: FormReader, found: Paged<ListedClub>): AnyBlock[] {
  const say = messages[reader.locale];
  if (found.rows.length === 0) return [section(say.noClubs)];
  return [
    ...found.rows.map(({ id, name, people, branch }, nth) =>
      section(
        say.clubRow(short(name), people, branch === undefined ? say.company : short(branch)),
        button({ ...clubRef.button({ id }, nth), label: say.open }),
      ),
    ),
    ...pager(reader.locale, 'clubs.all', found),
  ];
}

export const listMessage = (reader: FormReader, found: Paged<ListedClub>): Message =>
  message([header(messages[reader.locale].allClubs), ...listBlocks(reader, found)]);

export const LIST = 'all clubs';
export const listModal = (reader: FormReader, found: Paged<ListedClub>): ModalView =>
  modal({
    callback: 'clubs.listed',
    title: messages[reader.locale].allClubs,
    close: messages[reader.locale].close,
    metadata: LIST,
    blocks: listBlocks(reader, found),
  });

/** The page of a club. */
export function clubModal(reader: FormReader, club: ShownClub, note?: string): ModalView {
  const say = messages[reader.locale];
  const { id, name, about, branch, chair, deputy, people, dues, own, isClosed, events, offeredTo, waiting, offer } =
    club;
  const facts = [
    `*${short(name)}*`,
    [branch === undefined ? say.company : short(branch), say.members(people)].join(' · '),
    [
      chair === undefined ? say.vacant : say.chair(short(chair)),
      ...(deputy === undefined ? [] : [say.deputy(short(deputy))]),
    ].join(' · '),
    ...(dues === '' ? [] : [say.duesAre(plain(cut(dues, WORDS)))]),
    ...(isClosed ? [say.clubClosed] : own === undefined ? [] : [say.youAre[own]]),
  ];
  const rows = [joinButtons(reader, club), manageButtons(reader, club)].filter((row) => row.length > 0);
  return modal({
    callback: 'clubs.shown',
    title: say.title,
    close: say.close,
    metadata: clubAbout(id),
    blocks: [
      ...(note === undefined ? [] : [section(note)]),
      section(facts.join('\n')),
      ...(about.trim() === '' ? [] : [section(plain(cut(about.trim(), ABOUT)))]),
      ...(waiting > 0
        ? [
            section(
              say.applicants(waiting),
              button({
                ...peopleRef.button({ id, page: 1, isDues: false }, 'asked'),
                label: say.people,
                style: 'primary',
              }),
            ),
          ]
        : []),
      ...(offer === undefined ? [] : [section(say.askedToChair), chairButtons(reader.locale, id, offer)]),
      ...(offeredTo === undefined || offer !== undefined ? [] : [context(say.offerStands(short(offeredTo)))]),
      section(events.length === 0 ? say.noEvents : say.events),
      ...eventRows(reader, events, 'club'),
      ...rows.map((row) => actions(...row)),
    ],
  });
}

function joinButtons({ locale }: FormReader, { id, own, asks, isClosed, isManaged }: ShownClub): Button[] {
  const say = messages[locale];
  const leave = button({
    ...leaveClubRef.button({ id }),
    label: own === 'asked' ? say.unask : say.leaveClub,
    ...(own === 'asked'
      ? {}
      : { confirm: { title: say.leaveClub, text: say.leaveClubText, yes: say.leaveClub, no: say.notNow } }),
  });
  const people = button({ ...peopleRef.button({ id, page: 1, isDues: false }), label: say.people });
  if (own === 'chair') return [people];
  if (own !== undefined) return [people, leave];
  const enter = button({ ...joinClubRef.button({ id }), label: asks ? say.askToJoin : say.joinClub, style: 'primary' });
  return [...(isClosed ? [] : [enter]), ...(isManaged ? [people] : [])];
}

function manageButtons({ locale }: FormReader, club: ShownClub): Button[] {
  const say = messages[locale];
  const { id, isManaged, mayPassOn, offeredTo, own, dues, isClosed } = club;
  if (!isManaged) return [];
  return [
    ...(isClosed ? [] : [button({ ...eventFormRef.button({ club: id }, 'club'), label: say.hold })]),
    button({ ...editClubRef.button({ id }, 'edit'), label: say.edit }),
    ...(dues === '' ? [] : [button({ ...peopleRef.button({ id, page: 1, isDues: true }, 'dues'), label: say.dues })]),
    ...(mayPassOn
      ? [
          offeredTo === undefined
            ? button({ ...passRef.button({ id }), label: own === 'chair' ? say.handOver : say.handOverOfficer })
            : button({ ...unpassRef.button({ id }), label: say.takeBackOffer }),
        ]
      : []),
  ];
}

/** The people of a club: who asks to join, who is in it; or who has paid. */
export function peopleModal(reader: FormReader, shown: PeoplePage, note?: string): ModalView {
  const say = messages[reader.locale];
  const { id, name, asked, found, dues } = shown;
  const head =
    dues === undefined
      ? `*${short(name)}* · ${say.members(found.total)}`
      : `*${short(name)}* · ${say.duesTitle(dues.year)} · ${say.duesCount(dues.paid, found.total)}`;
  return modal({
    callback: 'clubs.listedPeople',
    title: dues === undefined ? say.people : say.dues,
    close: say.close,
    metadata: peopleAbout(id),
    blocks: [
      ...(note === undefined ? [] : [section(note)]),
      ...(asked.length === 0 ? [] : [section(say.applicants(asked.length))]),
      ...asked.flatMap((one) => [section(personLine(one)), actions(...answerButtons(reader.locale, id, one.user, 1))]),
      section(head),
      ...(found.rows.length === 0 ? [section(say.noPeople)] : found.rows.map((one) => personRow(reader, shown, one))),
      ...pager(reader.locale, 'clubs.people', found, {
        value: (page) => peopleRef.pack({ id, page, isDues: dues !== undefined }),
      }),
    ],
  });
}

const personLine = ({ name, where, words }: ClubPerson): string =>
  [
    [`*${short(name)}*`, ...(where === '' ? [] : [short(where)])].join(' · '),
    ...(words.trim() === '' ? [] : [`> ${plain(cut(words.replaceAll(/\s+/g, ' ').trim(), WORDS))}`]),
  ].join('\n');

function personRow({ locale }: FormReader, shown: PeoplePage, one: ClubPerson): AnyBlock {
  const say = messages[locale];
  const { id, isManaged, chair, dues, found } = shown;
  const { user, name, where, isPaid } = one;
  const press = (
    does: 'paid' | 'unpaid' | 'takeOff',
    label: string,
    confirm?: Parameters<typeof button>[0]['confirm'],
  ) =>
    button({
      ...personRef.button({ id, user, does, page: found.page }, user),
      label,
      ...(confirm === undefined ? {} : { confirm }),
    });
  const line = [short(name), ...(where === '' ? [] : [short(where)])];
  if (dues !== undefined)
    return section(
      [...line, isPaid ? `✓ ${say.paid}` : say.unpaid].join(' · '),
      isPaid ? press('unpaid', say.markUnpaid) : press('paid', say.markPaid),
    );
  if (user === chair) return section([...line, say.chairIs].join(' · '));
  if (!isManaged) return section(line.join(' · '));
  const confirm = { title: say.takeOff, text: say.takeOffText(short(name)), yes: say.takeOff, no: say.notNow };
  return section(line.join(' · '), press('takeOff', say.takeOff, confirm));
}

function answerButtons(locale: Locale, id: string, user: string, page?: number): Button[] {
  const say = messages[locale];
  const about = { id, user, ...(page === undefined ? {} : { page }) };
  return [
    button({ ...personRef.button({ ...about, does: 'take' }, `take-${user}`), label: say.take, style: 'primary' }),
    button({ ...personRef.button({ ...about, does: 'refuse' }, `refuse-${user}`), label: say.refuse }),
  ];
}

/** To the chair: somebody asks to join. */
export function appliedMessage(
  { locale }: FormReader,
  { id, name, user, who, words }: { id: string; name: string; user: string; who: string; words: string },
): Message {
  const say = messages[locale];
  const said = words.replaceAll(/\s+/g, ' ').trim();
  const lines = [
    say.applied(short(who), short(name)),
    ...(said === '' ? [] : [say.appliedWords(plain(cut(said, WORDS)))]),
  ];
  return message([section(lines.join('\n')), actions(...answerButtons(locale, id, user))]);
}

/** A sentence about a club, with the way to it. */
export const clubSentence = ({ locale }: FormReader, id: string, text: string): Message =>
  message([section(text), actions(button({ ...clubRef.button({ id }), label: messages[locale].open }))]);

const chairButtons = (locale: Locale, id: string, seq: number): AnyBlock =>
  actions(
    button({
      ...chairRef.button({ id, seq, isTaken: true }, 'yes'),
      label: messages[locale].acceptChair,
      style: 'primary',
    }),
    button({ ...chairRef.button({ id, seq, isTaken: false }, 'no'), label: messages[locale].declineChair }),
  );

/** To the person who is asked to take the chair. */
export function offerMessage(
  { locale }: FormReader,
  { id, seq, name, by }: { id: string; seq: number; name: string; by: string },
): Message {
  const say = messages[locale];
  return message([section(say.handoverAsks(short(by), short(name))), chairButtons(locale, id, seq)]);
}

/** To the officers: nobody chairs it. */
export function vacantMessage(
  { locale }: FormReader,
  { id, name, before }: { id: string; name: string; before: string },
): Message {
  const say = messages[locale];
  return message([
    section(say.vacantNow(before === '' ? say.vacantBefore : short(before), short(name))),
    actions(
      button({ ...passRef.button({ id }), label: say.handOverOfficer, style: 'primary' }),
      button({ ...clubRef.button({ id }), label: say.open }),
    ),
  ]);
}
