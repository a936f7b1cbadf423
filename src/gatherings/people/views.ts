import type { Button } from '@slack/types';
import { z } from 'zod';
import type { ModalView } from '../../bot/draw/block-kit.ts';
import { actions, button, cut, modal, plain, section } from '../../bot/draw/blocks.ts';
import type { FormReader } from '../../bot/draw/form/field.ts';
import { pager } from '../../bot/draw/pager.ts';
import { type Ref, ref } from '../../bot/draw/ref.ts';
import { timeFor } from '../../bot/text/times.ts';
import type { Locale } from '../../lib/language.ts';
import { pageIn } from '../../lib/pages.ts';
import type { Seen } from '../card/seen.ts';
import type { GatheringMessages } from '../messages.ts';
import type { Told } from '../views.ts';
import { guestsOf, LISTS, type List, type People, type Person } from './people.ts';
import type { PeopleMessages } from './words.ts';

const NAMES = 40;
const NAME = 40;
const REASON = 60;
const ROWS = 15;

/** How a feature speaks of the people of its gatherings. */
export interface PeopleLook {
  feature: string;
  messages: Record<Locale, GatheringMessages>;
  words: Record<Locale, PeopleMessages>;
  /** Why somebody gave the seat back, in words; as they wrote it, if absent. Not escaped. */
  reason?(locale: Locale, said: string): string;
}

/** A list of the people of a gathering, and its page. */
export type ListRef = Ref<{ id: string; list: List; page: number }>;

export const listRef = (feature: string): ListRef =>
  ref(
    `${feature}.peopleOf`,
    z.object({ id: z.string(), list: z.enum(LISTS).default('held'), page: z.number().default(1) }),
    { before: ['id'] },
  );

/** The `private_metadata` of the lists. */
export const peopleAbout = (id: string): string => `people of ${id}`;

/** So many names that a phone can show, and how many there are in all. @param names people's words, not escaped yet */
export function namesLine({ and, comma }: Pick<PeopleMessages, 'and' | 'comma'>, names: readonly string[]): string {
  const shown = names.slice(0, NAMES).map((name) => plain(cut(name, NAME * 2 + REASON)));
  const line = shown.join(comma);
  return names.length > shown.length ? `${line} ${and(names.length)}` : line;
}

const flat = (words: string): string => cut(words.replaceAll(/\s+/g, ' ').trim(), REASON);

/** A name with what is said of it in brackets. */
function nameOf(look: PeopleLook, locale: Locale, { name, guests, part }: Person, isOut: boolean): string {
  const say = look.words[locale];
  const said = part?.withdrawReason ?? '';
  const why = isOut ? flat(look.reason?.(locale, said) ?? said) : '';
  const asides = [...(guests > 0 ? [say.guests(guests)] : []), ...(why === '' ? [] : [why])];
  return asides.length === 0 ? cut(name, NAME) : say.aside(cut(name, NAME), asides);
}

/**
 * How many come and wait, and their names, on the page of a gathering.
 * @param isManaged the reader manages it: who gave the seat back, and why, is nobody else's
 */
export function peopleLines(
  look: PeopleLook,
  { locale }: FormReader,
  shown: Seen,
  people: People,
  isManaged: boolean,
): string[] {
  const say = look.words[locale];
  const guests = guestsOf(people);
  const names = (list: List) =>
    namesLine(
      say,
      people[list].map((one) => nameOf(look, locale, one, list === 'withdrawn')),
    );
  return [
    say.count(shown.taken, shown.capacity, shown.inLine) + (guests > 0 ? say.ofThemGuests(guests) : ''),
    ...(people.held.length > 0 ? [say.people(names('held'))] : []),
    ...(people.line.length > 0 ? [say.line(names('line'))] : []),
    ...(isManaged && people.withdrawn.length > 0 ? [say.withdrawn(names('withdrawn'))] : []),
  ];
}

/** The ways to the lists and, for people who manage it, to the file once the roll has begun. */
export function peopleButtons(
  look: PeopleLook,
  { locale }: FormReader,
  { id, isRollTime }: Seen,
  isManaged: boolean,
): Button[] {
  const say = look.words[locale];
  return [
    button({ ...listRef(look.feature).button({ id, list: 'held', page: 1 }), label: say.openPeople }),
    ...(isRollTime && isManaged ? [fileButton(look, locale, id)] : []),
  ];
}

const fileButton = ({ feature, words }: PeopleLook, locale: Locale, id: string): Button =>
  button({ action: `${feature}.attendance`, label: words[locale].attendanceFile, value: id });

/** One list, a page at a time, with the ways to the others. */
export function peopleModal(
  look: PeopleLook,
  reader: FormReader,
  told: Told,
  people: People,
  { list: wanted, page, isManaged }: { list: List; page: number; isManaged: boolean },
): ModalView {
  const { locale } = reader;
  const say = look.words[locale];
  const { id } = told;
  const to = listRef(look.feature);
  const list = wanted === 'withdrawn' && !isManaged ? 'held' : wanted;
  const lists = LISTS.filter((one) => isManaged || one !== 'withdrawn');
  const found = pageIn(people[list], { page, size: ROWS });
  const others = lists.filter((one) => one !== list && (one === 'held' || people[one].length > 0));
  return modal({
    callback: `${look.feature}.listOf`,
    title: say.openPeople,
    close: look.messages[locale].close,
    metadata: peopleAbout(id),
    blocks: [
      section([`*${told.topic}*`, told.when, `*${say.listOf(say.lists[list], people[list].length)}*`].join('\n')),
      ...(found.rows.length === 0
        ? [section(say.nobody)]
        : [section(found.rows.map((one) => personLine(look, reader, list, one)).join('\n'))]),
      ...pager(locale, to.name, found, { value: (next) => to.pack({ id, list, page: next }) }),
      ...(others.length === 0 && !isManaged
        ? []
        : [
            actions(
              ...others.map((one) =>
                button({
                  ...to.button({ id, list: one, page: 1 }, one),
                  label: say.listOf(say.lists[one], people[one].length),
                }),
              ),
              ...(isManaged ? [fileButton(look, locale, id)] : []),
            ),
          ]),
    ],
  });
}

function personLine(look: PeopleLook, { locale, tz, now }: FormReader, list: List, one: Person): string {
  const [say, marks] = [look.words[locale], look.messages[locale].marks];
  const { branch, team, seat, place, mark } = one;
  const state = [
    ...(list === 'line' && seat?.until !== undefined ? [say.offeredUntil(timeFor(seat.until, now, tz, locale))] : []),
    ...(list === 'line' && place > 0 ? [say.place(place)] : []),
    ...(list === 'held' && seat?.must === true && seat.seenAt === undefined ? [say.notSeen] : []),
    ...(mark === undefined ? [] : [marks[mark]]),
  ];
  const where = [branch, team].filter(Boolean).map((words) => plain(cut(words, NAME)));
  return [`*${plain(nameOf(look, locale, one, list === 'withdrawn'))}*`, ...where, ...state].join(' · ');
}
