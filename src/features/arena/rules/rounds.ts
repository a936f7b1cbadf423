/*
 * When a round is played: pure. Rounds follow one another without a gap. The draw lays their dates down, so that each is known from
 * then on and a calendar that changes later moves nobody's deadline.
 */

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** No holiday is longer. */
const MOST_DAYS_OFF = 30;

export interface Times {
  /** When the first round begins. */
  startsAt: Date;
  /** How long each is open at least; people on different shifts need 24. */
  windowHours: number;
  /** Laid down by the draw: when each round begins, and at last when the final ends. */
  drawn?: { starts?: readonly Date[] };
}

/**
 * When the rounds begin, and when the last one ends. A round ends on no day off: it lasts until people are back, who could neither
 * hear of it nor play otherwise.
 * @param isWorkday whether people work on the day of an instant
 */
export function startsOf({ startsAt, windowHours }: Times, rounds: number, isWorkday: (at: Date) => boolean): Date[] {
  const starts = [startsAt];
  for (let at = startsAt; starts.length <= rounds; starts.push(at)) {
    at = new Date(at.getTime() + windowHours * HOUR_MS);
    for (let days = 0; days < MOST_DAYS_OFF && !isWorkday(at); days++) at = new Date(at.getTime() + DAY_MS);
  }
  return starts;
}

/** When a round opens, from 1. */
export const opensAt = ({ startsAt, windowHours, drawn }: Times, round: number): Date =>
  drawn?.starts?.[round - 1] ?? new Date(startsAt.getTime() + (round - 1) * windowHours * HOUR_MS);

/** When it is over. */
export const endsAt = (times: Times, round: number): Date => opensAt(times, round + 1);

/** The round that is open at an instant; 0 before the first. @param rounds how many there are */
export function roundAt(times: Times, now: Date, rounds: number): number {
  let round = 0;
  while (round < rounds && opensAt(times, round + 1) <= now) round += 1;
  return round;
}
