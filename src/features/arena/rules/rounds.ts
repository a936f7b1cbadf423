import { AHEAD_MS } from '../../../notices/rules/due.ts';
import type { Laid } from './bracket.ts';
import type { Contest } from './records.ts';

/*
 * When a round is played: pure. Rounds follow one another without a gap. The draw lays their dates down, so that each is known from
 * then on and a calendar that changes later moves nobody's deadline.
 */

export const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const MINUTE_MS = 60_000;
/** No holiday is longer. */
const MOST_DAYS_OFF = 30;

export interface Times {
  /** When the first round begins. */
  startsAt: Date;
  /** How long each is open at least; people on different shifts need 24. Of a live contest: from one hour to the next. */
  windowHours: number;
  isLive?: boolean;
  /** Laid down by the draw: when each round begins, and at last when the final ends. */
  drawn?: { starts?: readonly Date[] };
}

/**
 * When the rounds begin, and when the last one ends. A round ends on no day off: it lasts until people are back, who could neither
 * hear of it nor play otherwise. A live contest that begins on a day off goes on so: the officer has chosen the hour.
 * @param isOn whether people work on the day of an instant
 */
export function startsOf(
  { startsAt, windowHours, isLive = false }: Times,
  rounds: number,
  isOn: (at: Date) => boolean,
): Date[] {
  const starts = [startsAt];
  const isWorkday = playedOn({ startsAt, isLive }, isOn);
  for (let at = startsAt; starts.length <= rounds; starts.push(at)) {
    at = new Date(at.getTime() + windowHours * HOUR_MS);
    for (let days = 0; days < MOST_DAYS_OFF && !isWorkday(at); days++) at = new Date(at.getTime() + DAY_MS);
  }
  return starts;
}

/** On which days a contest is played: a live one that begins on a day off goes on so. */
const playedOn = ({ startsAt, isLive = false }: Pick<Times, 'startsAt' | 'isLive'>, isOn: (at: Date) => boolean) =>
  isLive && !isOn(startsAt) ? () => true : isOn;

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

/** A match as far as its times need it. */
type Timed = Pick<Laid, 'id' | 'round'>;

/** What the times of a match follow from. */
export type MatchTimes = Times &
  Pick<Contest, 'extended' | 'minutes' | 'signUpUntil'> &
  Partial<Pick<Contest, 'noShowMinutes'>>;

/** The round of the paper that everybody has before the bracket. */
export const QUALIFYING_ROUND = 0;
/** An answer that was pressed in time may be a little on its way. */
export const GRACE_MS = 5_000;
/** So long before a live match people can say that they are there. */
export const CHECK_IN_MS = 15 * MINUTE_MS;
/** So long before its hour the first notice of a live match is planned: who is not in it then is told apart. */
const NOTICE_MS = CHECK_IN_MS + AHEAD_MS;
/** What the grace and the tick may add to a match before the next one is known. */
const SETTLE_MINUTES = 2;
/** So late a match can be known without anybody missing it. */
const LATE_MS = 10 * MINUTE_MS;
/** A live match that is put off stays in the same part of the day. */
const PART_OF_DAY_MS = 4 * HOUR_MS;

const plus = (at: Date, ms: number): Date => new Date(at.getTime() + ms);

export const limitOf = ({ minutes }: Pick<Contest, 'minutes'>): number => minutes * MINUTE_MS;
const waitMs = ({ noShowMinutes = 0 }: Pick<MatchTimes, 'noShowMinutes'>): number => noShowMinutes * MINUTE_MS;

/** How long a live match lasts: who begins at the last moment has all of their time. */
export const liveMs = (times: MatchTimes): number => waitMs(times) + limitOf(times);

/** How long a round takes at least: a paper, and of a live one all until the next can be told in time. */
export const leastMinutes = (times: Pick<Contest, 'minutes' | 'noShowMinutes' | 'isLive'>): number =>
  times.isLive ? times.minutes + times.noShowMinutes + SETTLE_MINUTES + NOTICE_MS / MINUTE_MS : times.minutes;

/** When the qualifying round is over: of a live contest so early that the first round can be told in time. */
export const qualifyingEnd = ({ startsAt, isLive = false }: Pick<Times, 'startsAt' | 'isLive'>): Date =>
  isLive ? plus(startsAt, -NOTICE_MS - SETTLE_MINUTES * MINUTE_MS) : startsAt;

