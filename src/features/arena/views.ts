import type { Button } from '@slack/types';
import type { AnyBlock, Message, ModalView } from '../../bot/draw/block-kit.ts';
import { actions, button, cut, divider, header, modal, plain, section } from '../../bot/draw/blocks.ts';
import type { FormReader } from '../../bot/draw/form/field.ts';
import { message } from '../../bot/draw/message.ts';
import { pager } from '../../bot/draw/pager.ts';
import type { Waiting } from '../../bot/routing/contributions.ts';
import { timeFor } from '../../bot/text/times.ts';
import type { Paged } from '../../lib/pages.ts';
import { noticesButton } from '../../notices/views.ts';
import { messages } from './messages.ts';
import {
  arenaNotices,
  bracketRef,
  cancelRef,
  declineRef,
  enterRef,
  formRef,
  hereRef,
  leaveRef,
  openRef,
  playRef,
  publishRef,
  substituteRef,
  teamRef,
  wayRef,
} from './refs.ts';
import type { Contest } from './rules/records.ts';
import type { ShownContest, Turn } from './service/shown.ts';
import type { OwnTurn } from './service/turns.ts';

const NAME = 60;
const REASON = 300;
/** Contests that are named on Home. */
const LINES = 2;

/** A name in a line of mrkdwn. */
export const named = (words: string): string => plain(cut(words, NAME));
export const timeOf = ({ now, tz, locale }: FormReader, at: Date): string => timeFor(at, now, tz, locale);

/** The `private_metadata` of the list: what is opened from it stands on top. */
export const LIST = 'arena list';

/** How it ended. */
export function endLine({ locale }: FormReader, podium: ShownContest['podium']): string {
  const say = messages[locale];
  const rows = podium.map(({ place, name }): [number, string] => [place, named(name)]);
  return [say.states.ended, ...(podium[0]?.place === 1 ? [] : [say.vacant]), say.podium(rows)].join(' · ');
}

/** How far it is, and where the reader stands with it. */
export function stateLine(reader: FormReader, shown: ShownContest): string {
  const say = messages[reader.locale];
  const { state, round, rounds, isOpen, reason, podium, boards, entrants, most } = shown;
  if (state === 'cancelled')
    return [say.states.cancelled, reason === '' ? say.tooFew : say.why(plain(cut(reason, REASON)))].join(' · ');
  if (state === 'ended') return endLine(reader, podium);
  return [
    state === 'open' && !isOpen ? say.signUpOver : say.states[state],
    ...(state === 'drawn' ? [say.roundNow(round, rounds)] : []),
    ...(state === 'qualifying' ? [say.qualify(most)] : []),
    say.entrants(entrants, boards),
  ].join(' · ');
}

const factLines = (reader: FormReader, shown: ShownContest): string[] => {
  const say = messages[reader.locale];
  const { name, branch = '', boards, count, minutes, windowHours, isLive, noShowMinutes } = shown;
  const { signUpUntil, startsAt, state } = shown;
  const dates = [
    ...(state === 'draft' || state === 'open' ? [say.until(timeOf(reader, signUpUntil))] : []),
    say.starts(timeOf(reader, startsAt)),
  ];
  return [
    `*${named(name)}*`,
    [named(branch), say.kind(boards)].filter(Boolean).join(' · '),
    dates.join(' · '),
    say.paper(count, minutes),
    isLive ? say.liveRound(windowHours, noShowMinutes) : say.round(windowHours),
  ];
};

/** What the reader can do for a match now, and by when. */
export function turnWords(reader: FormReader, { state, startsAt, until, awaitedUntil, isOpponentHere }: Turn): string {
  const say = messages[reader.locale];
  const at = timeOf(reader, startsAt);
  const words = { checkIn: say.checkInNow(at), here: say.isHere(at), play: say.yourTurn(timeOf(reader, until)) }[state];
  const isOpen = awaitedUntil !== undefined && awaitedUntil > reader.now && state !== 'here';
  return [
    words,
    ...(isOpen ? [say.comeUntil(timeOf(reader, awaitedUntil))] : []),
    ...(isOpponentHere ? [say.opponentHere] : []),
  ].join(' · ');
}

