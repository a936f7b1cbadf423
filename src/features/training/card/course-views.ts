import type { Button } from '@slack/types';
import type { AnyBlock, Message, ModalView } from '../../../bot/draw/block-kit.ts';
import { actions, button, context, cut, modal, plain, section, sections } from '../../../bot/draw/blocks.ts';
import { message } from '../../../bot/draw/message.ts';
import { filesOf, materialsLine } from '../materials/views.ts';
import { datesMessages } from '../messages/dates-messages.ts';
import { type Reader, rangeOf, timeOf, topicOf } from '../messages/reader.ts';
import { messages } from '../messages/worker-messages.ts';
import { missingButtons } from '../prerequisites/views.ts';
import { courseLine, neededWords, shiftWords } from './date-views.ts';
import type { Shown } from './service/present.ts';
import { ABOUT, cardMessage, clashLine, placeOf, stateLine } from './views.ts';

const DATES = 3;
const CLASHES = 5;

export interface CourseExtras {
  note?: string;
  lead?: string;
  /** What was asked before: other sessions at the time of a date. */
  clashes?: readonly Shown[];
}

/** What a course with several dates says when it is announced: the next dates, and how to sign up. */
export function courseMessage(reader: Reader, coming: readonly Shown[], extras: CourseExtras = {}): Message {
  const [first, ...others] = coming;
  const { lead, note, clashes = [] } = extras;
  const say = messages[reader.locale];
  if (first === undefined) return message([section(say.over)]);
  if (others.length === 0 && first.count === 1) return cardMessage(reader, first, extras);
  const place = commonPlace(reader, coming);
  const shown = firstOf(coming);
  const rest = coming.length - shown.length;
  const about = first.about.trim() === '' ? [] : [plain(cut(first.about.trim(), ABOUT))];
  const lines = [
    `*${topicOf(first)}*`,
    [
      ...[say.kinds[first.kind], ...(coming.length > 1 ? [say.all(coming.length)] : []), ...neededWords(reader, first)],
      ...(place === undefined ? [] : [place]),
    ].join(' · '),
    ...shown.map((one) => dateLine(reader, one, place !== undefined)),
    ...(rest > 0 ? [say.more(rest)] : []),
  ];
  const warning = dutyWarning(reader, coming);
  const asked = clashes.slice(0, CLASHES).map((one) => clashLine(reader, one));
  const must = mustPart(reader, coming);
  const state = asked.length > 0 ? asked.join('\n') : (note ?? must.words ?? courseLine(reader, first));
  const materials = materialsLine(reader.locale, first.materials);
  const join = asked.length > 0 ? [anywayButton(reader, first)] : joinButtons(reader, first, coming);
  return message(
    [
      ...(lead === undefined ? [] : [section(lead)]),
      section(lines.join('\n')),
      ...about.flatMap((words) => sections(words)),
      ...materials.flatMap((words) => sections(words)),
      ...warning.map((words) => context(words)),
      ...(state === undefined ? [] : [section(state)]),
      actions(
        ...must.buttons,
        ...join,
        ...calendarButton(coming, say.toCalendar),
        ...leaveButton(reader, coming),
        button({ action: 'training.dates', label: say.dates, value: first.course }),
      ),
    ],
    { sharedFiles: filesOf(first.materials) },
  );
}

/** What who must come is told, and asked until they have said of all of these dates that it is understood. */
function mustPart({ locale }: Reader, dates: readonly Shown[]): { words?: string; buttons: Button[] } {
  const say = messages[locale];
  const expected = dates.filter(({ own }) => own?.must === true);
  const [first] = expected;
  if (first === undefined) return { buttons: [] };
  if (expected.every(({ own }) => own?.seenAt !== undefined)) return { words: say.understood, buttons: [] };
  const press = { action: 'training.understandAll', label: say.understand, value: first.course } as const;
  return {
    words: expected.length > 1 ? say.mustAll : say.must,
    buttons: [button({ ...press, style: 'primary' })],
  };
}

/** Brings all of the reader's dates of a course into their calendar, or those that are cancelled out of it; nothing without a seat. */
export function calendarButton(shown: readonly Shown[], label: string, suffix = ''): Button[] {
  const held = shown.find((one) => one.own?.state === 'held');
  if (held === undefined) return [];
  return [button({ action: `training.calendarAll${suffix}`, label, value: held.course })];
}

/** To withdraw: from all dates of a course that needs all of them, else from the one date that the reader has. */
function leaveButton({ locale, now }: Reader, dates: readonly Shown[]): Button[] {
  const say = messages[locale];
  const mine = dates.filter(({ own, state, startsAt }) => own !== undefined && state === 'open' && startsAt > now);
  const [first] = mine;
  const isWhole = first?.ofCourse.needed === 'all' && mine.length > 1;
  if (first === undefined || (mine.length > 1 && !isWhole)) return [];
  const isSeated = mine.some(({ own }) => own?.state === 'held');
  const label = mine.some(({ own }) => own?.must === true) ? say.cannot : isSeated ? say.leave : say.stopWaiting;
  return [button({ action: isWhole ? 'training.leave:all' : 'training.leave', label, value: first.id })];
}

