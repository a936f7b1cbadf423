import type { Button } from '@slack/types';
import { actions, button, context, cut, LIMITS, modal, plain, section, sections } from '../../bot/blocks.ts';
import type { AnyBlock, Message, ModalView } from '../../bot/feature.ts';
import {
  courseLine,
  keptLine,
  moveQuestion,
  neededWords,
  questionButtons,
  shiftWords,
  signUpButtons,
} from './dates-views.ts';
import { filesOf, materialsButton, materialsLine } from './materials-views.ts';
import { messages } from './messages.ts';
import { missingButtons } from './prerequisites-views.ts';
import type { Shown } from './service/present.ts';
import { type Reader, rangeOf, timeOf } from './times.ts';

const TOPIC = 120;
const WHERE = 200;
const ABOUT = 1_500;
const DATES = 3;

export interface CardExtras {
  lead?: string;
  /** What was asked before: other sessions at the same time. */
  clashes?: readonly Shown[];
  /** What was asked before: the other date on which they have a seat, where one is enough. */
  held?: Shown | undefined;
  note?: string;
}

export function topicOf(shown: Pick<Shown, 'topic'>): string {
  return plain(cut(shown.topic.trim(), TOPIC));
}

export function placeOf(reader: Reader, { where, link }: Pick<Shown, 'where' | 'link'>): string {
  const say = messages[reader.locale];
  return [plain(cut(where.trim(), WHERE)), link === '' ? '' : `<${link}|${say.link}>`].filter(Boolean).join(' · ');
}

/** The facts in at most four lines: what, when and where, by whom and what for. */
function factLines(reader: Reader, shown: Shown): string[] {
  const say = messages[reader.locale];
  const { kind, count, index, trainer, minutes, capacity, free } = shown;
  return [
    `*${topicOf(shown)}*`,
    [say.kinds[kind], ...(count > 1 ? [say.nth(index + 1, count)] : []), ...neededWords(reader, shown)].join(' · '),
    [rangeOf(reader, shown), placeOf(reader, shown)].filter(Boolean).join(' · '),
    [
      ...(trainer === '' ? [] : [say.trainer(plain(cut(trainer, 40)))]),
      ...(minutes > 0 ? [say.counts(minutes)] : []),
      ...(capacity === undefined ? [] : [say.seats(capacity, free)]),
    ].join(' · '),
  ].filter(Boolean);
}

/** Where the reader stands with a session, in words. */
export function stateLine(reader: Reader, shown: Shown): string | undefined {
  const say = messages[reader.locale];
  const { own, state, mark, capacity, free, inLine } = shown;
  if (state === 'cancelled') return say.cancelled(plain(cut(shown.reason, 300)));
  if (mark !== undefined) return `✓ ${say.marks[mark]}`;
  if (state === 'closed' || shown.endsAt <= reader.now) return say.over;
  if (own?.state === 'held') return own.must !== true ? say.held : own.seenAt === undefined ? say.must : say.understood;
  if (own?.state === 'offered' && own.until !== undefined) return say.offered(timeOf(reader, own.until));
  if (own?.state === 'waiting') return [say.waiting(own.place), keptLine(reader, shown)].filter(Boolean).join('\n');
  const ofCourse = courseLine(reader, shown);
  if (ofCourse !== undefined) return ofCourse;
  return capacity !== undefined && free === 0 && inLine > 0 ? say.waitingNow(inLine) : undefined;
}

/** What the reader may do now; the one thing to do stands first. */
export function ownButtons({ locale, now }: Reader, shown: Shown): Button[] {
  const say = messages[locale];
  const { id: value, own, state } = shown;
  if (shown.isCodeTime) return [button({ action: 'training.code', label: say.checkIn, value, style: 'primary' })];
  if (state !== 'open' || shown.startsAt <= now) return [];
  const leave = (label: string) => button({ action: 'training.leave', label, value });
  if (own === undefined) return signUpButtons({ locale }, shown);
  if (own.state === 'offered')
    return [button({ action: 'training.accept', label: say.accept, value, style: 'primary' }), leave(say.decline)];
  if (own.state === 'waiting') return [leave(say.stopWaiting)];
  const calendar = button({ action: 'training.calendar', label: say.toCalendar, value });
  if (own.must !== true) return [calendar, leave(say.leave)];
  return [
    ...(own.seenAt === undefined
      ? [button({ action: 'training.understand', label: say.understand, value, style: 'primary' })]
      : []),
    calendar,
    leave(say.cannot),
  ];
}

/** A session with the reader's own state and what to do about it. */
export function cardMessage(reader: Reader, shown: Shown, extras: CardExtras = {}): Message {
  const say = messages[reader.locale];
  const { lead, note, clashes = [], held } = extras;
  const facts = factLines(reader, shown);
  const state = stateLine(reader, shown);
  const isNew = shown.own === undefined && shown.state === 'open' && shown.startsAt > reader.now;
  const warning = isNew && shown.isOnDuty ? [say.onDuty] : [];
  const about = shown.about.trim() === '' ? [] : [plain(cut(shown.about.trim(), ABOUT))];
  const asked = [
    ...(held === undefined ? [] : [moveQuestion(reader, shown, held)]),
    ...clashes.map((one) => say.clash(topicOf(one), rangeOf(reader, one))),
  ];
  const buttons = asked.length > 0 ? questionButtons(reader, shown, held !== undefined) : ownButtons(reader, shown);
  const dates =
    shown.count > 1 && shown.state === 'open'
      ? [button({ action: 'training.dates', label: say.dates, value: shown.course })]
      : [];
  const materials = materialsLine(reader.locale, shown.materials);
  const files = materialsButton(reader.locale, shown);
  const words = [lead, ...facts, ...about, ...materials, ...warning, note, ...(asked.length > 0 ? asked : [state])];
  return {
    text: cut(words.filter(Boolean).join('\n').replaceAll('*', ''), LIMITS.text),
    blocks: [
      ...(lead === undefined ? [] : [section(lead)]),
      section(facts.join('\n')),
      ...about.flatMap((words) => sections(words)),
      ...materials.flatMap((words) => sections(words)),
      ...warning.map((words) => context(words)),
      ...(note === undefined ? [] : [section(note)]),
      ...(asked.length > 0 ? [section(asked.join('\n'))] : state === undefined ? [] : [section(state)]),
      ...(buttons.length + dates.length + files.length === 0 ? [] : [actions(...buttons, ...dates, ...files)]),
    ],
    sharedFiles: filesOf(shown.materials),
  };
}

