import { timeFor } from '../../bot/text/times.ts';
import type { Locale } from '../../lib/language.ts';
import { dayOf } from '../../lib/zone.ts';

/** Who reads, and when: both decide how an hour is written. */
export interface Reader {
  locale: Locale;
  tz: string;
  now: Date;
}

export function timeOf({ locale, tz, now }: Reader, at: Date): string {
  return timeFor(at, now, tz, locale);
}

const TODAY: Record<Locale, string> = { zh: '今天', en: 'today' };

/** From when to when, in the reader's zone: the day once where it is one. Among other dates today needs its name. */
export function rangeOf(reader: Reader, { startsAt, endsAt }: { startsAt: Date; endsAt: Date }): string {
  const { locale, tz, now } = reader;
  const day = dayOf(startsAt, tz) === dayOf(now, tz) ? [TODAY[locale]] : [];
  return [...day, `${timeOf(reader, startsAt)}–${timeFor(endsAt, startsAt, tz, locale)}`].join(' ');
}

/** The day and the hour, however near they are: among several dates of one course only the day tells them apart. */
export function dateOf({ locale, tz }: Pick<Reader, 'locale' | 'tz'>, at: Date): string {
  return timeFor(at, new Date(0), tz, locale);
}
