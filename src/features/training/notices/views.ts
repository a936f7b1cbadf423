import type { Message } from '../../../bot/draw/block-kit.ts';
import { actions, button, cut, plain, section } from '../../../bot/draw/blocks.ts';
import { message } from '../../../bot/draw/message.ts';
import type { Rung } from '../../../gatherings/rules/ladder.ts';
import { gatheringViews, type Told } from '../../../gatherings/views.ts';
import { offerMoves } from '../card/date-views.ts';
import type { Shown } from '../card/service/present.ts';
import { placeOf } from '../card/views.ts';
import { officerMessages } from '../messages/officer-messages.ts';
import { type Reader, rangeOf, timeOf, topicOf } from '../messages/reader.ts';
import { messages } from '../messages/worker-messages.ts';
import type { ChangeLine } from './service/news.ts';
import { teachMessages } from './teach-messages.ts';

type Buttons = Parameters<typeof actions>;

/** A notice in a few lines, with what may be done about it. */
export function said(lines: readonly (string | undefined)[], ...buttons: Buttons): Message {
  const text = lines.filter((line) => line !== undefined && line !== '').join('\n');
  return message([section(text), ...(buttons.length === 0 ? [] : [actions(...buttons)])]);
}

const opens = ({ locale }: Reader, { id }: Shown) =>
  button({ action: 'training.open', label: messages[locale].open, value: id });

/** What is said of a session in any notice. */
export const toldOf = (reader: Reader, shown: Shown): Told => ({
  id: shown.id,
  topic: topicOf(shown),
  when: rangeOf(reader, shown),
  start: timeOf(reader, shown.startsAt),
  place: placeOf(reader, shown),
});

const viewsFor = ({ locale }: Reader) => gatheringViews('training', messages[locale]);

export const reminderMessage = (reader: Reader, shown: Shown, rung: Rung): Message =>
  viewsFor(reader).reminder(toldOf(reader, shown), rung);

export const offerMessage = (reader: Reader, shown: Shown, until: Date): Message =>
  viewsFor(reader).offer(toldOf(reader, shown), timeOf(reader, until), offerMoves(reader, shown));

export const passedMessage = (reader: Reader, shown: Shown): Message => viewsFor(reader).passed(toldOf(reader, shown));

export const cancelledMessage = (reader: Reader, shown: Shown): Message =>
  viewsFor(reader).cancelled(toldOf(reader, shown), shown.own?.state === 'held', shown.reason);

/** For who has a seat, and may have put it into their calendar: the new version replaces what is there. */
function updatesCalendar({ locale }: Reader, { id, own }: Shown): Buttons {
  if (own?.state !== 'held') return [];
  return [button({ action: 'training.calendar', label: messages[locale].updateCalendar, value: id })];
}

/** What was and what is, a line each; `before` is absent where it was not one and the same. */
export function changeLines(
  { locale }: Reader,
  changes: readonly (Omit<ChangeLine, 'before'> & { before: string | undefined })[],
): string[] {
  const say = messages[locale];
  const word = (text: string) => (text.trim() === '' ? say.nothing : plain(cut(text.trim(), 200)));
  return changes.map(({ field, before, after }) =>
    before === undefined
      ? say.now(say.fields[field], word(after))
      : say.from(say.fields[field], word(before), word(after)),
  );
}

/** That these dates have changed, and how the reader stands with them: with a seat, in the line, or as the trainer. */
export function changedHead({ locale }: Reader, shown: readonly [Shown, ...Shown[]]): string {
  const say = messages[locale];
  const topic = topicOf(shown[0]);
  if (shown.some((one) => one.own?.state === 'held')) return say.changed(topic);
  return shown.some((one) => one.own !== undefined) ? say.changedWaiting(topic) : teachMessages[locale].changed(topic);
}

export function changedMessage(reader: Reader, shown: Shown, changes: readonly ChangeLine[]): Message {
  const say = messages[reader.locale];
  const leave = shown.own?.state === 'held' ? say.leave : say.stopWaiting;
  return said(
    [changedHead(reader, [shown]), ...changeLines(reader, changes)],
    opens(reader, shown),
    ...updatesCalendar(reader, shown),
    ...(shown.own === undefined ? [] : [button({ action: 'training.leave', label: leave, value: shown.id })]),
  );
}

/** To an officer: a session has nobody who teaches it. */
export function handoverMessage(reader: Reader, shown: Shown): Message {
  const office = officerMessages[reader.locale];
  return said(
    [office.handover(plain(cut(shown.trainer, 40)), topicOf(shown), rangeOf(reader, shown))],
    button({ action: 'training.edit', label: office.newTrainer, value: shown.id, style: 'primary' }),
    opens(reader, shown),
  );
}
