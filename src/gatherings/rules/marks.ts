import { MINUTE_MS } from '../../lib/zone.ts';

export const ATTENDED = ['present', 'late', 'left-early'] as const;
export const MARKS = [...ATTENDED, 'excused', 'absent'] as const;
/** What a person's presence came to. */
export type Mark = (typeof MARKS)[number];

/** When something begins and ends. */
export interface Times {
  startsAt: Date;
  endsAt: Date;
}

const EARLY_MS = 15 * MINUTE_MS;
const GRACE_MS = 10 * MINUTE_MS;
const AFTER_MS = 60 * MINUTE_MS;

/** Codes count from a quarter of an hour before the start to the end. */
export function isCodeTime({ startsAt, endsAt }: Times, now: Date): boolean {
  return now.getTime() >= startsAt.getTime() - EARLY_MS && now < endsAt;
}

/** The roll may be called from then on, until the attendance closes. */
export function rollOpensAt({ startsAt }: Times): Date {
  return new Date(startsAt.getTime() - EARLY_MS);
}

/** The roll can be completed until then. */
export function closesAt({ endsAt }: Times): Date {
  return new Date(endsAt.getTime() + AFTER_MS);
}

/** The attendance of what ended after that is not closed yet. */
export function closesAfter(now: Date): Date {
  return new Date(now.getTime() - AFTER_MS);
}

/** The mark of a person who types the right code. */
export function markAt({ startsAt }: Times, now: Date): Mark {
  return now.getTime() <= startsAt.getTime() + GRACE_MS ? 'present' : 'late';
}

export function hasAttended(mark: Mark | undefined): boolean {
  return ATTENDED.some((one) => one === mark);
}
