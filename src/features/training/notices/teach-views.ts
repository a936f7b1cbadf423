import type { Message } from '../../../bot/draw/block-kit.ts';
import { button } from '../../../bot/draw/blocks.ts';
import type { Shown } from '../card/service/present.ts';
import { officerMessages } from '../messages/officer-messages.ts';
import { type Reader, rangeOf, topicOf } from '../messages/reader.ts';
import { messages } from '../messages/worker-messages.ts';
import type { ChangeLine } from './service/news.ts';
import { teachMessages } from './teach-messages.ts';
import { changedDatesMessage, DATES, dateLines } from './together-views.ts';
import { changedMessage, changeLines, said } from './views.ts';

/** A date, and what the reader does not know of it yet. */
export interface DateNews {
  shown: Shown;
  lines: readonly ChangeLine[];
}

/** Whether the news of a date are the reader's: on its list, its trainer, or its trainer as far as they know. */
export function isConcerned({ shown, lines }: DateNews): boolean {
  return shown.own !== undefined || shown.isTrainer || lines.some((one) => one.own !== undefined);
}

/** To the trainer: which dates they teach. @param isAdded beside those that they know */
export function teachMessage(reader: Reader, taught: readonly [Shown, ...Shown[]], isAdded = false): Message {
  const [first] = taught;
  const say = messages[reader.locale];
  const teach = teachMessages[reader.locale];
  return said(
    [(isAdded ? teach.added : teach.teach)(topicOf(first), taught.length), ...dateLines(reader, taught)],
    taught.length > 1
      ? button({ action: 'training.dates', label: say.dates, value: first.course })
      : button({ action: 'training.open', label: say.open, value: first.id }),
  );
}

/** To who was the trainer: the dates as they know them, and who teaches them now. */
function untaughtMessage(reader: Reader, news: readonly [DateNews, ...DateNews[]]): Message {
  const known = ({ lines }: DateNews, field: ChangeLine['field']) => lines.find((one) => one.field === field)?.before;
  const [{ shown: first }] = news;
  const topic = topicOf({ topic: known(news[0], 'topic') ?? first.topic });
  const more = news.length - DATES;
  const trainers = new Map(
    news.flatMap(({ lines }) => lines.filter((one) => one.field === 'trainer').map((one) => [one.after, one])),
  );
  const [trainer] = trainers.values();
  return said([
    teachMessages[reader.locale].ends(topic, news.length),
    ...news.slice(0, DATES).map((one) => known(one, 'time') ?? rangeOf(reader, one.shown)),
    ...(more > 0 ? [officerMessages[reader.locale].moreDates(more)] : []),
    ...(trainer === undefined || trainers.size > 1 ? [] : changeLines(reader, [{ ...trainer, before: undefined }])),
  ]);
}

/** What of one or several dates is new to the reader, who is on the list of them, teaches them, or does not any more. */
export function newsMessage(reader: Reader, news: readonly [DateNews, ...DateNews[]]): Message {
  const [first, ...others] = news;
  const isAll = (own: ChangeLine['own']) =>
    news.every(({ shown, lines }) => shown.own === undefined && lines.some((one) => one.own === own));
  const shown = [first.shown, ...others.map((one) => one.shown)] as const;
  if (isAll('begins')) return teachMessage(reader, shown);
  if (isAll('ends')) return untaughtMessage(reader, news);
  if (others.length === 0) return changedMessage(reader, first.shown, first.lines);
  return changedDatesMessage(
    reader,
    shown,
    news.map((one) => one.lines),
  );
}
