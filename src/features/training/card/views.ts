import type { Button } from '@slack/types';
import type { Message } from '../../../bot/draw/block-kit.ts';
import { actions, button, context, cut, plain, section, sections } from '../../../bot/draw/blocks.ts';
import { message } from '../../../bot/draw/message.ts';
import { reminderAt } from '../../../gatherings/rules/ladder.ts';
import { hasAttended } from '../../../gatherings/rules/marks.ts';
import { filesOf, materialsButton, materialsLine } from '../materials/views.ts';
import { officerMessages } from '../messages/officer-messages.ts';
import { type Reader, rangeOf, timeOf, topicOf } from '../messages/reader.ts';
import { reminderMessages } from '../messages/reminder-messages.ts';
import { messages } from '../messages/worker-messages.ts';
import {
  courseLine,
  keptLine,
  moveQuestion,
  neededWords,
  questionButtons,
  shiftWords,
  signUpButtons,
} from './date-views.ts';
import type { Shown } from './service/present.ts';

const WHERE = 200;
export const ABOUT = 1_500;

export interface CardExtras {
  lead?: string;
  /** What was asked before: other sessions at the same time. */
  clashes?: readonly Shown[];
  /** What was asked before: the other date on which they have a seat, where one is enough. */
  held?: Shown | undefined;
  note?: string;
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

/** That somebody is signed up, and which reminders are still to come. */
function heldLine({ locale, tz, now }: Reader, { reminders, startsAt }: Shown): string {
  const coming = reminders.filter((rung) => reminderAt(rung, startsAt, { tz, shift: undefined }) > now);
  const before = coming.filter((rung) => rung !== 'start');
  return reminderMessages[locale].held(before.length > 0 ? before : coming);
}

/** Where the reader stands with a session, in words. */
export function stateLine(reader: Reader, shown: Shown): string | undefined {
  const say = messages[reader.locale];
  const { own, state, mark, capacity, free, inLine } = shown;
  if (state === 'cancelled') return say.cancelled(plain(cut(shown.reason, 300)));
  if (mark !== undefined) return hasAttended(mark) ? `✓ ${say.marks[mark]}` : say.markedAs(say.marks[mark]);
  if (state === 'closed' || shown.endsAt <= reader.now) return say.over;
  if (own?.state === 'held')
    return own.must !== true ? heldLine(reader, shown) : own.seenAt === undefined ? say.must : say.understood;
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

/** What else the reader comes to, or teaches, at that time. */
export function clashLine(reader: Reader, other: Shown): string {
  const say = messages[reader.locale];
  return (other.isTrainer ? say.clashTeaching : say.clash)(topicOf(other), rangeOf(reader, other));
}

/** A session with the reader's own state and what to do about it. */
export function cardMessage(reader: Reader, shown: Shown, extras: CardExtras = {}): Message {
  const say = messages[reader.locale];
  const { lead, note, clashes = [], held } = extras;
  const facts = factLines(reader, shown);
  const state = stateLine(reader, shown);
  const isNew = shown.own === undefined && shown.state === 'open' && shown.startsAt > reader.now;
  const warning = isNew && shown.isOnDuty && !shown.isTrainer ? [say.onDuty] : [];
  const about = shown.about.trim() === '' ? [] : [plain(cut(shown.about.trim(), ABOUT))];
  const asked = [
    ...(held === undefined ? [] : [moveQuestion(reader, shown, held)]),
    ...clashes.map((one) => clashLine(reader, one)),
  ];
  const buttons = asked.length > 0 ? questionButtons(reader, shown, held !== undefined) : ownButtons(reader, shown);
  const dates =
    shown.count > 1 && shown.state === 'open'
      ? [button({ action: 'training.dates', label: say.dates, value: shown.course })]
      : [];
  const materials = materialsLine(reader.locale, shown.materials);
  const files = materialsButton(reader.locale, shown);
  return message(
    [
      ...(lead === undefined ? [] : [section(lead)]),
      section(facts.join('\n')),
      ...about.flatMap((words) => sections(words)),
      ...materials.flatMap((words) => sections(words)),
      ...warning.map((words) => context(words)),
      ...(note === undefined ? [] : [section(note)]),
      ...(asked.length > 0 ? [section(asked.join('\n'))] : state === undefined ? [] : [section(state)]),
      ...(buttons.length + dates.length + files.length === 0 ? [] : [actions(...buttons, ...dates, ...files)]),
    ],
    { sharedFiles: filesOf(shown.materials) },
  );
}

/** A date as officers see it in a list: when, for which shift, and how many come, or what became of it. */
export function officeLine(reader: Reader, shown: Shown): string {
  const office = officerMessages[reader.locale];
  const state =
    shown.state === 'open' && shown.endsAt > reader.now
      ? office.count(shown.taken, shown.capacity, shown.inLine)
      : stateLine(reader, { ...shown, own: undefined, mark: undefined });
  return [rangeOf(reader, shown), ...shiftWords(reader, shown.ofCourse.shift), state].filter(Boolean).join(' · ');
}