/** The button of it. */
export function turnButton(
  { locale }: FormReader,
  id: string,
  { state, match }: Turn,
  suffix?: string | number,
): Button[] {
  const say = messages[locale];
  if (state === 'here') return [];
  const [of, label] = state === 'play' ? [playRef, say.play] : [hereRef, say.here];
  return [button({ ...of.button({ id, match }, suffix), label, style: 'primary' })];
}

function ownLines(reader: FormReader, shown: ShownContest): string[] {
  const say = messages[reader.locale];
  const { own, turn, isHandedIn, isRefused, boards, state, place, total } = shown;
  if (state === 'cancelled') return [];
  if (state === 'ended') return place === undefined ? [] : [say.ownPlace(place, total)];
  if (turn !== undefined) return [turnWords(reader, turn)];
  if (isHandedIn) return [say.handedIn];
  if (own !== undefined)
    return [
      [
        boards === 1 ? say.youAreIn : say.teamIn(own.names.map(named).join(', ')),
        ...(own.isOut ? [say.youAreOut] : []),
      ].join(' · '),
    ];
  return isRefused && state === 'open' ? [say.youRefused] : [];
}

/** What the reader can do; the one thing to do stands first. */
function ownButtons(reader: FormReader, shown: ShownContest): Button[] {
  const say = messages[reader.locale];
  const { id, own, turn, isOpen, state, boards, isRefused } = shown;
  const isIn = own !== undefined && !own.isOut;
  const drawn = state === 'drawn' || state === 'ended';
  const isUnderWay = state === 'open' || state === 'qualifying' || state === 'drawn';
  return [
    ...(turn === undefined ? [] : turnButton(reader, id, turn)),
    ...(isOpen && !isIn
      ? [
          boards === 1
            ? button({ ...enterRef.button({ id }), label: say.enter, style: 'primary' })
            : button({ ...teamRef.button({ id }), label: say.enterTeam, style: 'primary' }),
          ...(isRefused ? [] : [button({ ...declineRef.button({ id }), label: say.decline })]),
        ]
      : []),
    ...(drawn ? [button({ ...bracketRef.button({ id }), label: say.bracket })] : []),
    ...(drawn && own !== undefined ? [button({ ...wayRef.button({ id }), label: say.way })] : []),
    ...(isIn && own.isCaptain && own.hasSubstitutes && isUnderWay
      ? [button({ ...substituteRef.button({ id }), label: say.substitute })]
      : []),
    ...(isIn && own.isCaptain && isUnderWay
      ? [
          button({
            ...leaveRef.button({ id }),
            label: say.leave,
            style: 'danger',
            confirm: { title: say.leaveTitle, text: say.leaveText, yes: say.leave, no: say.notNow },
          }),
        ]
      : []),
  ];
}

function officerButtons({ locale }: FormReader, { id, state }: ShownContest, size: number): Button[] {
  const say = messages[locale];
  const isOver = state === 'ended' || state === 'cancelled';
  return [
    ...(state === 'draft'
      ? [
          button({
            ...publishRef.button({ id }),
            label: say.publish,
            style: 'primary',
            confirm: { title: say.publishTitle, text: say.publishText(size), yes: say.publish, no: say.notNow },
          }),
        ]
      : []),
    noticesButton(arenaNotices, locale, id),
    ...(isOver
      ? []
      : [
          button({ ...formRef.button({ id }, 'edit'), label: say.edit }),
          button({ ...cancelRef.button({ id }), label: say.cancel, style: 'danger' }),
        ]),
  ];
}

/** A contest with the reader's own state and what to do about it. */
function contestBlocks(reader: FormReader, shown: ShownContest, note: string | undefined): AnyBlock[] {
  const own = ownButtons(reader, shown);
  return [
    section(factLines(reader, shown).join('\n')),
    ...(note === undefined ? [] : [section(note)]),
    section([stateLine(reader, shown), ...ownLines(reader, shown)].join('\n')),
    ...(own.length === 0 ? [] : [actions(...own)]),
  ];
}

