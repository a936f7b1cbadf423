import type { Button } from '@slack/types';
import { z } from 'zod';
import type { AnyBlock } from '../../bot/draw/block-kit.ts';
import { actions, button, cut, plain, section, sections } from '../../bot/draw/blocks.ts';
import type { FormReader } from '../../bot/draw/form/field.ts';
import { type Ref, ref } from '../../bot/draw/ref.ts';
import { timeFor } from '../../bot/text/times.ts';
import type { Locale } from '../../lib/language.ts';
import type { GatheringMessages } from '../messages.ts';
import { hasAttended } from '../rules/marks.ts';
import type { Seen } from './seen.ts';

const REASON = 300;
const ABOUT = 1_500;
/** So many guests have a button of their own; more are written into the form. */
const GUEST_BUTTONS = 2;

/** What the buttons of a card carry. Notices carry the id alone, as all of them did once. */
export interface CardRefs {
  open: Ref<{ id: string }>;
  join: Ref<{ id: string; guests?: number | undefined; isMeant?: boolean | undefined }>;
  accept: Ref<{ id: string }>;
  leave: Ref<{ id: string }>;
  guests: Ref<{ id: string }>;
}

/** @param feature in front of the verbs: `<feature>.join` */
export function cardRefs(feature: string): CardRefs {
  const before = ['id'] as const;
  const id = z.object({ id: z.string() });
  const press = id.extend({ guests: z.number().optional(), isMeant: z.boolean().optional() });
  return {
    open: ref(`${feature}.open`, id, { before }),
    join: ref(`${feature}.join`, press, { before }),
    accept: ref(`${feature}.accept`, id, { before }),
    leave: ref(`${feature}.leave`, id, { before }),
    guests: ref(`${feature}.guestsForm`, id),
  };
}

/** What a feature's cards say and do otherwise than the usual card. */
export interface CardLook<S extends Seen> {
  feature: string;
  messages: Record<Locale, GatheringMessages>;
  /** How many guests a person can bring; nobody, if absent. */
  guests?(shown: S): number;
  /** Where the reader stands, in the feature's own words; undefined: in the usual ones. */
  stands?(reader: FormReader, shown: S): string | undefined;
  /** How people sign up, in place of the usual buttons. */
  signUp?(reader: FormReader, shown: S): Button[];
  /** What somebody with a seat does first. */
  seated?(reader: FormReader, shown: S): Button[];
  /** What giving the seat back is called; undefined: as usual. */
  leaveLabel?(reader: FormReader, shown: S): string | undefined;
}

/** What a card shows beside the reader's part in it, from top to bottom. */
export interface CardParts {
  lead?: string | undefined;
  /** The name in bold, then when and where, whose it is, how many seats: a line each. */
  facts: readonly string[];
  /** People's words, not escaped yet. */
  about?: string | undefined;
  /** Below the words about it. */
  parts?: readonly AnyBlock[];
  note?: string | undefined;
  /** What is asked before anything is done, in place of state and buttons. */
  asked?: { text: string; buttons: readonly Button[] } | undefined;
  /** Below the state: the programme of a day. */
  below?: readonly AnyBlock[];
  /** After the reader's own buttons. */
  more?: readonly Button[];
  /** It has no seats of its own. */
  isBare?: boolean;
}

/** The card of a feature's gatherings: see `gatheringCard`. */
export interface GatheringCard<S extends Seen> {
  refs: CardRefs;
  /** How many seats, and how many guests one can bring. */
  roomLine(reader: FormReader, shown: S): string;
  /** Where the reader stands with it, in words; nothing where they have no part in it and it is to come. */
  stateLine(reader: FormReader, shown: S): string | undefined;
  /** What the reader can do now; the one thing to do stands first. */
  buttons(reader: FormReader, shown: S): Button[];
  /** The whole card, as blocks for a message or a modal. */
  blocks(reader: FormReader, shown: S, card: CardParts): AnyBlock[];
  /** One in a list, with the way to its page. @param place tells it from others in the same view */
  row(reader: FormReader, shown: S, lines: readonly string[], place: string): AnyBlock;
}

/** The `private_metadata` of a gathering's page: a click in it draws it in its place. */
export const gatheringAbout = (id: string): string => `gathering ${id}`;

/**
 * The card of a gathering: its facts, where the reader stands with it in words, and what they can do now: sign up, alone or with
 * guests; take an offer, change the guests, put it into the calendar, withdraw; check in while the code counts.
 *
 * ```ts
 * const card = gatheringCard<ShownTalk>({ feature: 'talks', messages, guests: ({ guests }) => guests });
 * message(card.blocks(reader, talk, { facts: [`*${plain(talk.topic)}*`, when, card.roomLine(reader, talk)] }));
 * // actions: cardActions(stored, gathered, { … }) handles its buttons, gatheringActions the code and the calendar
 * ```
 */
