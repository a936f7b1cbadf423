import { cut, plain } from '../../bot/draw/blocks.ts';
import type { FormReader } from '../../bot/draw/form/field.ts';
import { rangeFor, timeFor } from '../../bot/text/times.ts';
import type { Told } from '../../gatherings/views.ts';
import type { ClubEvent } from './model.ts';

const NAME = 80;

/** The name of an event, or of its place, in a line of mrkdwn. */
export const named = (words: string): string => plain(cut(words, NAME));
export const topicOf = ({ topic }: Pick<ClubEvent, 'topic'>): string => named(topic);
export const whenOf = ({ now, tz, locale }: FormReader, event: Pick<ClubEvent, 'startsAt' | 'endsAt'>): string =>
  rangeFor(event, now, tz, locale);

/** What is said of an event in any notice. */
export const toldOf = (reader: FormReader, event: ClubEvent): Told => ({
  id: event._id,
  topic: topicOf(event),
  when: whenOf(reader, event),
  start: timeFor(event.startsAt, reader.now, reader.tz, reader.locale),
  place: named(event.where),
});