/** @param size of a draft: how many would be told */
export function contestModal(reader: FormReader, shown: ShownContest, note?: string, size = 0): ModalView {
  const say = messages[reader.locale];
  const affairs = shown.isManaged ? officerButtons(reader, shown, size) : [];
  return modal({
    callback: 'bot.shown',
    title: say.title,
    close: say.close,
    blocks: [...contestBlocks(reader, shown, note), ...(affairs.length === 0 ? [] : [divider(), actions(...affairs)])],
  });
}

/** A notice: what has happened in a line, then the contest in two, then what to do. */
export function noticeMessage(
  reader: FormReader,
  shown: ShownContest,
  lead: string,
  lines: readonly string[],
): Message {
  const say = messages[reader.locale];
  const buttons = ownButtons(reader, shown).filter(({ style }) => style !== 'danger');
  const drawn = message([
    section([`*${lead}*`, ...lines].join('\n')),
    actions(...buttons.slice(0, 3), button({ ...openRef.button({ id: shown.id }), label: say.details })),
  ]);
  return { ...drawn, about: named(shown.name) };
}

function listBlocks(reader: FormReader, found: Paged<ShownContest>, isOfficer: boolean): AnyBlock[] {
  const say = messages[reader.locale];
  const rows = found.rows.map((one, nth) =>
    section(
      [`*${named(one.name)}*`, stateLine(reader, one), ...ownLines(reader, one)].join('\n'),
      button({ ...openRef.button({ id: one.id }, nth), label: say.open }),
    ),
  );
  const beside = isOfficer
    ? [
        button({ ...formRef.button({}, 'new'), label: say.newContest }),
        button({ action: 'arena.numbers', label: say.numbers }),
      ]
    : [];
  return [
    ...(rows.length === 0 ? [section(say.noContests)] : rows),
    ...pager(reader.locale, 'arena.list', found, { beside }),
  ];
}

export const listMessage = (reader: FormReader, found: Paged<ShownContest>, isOfficer: boolean): Message =>
  message([header(`🏆 ${messages[reader.locale].listHead}`), ...listBlocks(reader, found, isOfficer)]);

export function listModal(reader: FormReader, found: Paged<ShownContest>, isOfficer: boolean): ModalView {
  const say = messages[reader.locale];
  return modal({
    callback: 'bot.shown',
    title: say.title,
    close: say.close,
    metadata: LIST,
    blocks: listBlocks(reader, found, isOfficer),
  });
}

/** The way from a page of a contest to the contest. */
export const backButton = ({ locale }: FormReader, id: string): Button =>
  button({ ...openRef.button({ id }, 'back'), label: messages[locale].back });

/** The matches that the reader can play now, above the list. */
export const turnBlocks = (reader: FormReader, found: readonly OwnTurn[]): AnyBlock[] =>
  found.map(({ id, name, turn }, nth) => {
    const [way] = turnButton(reader, id, turn, `home${nth}`);
    return section(`🏆 *${named(name)}*\n${turnWords(reader, turn)}`, way);
  });

/** The same among what waits on Home. */
export const turnRows = ({ locale }: FormReader, found: readonly OwnTurn[]): Waiting[] =>
  found.flatMap(({ id, name, turn }): Waiting[] => {
    if (turn.state === 'here') return [];
    const say = messages[locale];
    const isPlay = turn.state === 'play';
    const { action, value = '' } = (isPlay ? playRef : hereRef).button({ id, match: turn.match });
    return [
      {
        what: `*${named(name)}*\n${isPlay ? say.homePlay : say.homeCheckIn}`,
        until: turn.awaitedUntil ?? turn.until,
        isNow: turn.awaitedUntil !== undefined,
        button: { action, value, label: isPlay ? say.play : say.here },
      },
    ];
  });

/** The feature's row on Home; none while nothing is open to the reader. */
export function homeLine(
  reader: FormReader,
  open: readonly Pick<Contest, 'name' | 'signUpUntil'>[],
): string | undefined {
  const say = messages[reader.locale];
  const lines = open.map(({ name, signUpUntil }) => say.homeOpen(named(name), timeOf(reader, signUpUntil)));
  return lines.length === 0 ? undefined : lines.slice(0, LINES).join('\n');
}
