import { createHmac, timingSafeEqual } from 'node:crypto';
import { MINUTE_MS } from '../../../../lib/zone.ts';

export const ATTENDED = ['present', 'late', 'left-early'] as const;
export const MARKS = [...ATTENDED, 'excused', 'absent'] as const;
export type Mark = (typeof MARKS)[number];

interface Times {
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

/** The trainer may complete the roll until then. */
export function closesAt({ endsAt }: Times): Date {
  return new Date(endsAt.getTime() + AFTER_MS);
}

/** The attendance of what ended after that is not closed yet. */
export function closesAfter(now: Date): Date {
  return new Date(now.getTime() - AFTER_MS);
}

/** What a code that is right makes of who typed it. */
export function markAt({ startsAt }: Times, now: Date): Mark {
  return now.getTime() <= startsAt.getTime() + GRACE_MS ? 'present' : 'late';
}

export function hasAttended(mark: Mark | undefined): boolean {
  return ATTENDED.some((one) => one === mark);
}

const MINUTES_A_POINT = 6;

/** What a mark is worth in the ledger: who left early has half of the minutes. */
export function worthOf(mark: Mark | undefined, minutes: number): { minutes: number; points: number } {
  const counted = !hasAttended(mark) ? 0 : mark === 'left-early' ? Math.floor(minutes / 2) : minutes;
  return { minutes: counted, points: Math.floor(counted / MINUTES_A_POINT) };
}

/** Each code's life. */
export const CODE_MS = MINUTE_MS;
const CODES = 1_000_000;

export function codeWindow(now: Date): number {
  return Math.floor(now.getTime() / CODE_MS);
}

/**
 * The six digits of a session in a window. Without the key nothing is learnt from any number of them; truncated as in RFC 4226.
 * @param key a secret of the server
 */
export function codeOf(key: Buffer, session: string, window: number): string {
  const digest = createHmac('sha256', key).update(`${session} ${window}`).digest();
  const offset = (digest.at(-1) ?? 0) & 0xf;
  return String((digest.readUInt32BE(offset) & 0x7fff_ffff) % CODES).padStart(6, '0');
}

/** Compares two codes in a time that says nothing about where they differ. */
export function isSameCode(given: string, right: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(right)];
  return a.length === b.length && timingSafeEqual(a, b);
}

export const MOST_WRONG = 3;
export const WRONG_REST_MS = 60_000;

/** A line of the ledger about a person's part in a session; `nth` is 0 from the closing of the attendance, n from the nth correction. */
export type Booking =
  | { does: 'record'; nth: number; kind: 'attend' | 'absent'; minutes: number; points: number }
  /** The attendance `of` is worth this much more, or less. */
  | { does: 'reverse'; nth: number; of: number; minutes: number; points: number }
  /** Nothing of the line `of` counts any more. */
  | { does: 'annul'; nth: number; of: number };

/** What a mark is in the ledger; who was excused is neither there nor missing. */
export function kindOf(mark: Mark | undefined): 'attend' | 'absent' | undefined {
  return hasAttended(mark) ? 'attend' : mark === 'absent' ? 'absent' : undefined;
}

/**
 * All lines that a person's marks mean, from the marks alone: whoever books them, however often, books the same ones.
 * @param marks as it was when the attendance was closed, then after each correction
 */
export function bookingsOf(marks: readonly (Mark | undefined)[], minutes: number): Booking[] {
  const bookings: Booking[] = [];
  let standing: { nth: number; kind: 'attend' | 'absent' } | undefined;
  let before = { minutes: 0, points: 0 };
  for (const [nth, mark] of marks.entries()) {
    const kind = kindOf(mark);
    const now = worthOf(mark, minutes);
    if (standing !== undefined && standing.kind === kind) {
      const change = { minutes: now.minutes - before.minutes, points: now.points - before.points };
      const isOther = change.minutes !== 0 || change.points !== 0;
      if (isOther) bookings.push({ does: 'reverse', nth, of: standing.nth, ...change });
    } else {
      if (standing !== undefined) bookings.push({ does: 'annul', nth, of: standing.nth });
      if (kind !== undefined) bookings.push({ does: 'record', nth, kind, ...now });
      standing = kind === undefined ? undefined : { nth, kind };
    }
    before = now;
  }
  return bookings;
}
