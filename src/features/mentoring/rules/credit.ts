import { addDays, dayOf, instantOf } from '../../../lib/zone.ts';
import type { Pair, Part, Share, Vested } from './records.ts';

/** Points of the mentors' credit, together; the apprentice has their own. */
export const CREDIT: Record<Part, number> = { graduation: 40, days60: 30, days180: 30 };
export const GRADUATE_POINTS = 50;
const DAYS: Record<Part, number> = { graduation: 0, days60: 60, days180: 180 };
/** FSRS asks again when this is left: more nobody has to know. */
const FULL_RECALL = 0.9;

/**
 * Splits a whole number by weights, by the largest remainders; of equal ones the first gets more. Nothing is lost: the parts are the
 * whole together. Without any weight they are equal.
 */
export function split(whole: number, weights: readonly number[]): number[] {
  if (weights.length === 0) return [];
  const sum = weights.reduce((all, one) => all + one, 0);
  const even = sum > 0 ? weights : weights.map(() => 1);
  const all = sum > 0 ? sum : weights.length;
  const exact = even.map((one) => (whole * one) / all);
  const parts = exact.map(Math.floor);
  const left = whole - parts.reduce((total, one) => total + one, 0);
  const byRest = exact
    .map((one, at) => ({ at, rest: one - Math.floor(one) }))
    .toSorted((a, b) => b.rest - a.rest || a.at - b.at);
  for (const { at } of byRest.slice(0, left)) parts[at] = (parts[at] ?? 0) + 1;
  return parts;
}

type Met = Pick<Pair, 'mentors' | 'past' | 'meetings'>;

/** Minutes that a mentor and the apprentice have spent together, as both say. */
export function minutesWith({ meetings }: Pick<Pair, 'meetings'>, mentor?: string): number {
  return meetings
    .filter((one) => one.answer === 'yes' && (mentor === undefined || one.mentor === mentor))
    .reduce((sum, { minutes }) => sum + minutes, 0);
}

/** Who has how much of the credit, by confirmed hours; 100 together. A mentor who left counts where they have hours. */
export function sharesOf(pair: Met): Share[] {
  const users = [...pair.mentors, ...pair.past.filter((one) => minutesWith(pair, one) > 0)];
  const percents = split(
    100,
    users.map((one) => minutesWith(pair, one)),
  );
  return users.map((user, at) => ({ user, percent: percents[at] ?? 0 }));
}

/** A mentor's points of a part of the credit that has come. */
export function pointsOf(shares: readonly Share[], { part, fraction }: Pick<Vested, 'part' | 'fraction'>): number[] {
  return split(
    Math.round(CREDIT[part] * fraction),
    shares.map(({ percent }) => percent),
  );
}

/** When a part comes, in the programme's zone. */
export function comesAt(graduatedAt: Date, part: Part, tz: string): Date {
  return instantOf(addDays(dayOf(graduatedAt, tz), DAYS[part]), '09:00', tz);
}

/**
 * How much of a later part comes.
 * @param recall what the apprentice still knows, 0 to 1; undefined: there is nothing to ask
 * @param hasLeft the apprentice is no longer with the company: that is not held against the mentor
 */
export function fractionOf(recall: number | undefined, hasLeft: boolean): number {
  if (hasLeft || recall === undefined) return 1;
  return Math.min(1, Math.max(0, recall / FULL_RECALL));
}

/** What is known of some topics, as far as they can be asked. */
export interface Known {
  /** The sum of what is remembered of each question that was ever answered, each 0 to 1. */
  sum: number;
  reviewed: number;
  /** Questions that can be asked. */
  total: number;
}

/** So many questions of a topic must have been answered, or all that there are. */
const ENOUGH_QUESTIONS = 20;

/** What is known of all topics, 0 to 1: each counts alike. @returns undefined where no topic has a question any more */
export function recallOf(topics: readonly Known[]): number | undefined {
  const asked = topics.filter(({ total }) => total > 0);
  if (asked.length === 0) return undefined;
  const each = asked.map(({ sum, reviewed, total }) => sum / Math.max(reviewed, Math.min(total, ENOUGH_QUESTIONS)));
  return each.reduce((all, one) => all + one, 0) / asked.length;
}
