import type { Rung } from '../../../gatherings/rules/ladder.ts';
import { isBlank } from '../../../lib/blank.ts';
import { type Bilingual, inLanguage, type Second } from '../../../lib/language.ts';
import type { Kind } from './kinds.ts';

/** What officers decide about a session, and what those who signed up are told of when it changes. */
export interface SessionFacts {
  topic: string;
  kind: Kind;
  startsAt: Date;
  endsAt: Date;
  where: string;
  link: string;
  /** A member's id. */
  trainer: string;
  /** Absent: as many as come. */
  capacity?: number | undefined;
  /** That count in the ledger. */
  minutes: number;
  /** What it is about and what to bring. */
  about: string;
  /** For people who read the other language. */
  second?: Second<Said> | undefined;
  /** Its ladder; absent: the usual one. */
  reminders?: Rung[] | undefined;
}

/** What is said of it in words. */
export interface Said {
  topic: string;
  about: string;
}

/** What it is about, in both languages; in one where it is written in one. */
export function topicsIn(one: { topic: string; second?: Second<Said> | undefined }): Bilingual {
  return { zh: inLanguage('zh', one).topic, en: inLanguage('en', one).topic };
}

export const FIELDS = [
  'topic',
  'kind',
  'startsAt',
  'endsAt',
  'where',
  'link',
  'trainer',
  'capacity',
  'minutes',
  'about',
  'second',
  'reminders',
] as const;
export type Field = (typeof FIELDS)[number];
/** Of a change in these those who signed up are told. */
export const TOLD: readonly Field[] = ['topic', 'startsAt', 'endsAt', 'where', 'link', 'trainer', 'about'];

/** What differs between two versions. */
export function differences(from: SessionFacts, to: SessionFacts): Field[] {
  return FIELDS.filter((field) => comparable(from[field]) !== comparable(to[field]));
}

/** A fact to be compared: MongoDB keeps what is absent within a version as null. */
export function comparable(value: SessionFacts[Field] | null | undefined): string | number | undefined {
  if (value instanceof Date) return value.getTime();
  if (Array.isArray(value)) return value.join(' ');
  return typeof value === 'object' && value !== null ? writtenIn(value) : (value ?? undefined);
}

function writtenIn({ locale, words: { topic = '', about = '' } }: Second<Said>): string {
  return JSON.stringify([locale, topic, about]);
}

export type Fault =
  | 'topic'
  | 'startsAt'
  | 'past'
  | 'duration'
  | 'times'
  | 'dates'
  | 'datesPast'
  | 'where'
  | 'link'
  | 'trainer'
  | 'capacity'
  | 'minutes'
  | 'include'
  | 'beyond';

const LONGEST_MINUTES = 24 * 60;
export const MOST_SEATS = 2_000;

/** What cannot be in a session's facts; empty when all is well. */
export function faultsOf(facts: Partial<SessionFacts> & { duration: number }, now: Date): Fault[] {
  const { topic = '', startsAt, duration, where = '', link = '', trainer = '', capacity, minutes = 0, kind } = facts;
  // Whoever studies alone needs neither hour nor place nor trainer.
  const isOwnTime = kind === 'self-study';
  const isWhole = (value: number, least: number, most: number) =>
    Number.isInteger(value) && value >= least && value <= most;
  return [
    ...(isBlank(topic) ? (['topic'] as const) : []),
    ...(isOwnTime ? [] : startsAt === undefined ? (['startsAt'] as const) : startsAt <= now ? (['past'] as const) : []),
    ...(isOwnTime || isWhole(duration, 5, LONGEST_MINUTES) ? [] : (['duration'] as const)),
    ...(isBlank(where) && link.trim() === '' && !isOwnTime ? (['where'] as const) : []),
    ...(link.trim() === '' || /^https?:\/\/[^\s<>|]+$/.test(link.trim()) ? [] : (['link'] as const)),
    ...(trainer === '' && !isOwnTime ? (['trainer'] as const) : []),
    ...(capacity === undefined || isWhole(capacity, 1, MOST_SEATS) ? [] : (['capacity'] as const)),
    ...(isWhole(minutes, 0, LONGEST_MINUTES) ? [] : (['minutes'] as const)),
  ];
}
