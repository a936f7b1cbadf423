import { actions, button, cut, LIMITS, plain, section } from '../../../bot/draw/blocks.ts';
import type { Message } from '../../../bot/feature.ts';
import { pack } from '../../../bot/text/command-text.ts';
import type { Rung } from '../../../gatherings/rules/ladder.ts';
import type { Mark } from '../../../gatherings/rules/marks.ts';
import { offerMoves } from '../dates/views.ts';
import { officerMessages } from '../messages/officer-messages.ts';
import { messages } from '../messages/worker-messages.ts';
import { placeOf, topicOf } from '../session/card-views.ts';
import type { Shown } from '../session/service/present.ts';
import { type Reader, rangeOf, timeOf } from '../times.ts';
import { reminderMessages } from './reminder-messages.ts';
import type { ChangeLine } from './service/news.ts';
import { teachMessages } from './teach-messages.ts';

type Buttons = Parameters<typeof actions>;

/** A notice in a few lines, with what may be done about it. */
export function said(lines: readonly (string | undefined)[], ...buttons: Buttons): Message {
  const text = lines.filter((line) => line !== undefined && line !== '').join('\n');
  return {
    text: cut(text.replaceAll('*', ''), LIMITS.text),
    blocks: [section(text), ...(buttons.length === 0 ? [] : [actions(...buttons)])],
  };
}

const opens = ({ locale }: Reader, { id }: Shown) =>
  button({ action: 'training.open', label: messages[locale].open, value: id });

export function reminderMessage(reader: Reader, shown: Shown, rung: Rung): Message {
  const say = messages[reader.locale];
  const { remind } = reminderMessages[reader.locale];
  const topic = `*${topicOf(shown)}*`;
  const leave = button({ action: 'training.leave', label: say.leave, value: shown.id });
  if (rung === 'start')
    return said(
      [remind.start(topic), placeOf(reader, shown), say.howToCheckIn],
      button({ action: 'training.code', label: say.checkIn, value: shown.id, style: 'primary' }),
    );
  const when = rung === 'hour' ? timeOf(reader, shown.startsAt) : rangeOf(reader, shown);
  return said([remind[rung](topic, when), placeOf(reader, shown)], opens(reader, shown), leave);
}

export function offerMessage(reader: Reader, shown: Shown, until: Date): Message {
  const say = messages[reader.locale];
  return said(
    [
      say.offer(topicOf(shown), timeOf(reader, until)),
      [rangeOf(reader, shown), placeOf(reader, shown)].filter(Boolean).join(' · '),
      offerMoves(reader, shown),
    ],
    button({ action: 'training.accept', label: say.accept, value: shown.id, style: 'primary' }),
    button({ action: 'training.leave', label: say.decline, value: shown.id }),
  );
}

export function passedMessage(reader: Reader, shown: Shown): Message {
  const say = messages[reader.locale];
  return said(
    [say.passed(topicOf(shown)), rangeOf(reader, shown)],
    button({ action: 'training.join', label: say.again, value: shown.id }),
  );
}

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

export function cancelledMessage(reader: Reader, shown: Shown): Message {
  const say = messages[reader.locale];
  return said(
    [say.wasCancelled(topicOf(shown), rangeOf(reader, shown)), say.why(plain(cut(shown.reason, 300)))],
    ...updatesCalendar(reader, shown),
  );
}

/** @param marked by whom (a name), and when, in ms: the answer is about that mark */
export function markedMessage(
  reader: Reader,
  shown: Shown,
  { by, mark, at }: { by: string; mark: Mark; at: string },
): Message {
  const say = messages[reader.locale];
  const value = pack(shown.id, at);
  return said(
    [say.marked(plain(cut(by, 40)), say.marks[mark], topicOf(shown), rangeOf(reader, shown))],
    button({ action: 'training.agree:yes', label: say.yes, value, style: 'primary' }),
    button({ action: 'training.agree:no', label: say.no, value }),
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

export function absentMessage(reader: Reader, shown: Shown): Message {
  const say = messages[reader.locale];
  return said([say.absent(topicOf(shown), rangeOf(reader, shown))], ...whyAbsent(reader, shown));
}

const whyAbsent = ({ locale }: Reader, { id }: Shown) =>
  (['work', 'leave', 'forgot', 'other'] as const).map((one) =>
    button({ action: `training.explain:${one}`, label: messages[locale].absences[one], value: id }),
  );

/** What an officer has put right; who is absent by it is asked why, once. */
export function correctedMessage(
  reader: Reader,
  shown: Shown,
  { by, from, to, reason, isAsked }: { by: string; from: Mark | undefined; to: Mark; reason: string; isAsked: boolean },
): Message {
  const say = messages[reader.locale];
  const marks = [from, to].map((one) => (one === undefined ? say.notMarked : say.marks[one])).join(' → ');
  return said(
    [
      say.corrected(plain(cut(by, 40)), topicOf(shown), rangeOf(reader, shown), marks),
      say.why(plain(cut(reason.trim(), 300))),
      ...(isAsked ? [say.whyAbsent] : []),
    ],
    ...(isAsked ? whyAbsent(reader, shown) : []),
  );
}
