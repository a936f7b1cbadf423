import type { Message } from '../../../bot/draw/block-kit.ts';
import { button, cut, plain } from '../../../bot/draw/blocks.ts';
import { calendarButton, commonPlace } from '../card/course-views.ts';
import type { Shown } from '../card/service/present.ts';
import { placeOf } from '../card/views.ts';
import { datesMessages } from '../messages/dates-messages.ts';
import { type Reader, rangeOf, timeOf, topicOf } from '../messages/reader.ts';
import { messages } from '../messages/worker-messages.ts';
import type { ChangeLine } from './service/news.ts';
import { changedHead, changeLines, said } from './views.ts';

export const DATES = 6;
const REASON = 300;

/** Seats on several dates of a course of which all are needed: taken or declined together. @param until the first end of an offer */
export function offersMessage(reader: Reader, offered: readonly [Shown, ...Shown[]], until: Date): Message {
  const [first] = offered;
  const dates = datesMessages[reader.locale];
  return said(
    [dates.offers(topicOf(first), offered.length, timeOf(reader, until)), ...dateLines(reader, offered)],
    button({
      action: 'training.acceptAll',
      label: dates.acceptAll(offered.length),
      value: first.course,
      style: 'primary',
    }),
    button({ action: 'training.leave:all', label: messages[reader.locale].decline, value: first.id }),
  );
}

/** Such offers were not taken in time. */
export function passedDatesMessage(reader: Reader, passed: readonly [Shown, ...Shown[]]): Message {
  const [first] = passed;
  const say = messages[reader.locale];
  return said(
    [say.passed(topicOf(first)), ...dateLines(reader, passed)],
    button({ action: 'training.joinAll', label: say.again, value: first.course }),
  );
}

/** Several dates were changed together: what is the same for all of them, then how each date was moved, or which dates they are. */
export function changedDatesMessage(
  reader: Reader,
  shown: readonly [Shown, ...Shown[]],
  changes: readonly (readonly ChangeLine[])[],
): Message {
  const [first] = shown;
  const say = messages[reader.locale];
  const dates = datesMessages[reader.locale];
  const isOn = (one: ChangeLine) => (lines: readonly ChangeLine[]) =>
    lines.some(({ field, after }) => field === one.field && after === one.after);
  const isCommon = (one: ChangeLine) => one.field !== 'time' && changes.every(isOn(one));
  // What was set of one date alone was something else there before.
  const isOneBefore = (one: ChangeLine) =>
    changes.every((lines) => lines.some(({ field, before }) => field === one.field && before === one.before));
  const common = (changes[0] ?? [])
    .filter(isCommon)
    .map((one) => (isOneBefore(one) ? one : { ...one, before: undefined }));
  const apart = shown.flatMap((one, nth) => {
    const lines = (changes[nth] ?? []).filter((line) => line.field !== 'time' && !isCommon(line));
    return lines.length === 0 ? [] : [[rangeOf(reader, one), ...changeLines(reader, lines)].join(' · ')];
  });
  const moves = changes.flatMap((lines) => lines.filter((one) => one.field === 'time'));
  const more = moves.length - DATES;
  return said(
    [
      changedHead(reader, shown),
      ...changeLines(reader, common),
      dates.together(shown.length),
      ...(moves.length === 0
        ? dateLines(reader, shown)
        : moves.slice(0, DATES).map(({ before, after }) => `${before} → ${after}`)),
      ...(moves.length > 0 && more > 0 ? [say.more(more)] : []),
      ...apart.slice(0, DATES),
    ],
    ...calendarButton(shown, say.updateCalendar),
    button({ action: 'training.dates', label: say.dates, value: first.course }),
  );
}

/** Several dates were cancelled together. */
export function cancelledDatesMessage(reader: Reader, shown: readonly [Shown, ...Shown[]]): Message {
  const [first] = shown;
  const say = messages[reader.locale];
  return said(
    [
      datesMessages[reader.locale].wereCancelled(topicOf(first), shown.length),
      ...dateLines(reader, shown),
      say.why(plain(cut(first.reason, REASON))),
    ],
    ...calendarButton(shown, say.updateCalendar, ':gone'),
  );
}

/** Each of these dates in a line, with the place that they have in common in one. */
export function dateLines(reader: Reader, shown: readonly Shown[]): string[] {
  const place = commonPlace(reader, shown);
  const more = shown.length - DATES;
  return [
    ...shown.slice(0, DATES).map((one) => {
      const where = place === undefined ? placeOf(reader, one) : '';
      return [rangeOf(reader, one), where].filter(Boolean).join(' · ');
    }),
    ...(more > 0 ? [messages[reader.locale].more(more)] : []),
    ...(place === undefined ? [] : [place]),
  ];
}