/** What a course with several dates says when it is announced: the next dates, and how to sign up. */
export function courseMessage(reader: Reader, coming: readonly Shown[], note?: string): Message {
  const [first, ...others] = coming;
  if (first === undefined)
    return { text: messages[reader.locale].over, blocks: [section(messages[reader.locale].over)] };
  if (others.length === 0 && first.count === 1) return cardMessage(reader, first, note === undefined ? {} : { note });
  const say = messages[reader.locale];
  const place = commonPlace(reader, coming);
  const shown = coming.slice(0, DATES);
  const rest = coming.length - shown.length;
  const about = first.about.trim() === '' ? [] : [plain(cut(first.about.trim(), ABOUT))];
  const lines = [
    `*${topicOf(first)}*`,
    [
      ...[say.kinds[first.kind], say.all(coming.length), ...neededWords(reader, first)],
      ...(place === undefined ? [] : [place]),
    ].join(' · '),
    ...shown.map((one) => dateLine(reader, one, place !== undefined)),
    ...(rest > 0 ? [say.more(rest)] : []),
  ];
  const isMust = first.own?.must === true;
  const state = note ?? (isMust ? say.must : courseLine(reader, first));
  const materials = materialsLine(reader.locale, first.materials);
  const isWhole = first.ofCourse.needed === 'all';
  const isDone = first.ofCourse.needed === 'one' && coming.some((one) => one.own?.state === 'held');
  const free = coming.find((one) => one.own === undefined);
  const join =
    free === undefined || isDone || first.ofCourse.attended !== undefined
      ? []
      : free.ofCourse.missing.length > 0
        ? missingButtons(reader, free)
        : isWhole
          ? [
              button({
                ...{ action: 'training.joinAll', label: say.signUpAll(coming.length), value: first.course },
                style: 'primary',
              }),
            ]
          : [
              button({
                ...{ action: 'training.join', label: say.signUpAt(timeOf(reader, free.startsAt)), value: free.id },
                style: 'primary',
              }),
            ];
  return {
    sharedFiles: filesOf(first.materials),
    text: cut([...lines, ...about, ...materials, state].filter(Boolean).join('\n').replaceAll('*', ''), LIMITS.text),
    blocks: [
      section(lines.join('\n')),
      ...about.flatMap((words) => sections(words)),
      ...materials.flatMap((words) => sections(words)),
      ...(state === undefined ? [] : [section(state)]),
      actions(...join, button({ action: 'training.dates', label: say.dates, value: first.course })),
    ],
  };
}

/** Where all of these are; undefined when they are at several places. */
export function commonPlace(reader: Reader, shown: readonly Shown[]): string | undefined {
  const places = new Set(shown.map((one) => placeOf(reader, one)));
  const [place] = places;
  return places.size === 1 && place !== '' ? place : undefined;
}

/** One date of a course in a line. */
function dateLine(reader: Reader, shown: Shown, isPlaceKnown: boolean): string {
  const say = messages[reader.locale];
  const { capacity, free, own, state } = shown;
  const mine = own === undefined ? undefined : say.states[own.must === true ? 'must' : own.state];
  const seats = capacity === undefined ? undefined : say.free(free);
  const tail = state === 'open' ? (mine ?? seats) : stateLine(reader, shown);
  const place = isPlaceKnown ? '' : placeOf(reader, shown);
  return [rangeOf(reader, shown), ...shiftWords(reader, shown.ofCourse.shift), place, tail].filter(Boolean).join(' · ');
}

/** All dates of a course, each with its own button. */
export function datesModal(reader: Reader, coming: readonly Shown[]): ModalView {
  const say = messages[reader.locale];
  const [first] = coming;
  const place = commonPlace(reader, coming);
  const blocks: AnyBlock[] = coming.map((one, index) =>
    section(
      dateLine(reader, one, place !== undefined),
      button({ action: `training.open:${index}`, label: say.open, value: one.id }),
    ),
  );
  const head =
    first === undefined
      ? [say.over]
      : [
          `*${topicOf(first)}*`,
          [...(place === undefined ? [] : [place]), ...neededWords(reader, first)].join(' · '),
        ].filter(Boolean);
  return modal({
    ...{ callback: 'training.dates', title: say.dates, close: say.close },
    ...{ metadata: first === undefined ? '' : datesOfCourse(first.course) },
    blocks: [section(head.join('\n')), ...blocks],
  });
}

/** Names the modal of a course's dates. */
export const datesOfCourse = (course: string): string => `dates ${course}`;
