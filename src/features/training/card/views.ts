import type { Message } from '../../../bot/draw/block-kit.ts';
import { button, context, cut, plain, sections } from '../../../bot/draw/blocks.ts';
import { message } from '../../../bot/draw/message.ts';
import { gatheringCard } from '../../../gatherings/card/views.ts';
import { reminderAt } from '../../../gatherings/rules/ladder.ts';
import { filesOf, materialsButton, materialsLine } from '../materials/views.ts';
import { officerMessages } from '../messages/officer-messages.ts';
import { type Reader, rangeOf, topicOf } from '../messages/reader.ts';
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

/** The usual card of a gathering, in training's words. */
const card = gatheringCard<Shown>({
  feature: 'training',
  messages,
  stands: (reader, shown) => {
    const say = messages[reader.locale];
    const { own } = shown;
    if (own?.state === 'held')
      return own.must !== true ? heldLine(reader, shown) : own.seenAt === undefined ? say.must : say.understood;
    if (own?.state === 'waiting') return [say.waiting(own.place), keptLine(reader, shown)].filter(Boolean).join('\n');
    return courseLine(reader, shown);
  },
  signUp: signUpButtons,
  seated: ({ locale }, { id: value, own }) =>
    own?.must === true && own.seenAt === undefined
      ? [button({ action: 'training.understand', label: messages[locale].understand, value, style: 'primary' })]
      : [],
  leaveLabel: ({ locale }, { own }) => (own?.must === true ? messages[locale].cannot : undefined),
});

export const { stateLine } = card;

/** What else the reader comes to, or teaches, at that time. */
export function clashLine(reader: Reader, other: Shown): string {
  const say = messages[reader.locale];
  return (other.isTrainer ? say.clashTeaching : say.clash)(topicOf(other), rangeOf(reader, other));
}

/** A session with the reader's own state and what to do about it. */
export function cardMessage(reader: Reader, shown: Shown, extras: CardExtras = {}): Message {
  const say = messages[reader.locale];
  const { lead, note, clashes = [], held } = extras;
  const isNew = shown.own === undefined && shown.state === 'open' && shown.startsAt > reader.now;
  const warning = isNew && shown.isOnDuty && !shown.isTrainer ? [say.onDuty] : [];
  const questions = [
    ...(held === undefined ? [] : [moveQuestion(reader, shown, held)]),
    ...clashes.map((one) => clashLine(reader, one)),
  ];
  const dates =
    shown.count > 1 && shown.state === 'open'
      ? [button({ action: 'training.dates', label: say.dates, value: shown.course })]
      : [];
  return message(
    card.blocks(reader, shown, {
      lead,
      facts: factLines(reader, shown),
      about: shown.about,
      parts: [
        ...materialsLine(reader.locale, shown.materials).flatMap((words) => sections(words)),
        ...warning.map((words) => context(words)),
      ],
      note,
      asked:
        questions.length === 0
          ? undefined
          : { text: questions.join('\n'), buttons: questionButtons(reader, shown, held !== undefined) },
      more: [...dates, ...materialsButton(reader.locale, shown)],
    }),
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
