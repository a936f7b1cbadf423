import { button } from '../../bot/blocks.ts';
import type { Message } from '../../bot/feature.ts';
import { placeOf, topicOf } from './card-views.ts';
import { commonPlace } from './course-views.ts';
import { datesMessages } from './dates-messages.ts';
import { messages } from './messages.ts';
import { said } from './notice-views.ts';
import type { Shown } from './service/present.ts';
import { type Reader, rangeOf, timeOf } from './times.ts';

const DATES = 6;

/** Seats on several dates of a course of which all are needed: taken or declined together. @param until the first end of an offer */
export function offersMessage(reader: Reader, offered: readonly [Shown, ...Shown[]], until: Date): Message {
  const [first] = offered;
  const dates = datesMessages[reader.locale];
  return said(
    [dates.offers(topicOf(first), offered.length, timeOf(reader, until)), ...dateLines(reader, offered)],
    button({
      ...{ action: 'training.acceptAll', label: dates.acceptAll(offered.length), value: first.course },
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

function dateLines(reader: Reader, shown: readonly Shown[]): string[] {
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