/** Those that stand in a message: a line that says "1 more" would take the place of the one. */
const firstOf = (dates: readonly Shown[]) => (dates.length === DATES + 1 ? dates : dates.slice(0, DATES));

/** The dates that a course was given, beside those that the reader knows. @param lead what was added to what */
export function addedMessage(reader: Reader, added: readonly [Shown, ...Shown[]], lead: string): Message {
  const [first] = added;
  const say = messages[reader.locale];
  const place = commonPlace(reader, added);
  const shown = firstOf(added);
  const rest = added.length - shown.length;
  const must = mustPart(reader, added);
  const lines = [
    lead,
    ...shown.map((one) => dateLine(reader, one, place !== undefined)),
    ...(rest > 0 ? [say.more(rest)] : []),
    [...(place === undefined ? [] : [place]), ...neededWords(reader, first)].join(' · '),
    ...(must.words === undefined ? [] : [must.words]),
  ].filter(Boolean);
  const isWhole = first.ofCourse.needed === 'all' && added.some((one) => one.own === undefined) && added.length > 1;
  const label = datesMessages[reader.locale].signUpAll;
  const join = isWhole
    ? [button({ action: 'training.joinAll', label, value: first.course, style: 'primary' })]
    : joinOne(reader, first, added);
  const warning = dutyWarning(reader, added);
  return message([
    section(lines.join('\n')),
    ...warning.map((words) => context(words)),
    actions(...must.buttons, ...join, button({ action: 'training.dates', label: say.dates, value: first.course })),
  ]);
}

/** On how many of the dates that may be signed up for the reader is on duty. */
function dutyWarning(reader: Reader, coming: readonly Shown[]): string[] {
  const free = coming.filter((one) => !one.isTrainer && one.own === undefined && one.state === 'open');
  const onDuty = free.filter((one) => one.isOnDuty).length;
  if (onDuty === 0) return [];
  return [coming.length === 1 ? messages[reader.locale].onDuty : datesMessages[reader.locale].onDuty(onDuty)];
}

const anywayButton = ({ locale }: Reader, { course }: Shown): Button =>
  button({ action: 'training.joinAll:yes', label: messages[locale].anyway, value: course });

/** How to sign up for a course: for all dates, or for the first that is free; nothing where that is done. */
function joinButtons(reader: Reader, first: Shown, coming: readonly Shown[]): Button[] {
  const say = messages[reader.locale];
  const isDone = first.ofCourse.needed === 'one' && coming.some((one) => one.own?.state === 'held');
  const free = coming.find((one) => one.own === undefined);
  if (free === undefined || isDone || first.ofCourse.attended !== undefined) return [];
  if (free.ofCourse.missing.length > 0) return missingButtons(reader, free);
  if (first.ofCourse.needed !== 'all') return joinOne(reader, first, coming);
  const label = coming.length > 1 ? say.signUpAll(coming.length) : say.signUp;
  return [button({ action: 'training.joinAll', label, value: first.course, style: 'primary' })];
}

/** To sign up for the first of these dates that the reader is not on the list of. */
function joinOne(reader: Reader, { ofCourse }: Shown, dates: readonly Shown[]): Button[] {
  const free = dates.find((one) => one.own === undefined);
  if (free === undefined || ofCourse.attended !== undefined) return [];
  if (free.ofCourse.missing.length > 0) return missingButtons(reader, free);
  const label = messages[reader.locale].signUpAt(timeOf(reader, free.startsAt));
  return [button({ action: 'training.join', label, value: free.id, style: 'primary' })];
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

/** All dates of a course, each with its own button; where all are needed, one for all of them. */
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
    callback: 'training.dates',
    title: say.dates,
    close: say.close,
    metadata: first === undefined ? '' : datesOfCourse(first.course),
    blocks: [section(head.join('\n')), ...blocks, ...(first === undefined ? [] : wholeBlocks(reader, first, coming))],
  });
}

/** To sign up for all dates, with what speaks against it; or to withdraw. */
function wholeBlocks(reader: Reader, first: Shown, coming: readonly Shown[]): AnyBlock[] {
  const join = first.ofCourse.needed === 'all' ? joinButtons(reader, first, coming) : [];
  const buttons = [...join, ...leaveButton(reader, coming)];
  const warning = join.length === 0 ? [] : dutyWarning(reader, coming);
  return buttons.length === 0 ? [] : [...warning.map((words) => context(words)), actions(...buttons)];
}

/** Names the modal of a course's dates. */
export const datesOfCourse = (course: string): string => `dates ${course}`;
