import type { Actor } from '../../../bot/actor.ts';
import { cut, plain } from '../../../bot/draw/blocks.ts';
import { rangeFor, timeFor } from '../../../bot/text/times.ts';
import { clock } from '../../../lib/clock.ts';
import type { Locale } from '../../../lib/language.ts';

const TOPIC = 120;

/** Who reads, and when: both decide how an hour is written. */
export interface Reader {
  locale: Locale;
  tz: string;
  now: Date;
}

export function timeOf({ locale, tz, now }: Reader, at: Date): string {
  return timeFor(at, now, tz, locale);
}

/** From when to when, in the reader's zone. */
export function rangeOf({ locale, tz, now }: Reader, span: { startsAt: Date; endsAt: Date }): string {
  return rangeFor(span, now, tz, locale);
}

/** The day and the hour, however near they are: among several dates of one course only the day tells them apart. */
export function dateOf({ locale, tz }: Pick<Reader, 'locale' | 'tz'>, at: Date): string {
  return timeFor(at, new Date(0), tz, locale);
}

export function readerOf({ locale, tz }: Pick<Actor, 'locale' | 'tz'>): Reader {
  return { locale, tz, now: clock.now() };
}

/** What something is about, harmless in a message. */
export function topicOf({ topic }: { topic: string }): string {
  return plain(cut(topic.trim(), TOPIC));
}