/** From the end of sign-up to the first round at least, where more may sign up than there are places: for one paper. */
export const leastToQualify = (times: Pick<Contest, 'minutes' | 'isLive' | 'startsAt'>): number =>
  times.minutes + (times.startsAt.getTime() - qualifyingEnd(times).getTime()) / MINUTE_MS;

/** Whether there is still time for a whole paper before the first round. */
export const canQualify = (times: Pick<Contest, 'minutes' | 'isLive' | 'startsAt'>, now: Date): boolean =>
  plus(now, limitOf(times)) <= qualifyingEnd(times);

/** When a match is over: with its round, unless it was given more time. */
export function endOf(times: MatchTimes, { id, round }: Timed): Date {
  const usual = usualEnd(times, round);
  const more = times.extended?.[id];
  return more !== undefined && more > usual ? more : usual;
}

function usualEnd(times: MatchTimes, round: number): Date {
  if (round === QUALIFYING_ROUND) return qualifyingEnd(times);
  return times.isLive ? plus(opensAt(times, round), liveMs(times)) : endsAt(times, round);
}

/** Whether a match has another time than its round. */
export const isPutOff = (times: MatchTimes, match: Timed): boolean =>
  endOf(times, match) > usualEnd(times, match.round);

/** When a match can be begun. */
export function startOf(times: MatchTimes, match: Timed): Date {
  if (match.round === QUALIFYING_ROUND) return times.signUpUntil;
  return times.isLive ? plus(endOf(times, match), -liveMs(times)) : opensAt(times, match.round);
}

/** From when on a match is decided whoever is there. */
export const decidedFrom = (times: MatchTimes, match: Timed): Date => plus(endOf(times, match), GRACE_MS);

/** From when on people of a live match can say that they are there; said before, it was of an hour that has been moved. */
export const checkInFrom = (times: MatchTimes, match: Timed): Date => plus(startOf(times, match), -CHECK_IN_MS);

/** Until when somebody can come to a live match; undefined where people choose their own hour. */
export const awaitedUntil = (times: MatchTimes, match: Timed): Date | undefined =>
  times.isLive && match.round !== QUALIFYING_ROUND ? plus(startOf(times, match), waitMs(times)) : undefined;

/** Whether a match that is ready only now is known too late for its people: the worker was away. */
export const isLate = (times: MatchTimes, match: Timed, now: Date): boolean =>
  now > plus(startOf(times, match), times.isLive ? -NOTICE_MS : LATE_MS);

/**
 * Until when a match is played that is known late, or again: for a whole round from now on; a live one at the next of its hours. Neither
 * ends on a day off, see `startsOf`.
 * @param isOn whether people work on the day of an instant @param rounds how many rounds later
 */
export function laterEnd(times: MatchTimes, match: Timed, now: Date, isOn: (at: Date) => boolean, rounds = 1): Date {
  const step = times.windowHours * HOUR_MS;
  const isWorkday = playedOn(times, isOn);
  if (!times.isLive)
    return startsOf({ startsAt: now, windowHours: times.windowHours }, rounds, isWorkday).at(-1) ?? now;
  const first = opensAt(times, match.round);
  let from = plus(now, NOTICE_MS);
  // The rounds between have their hours too.
  for (let left = rounds; left > 1; left--) from = plus(hourFrom(first, step, from, isWorkday), step);
  const earliest = new Date(Math.max(from.getTime(), first.getTime()));
  return plus(hourFrom(first, step, earliest, isWorkday), liveMs(times));
}

/** The next hour of a live round: so many whole rounds from its first, in the same part of the day. */
function hourFrom(first: Date, step: number, from: Date, isWorkday: (at: Date) => boolean): Date {
  const isFit = (at: Date): boolean => {
    const since = at.getTime() - first.getTime();
    return isWorkday(at) && (since < 0 || since % DAY_MS <= PART_OF_DAY_MS);
  };
  let at = plus(first, Math.ceil((from.getTime() - first.getTime()) / step) * step);
  for (const last = plus(from, MOST_DAYS_OFF * DAY_MS); at < last && !isFit(at); ) at = plus(at, step);
  return at;
}