export function gatheringCard<S extends Seen>(look: CardLook<S>): GatheringCard<S> {
  const { feature, messages } = look;
  const refs = cardRefs(feature);
  const mostGuests = (shown: S): number => look.guests?.(shown) ?? 0;

  const stateLine: GatheringCard<S>['stateLine'] = (reader, shown) => {
    const say = messages[reader.locale];
    const { state, own, mark, endsAt, startsAt, inLine, capacity, free, reason } = shown;
    if (state === 'cancelled') return say.cancelled(plain(cut(reason, REASON)));
    if (mark !== undefined) return hasAttended(mark) ? `✓ ${say.marks[mark]}` : say.markedAs(say.marks[mark]);
    if (state === 'closed' || endsAt <= reader.now) return say.over;
    if (own?.state === 'offered' && own.until !== undefined)
      return say.offered(timeFor(own.until, reader.now, reader.tz, reader.locale));
    const said = look.stands?.(reader, shown);
    if (said !== undefined) return said;
    if (own?.state === 'held') return say.held(own.guests);
    if (own?.state === 'waiting') return say.waiting(own.place, own.guests);
    if (startsAt <= reader.now) return say.running;
    return capacity !== undefined && free === 0 && inLine > 0 ? say.waitingNow(inLine) : undefined;
  };

  const signUp = (reader: FormReader, shown: S): Button[] => {
    const say = messages[reader.locale];
    const { id } = shown;
    const most = mostGuests(shown);
    const withGuests = Array.from({ length: Math.min(most, GUEST_BUTTONS) }, (_, nth) => nth + 1);
    return [
      button({ ...refs.join.button({ id, guests: 0 }, 0), label: say.join, style: 'primary' }),
      ...withGuests.map((guests) =>
        button({ ...refs.join.button({ id, guests }, guests), label: say.joinWith(guests) }),
      ),
      ...(most > GUEST_BUTTONS ? [button({ ...refs.guests.button({ id }), label: say.moreGuests })] : []),
    ];
  };

  const buttons: GatheringCard<S>['buttons'] = (reader, shown) => {
    const say = messages[reader.locale];
    const { id, own, state, startsAt, isCodeTime } = shown;
    const press = (verb: 'code' | 'calendar' | 'accept' | 'leave', label: string, isFirst = false) =>
      button({ action: `${feature}.${verb}`, label, value: id, ...(isFirst ? { style: 'primary' as const } : {}) });
    if (isCodeTime) return [press('code', say.checkIn, true)];
    if (state !== 'open' || startsAt <= reader.now) return [];
    if (own === undefined) return (look.signUp ?? signUp)(reader, shown);
    if (own.state === 'offered') return [press('accept', say.accept, true), press('leave', say.decline)];
    const change = mostGuests(shown) > 0 ? [button({ ...refs.guests.button({ id }), label: say.changeGuests })] : [];
    if (own.state === 'waiting') return [...change, press('leave', say.stopWaiting)];
    return [
      ...(look.seated?.(reader, shown) ?? []),
      press('calendar', say.toCalendar),
      ...change,
      press('leave', look.leaveLabel?.(reader, shown) ?? say.leave),
    ];
  };

  return {
    refs,
    stateLine,
    buttons,
    roomLine: ({ locale }, shown) => {
      const say = messages[locale];
      const most = mostGuests(shown);
      return [
        shown.capacity === undefined ? say.seatsOpen : say.seats(shown.capacity, shown.free),
        ...(most > 0 ? [say.guestsMay(most)] : []),
      ].join(' · ');
    },
    blocks: (reader, shown, card) => {
      const { lead, facts, about = '', parts = [], note, asked, below = [], more = [], isBare = false } = card;
      const state = isBare && shown.state !== 'cancelled' ? undefined : stateLine(reader, shown);
      const said = asked?.text ?? state;
      const own = asked?.buttons ?? (isBare ? [] : buttons(reader, shown));
      return [
        ...(lead === undefined ? [] : [section(lead)]),
        section(facts.filter(Boolean).join('\n')),
        ...(about.trim() === '' ? [] : sections(plain(cut(about.trim(), ABOUT)))),
        ...parts,
        ...(note === undefined ? [] : [section(note)]),
        ...(said === undefined ? [] : [section(said)]),
        ...below,
        ...(own.length + more.length === 0 ? [] : [actions(...own, ...more)]),
      ];
    },
    row: (reader, { id }, lines, place) =>
      section(
        lines.filter(Boolean).join('\n'),
        button({ ...refs.open.button({ id }, place), label: messages[reader.locale].open }),
      ),
  };
}
