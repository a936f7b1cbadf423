/*
 * When a round is played: pure. Rounds follow one another without a gap, each as long as the others, so that every date is known
 * from the draw on.
 */

const HOUR_MS = 3_600_000;

export interface Times {
  /** When the first round begins. */
  startsAt: Date;
  /** How long each is open; people on different shifts need 24. */
  windowHours: number;
}

/** When a round opens, from 1. */
export const opensAt = ({ startsAt, windowHours }: Times, round: number): Date =>
  new Date(startsAt.getTime() + (round - 1) * windowHours * HOUR_MS);

/** When it is over. */
export const endsAt = (times: Times, round: number): Date => opensAt(times, round + 1);

/** The round that is open at an instant; 0 before the first. */
export function roundAt({ startsAt, windowHours }: Times, now: Date): number {
  return Math.max(0, Math.floor((now.getTime() - startsAt.getTime()) / (windowHours * HOUR_MS)) + 1);
}
