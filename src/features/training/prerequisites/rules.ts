import type { Bilingual } from '../../../lib/language.ts';
import type { Terms } from '../rules/terms.ts';

/** What a course asks for before one signs up. */
export type Prerequisites = Pick<Terms, 'before' | 'points'>;

/** What a person brings along. */
export interface Brought {
  /** Courses that they have completed. */
  completed: ReadonlySet<string>;
  /** Points in the quiz within a year. */
  points: number;
}

export type Missing = { what: 'course'; course: string } | { what: 'points'; needed: number; has: number };

/** The same as it is said: a course by the topic that it has now. */
export type NamedMissing = Exclude<Missing, { what: 'course' }> | { what: 'course'; course: string; topic: Bilingual };

export const MOST_POINTS = 100_000;

/** What somebody still lacks, in the order of the form. */
export function missingOf({ before = [], points = 0 }: Prerequisites, brought: Brought): Missing[] {
  return [
    ...before.filter((one) => !brought.completed.has(one)).map((course): Missing => ({ what: 'course', course })),
    ...(brought.points >= points ? [] : [{ what: 'points' as const, needed: points, has: brought.points }]),
  ];
}

/**
 * Whether a course would have to be completed before itself.
 * @param before what each course that comes before asks for
 */
export function goesRound(
  course: string,
  asked: readonly string[],
  before: ReadonlyMap<string, readonly string[]>,
): boolean {
  const seen = new Set<string>();
  const open = [...asked];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (next === course) return true;
    if (seen.has(next)) continue;
    seen.add(next);
    open.push(...(before.get(next) ?? []));
  }
  return false;
}
