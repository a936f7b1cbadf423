import { DAY_MS, dayOf, instantMs, offsetMs } from '../../../lib/zone.ts';
import type { Repeat } from '../rules.ts';

/*
 * When an announcement that repeats goes out, without storage and without a clock.
 */

/** So late it is still on time, though midnight has passed meanwhile. */
const GRACE_MS = 3_600_000;

/** What is known of one that repeats when its turn has come. */
export interface Turn {
  repeat: Exclude<Repeat, 'once'>;
  dueAt: Date;
  /** When the first one went out. */
  firstAt: Date;
  /** The end of all of them: there is no turn from then on. */
  endsAt?: Date | undefined;
}

/**
 * When a repeated announcement goes out again, by the wall clock of a zone: at the first one's hour a week later, or in the
 * next month on the first one's day, or on its last where it has none.
 * @param at when it went out this time
 */
export function nextOccurrence(at: Date, repeat: Exclude<Repeat, 'once'>, first: Date, tz: string): Date {
  const wall = new Date(wallMs(at, tz));
  const firstWall = new Date(wallMs(first, tz));
  const [year, month] = [wall.getUTCFullYear(), wall.getUTCMonth()];
  const lastDay = new Date(Date.UTC(year, month + 2, 0)).getUTCDate();
  const day =
    repeat === 'week'
      ? Date.UTC(year, month, wall.getUTCDate() + 7)
      : Date.UTC(year, month + 1, Math.min(firstWall.getUTCDate(), lastDay));
  return new Date(instantMs(day + (firstWall.getTime() % DAY_MS), tz));
}

/** What a zone's clock shows at an instant, as ms in UTC fields. */
function wallMs(at: Date, tz: string): number {
  return at.getTime() + offsetMs(tz, at.getTime());
}

/**
 * Passes over the turns that nobody was there to send. A late one is still of use on its day, by the zone's calendar, while it
 * has not ended; so at most the latest one goes out late.
 * @returns the turns that are missed, the oldest first, and the turn that is next: due already, or yet to come; undefined when
 *   they have ended
 */
export function passMissed<T extends Turn>(turn: T, now: Date, tz: string): { missed: Date[]; next: T | undefined } {
  const missed: Date[] = [];
  let next: T | undefined = turn;
  while (next !== undefined && next.dueAt <= now && !isOfUse(next, now, tz)) {
    missed.push(next.dueAt);
    next = nextTurn(next, tz);
  }
  return { missed, next };
}

/** The turn after this one; undefined when they end before. */
export function nextTurn<T extends Turn>(turn: T, tz: string): T | undefined {
  const dueAt = nextOccurrence(turn.dueAt, turn.repeat, turn.firstAt, tz);
  return turn.endsAt !== undefined && turn.endsAt <= dueAt ? undefined : { ...turn, dueAt };
}

function isOfUse({ dueAt, endsAt }: Turn, now: Date, tz: string): boolean {
  if (endsAt !== undefined && endsAt <= now) return false;
  return dayOf(dueAt, tz) === dayOf(now, tz) || now.getTime() - dueAt.getTime() <= GRACE_MS;
}
