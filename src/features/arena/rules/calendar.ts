import type { Dated } from '../../../notices/rules/due.ts';
import { roundsOf } from './bracket.ts';
import { laidOf } from './contest.ts';
import type { Contest } from './records.ts';
import { CHECK_IN_MS, endsAt, GRACE_MS, HOUR_MS, liveMs, opensAt, qualifyingEnd } from './rounds.ts';

/*
 * What a contest tells when: pure.
 */

/** A day before sign-up closes, and so much of a round before it ends, people are told who have not done it. */
const CLOSING_MS = 24 * HOUR_MS;
const LAST_PART = 6;

const plus = (at: Date, ms: number): Date => new Date(at.getTime() + ms);

/** The calendar of its notices. Before the draw, the rounds that there would be with the people of now. */
export function noticesOf(contest: Contest): Dated[] {
  const { state, publishedAt, signUpUntil, windowHours, endedAt, drawn, qualifying } = contest;
  if (state === 'cancelled' || publishedAt === undefined) return [];
  const closingAt = plus(signUpUntil, -CLOSING_MS);
  const lastMs = (windowHours * HOUR_MS) / LAST_PART;
  const rounds = drawn === undefined ? 1 : roundsOf(laidOf(contest));
  const nth = Array.from({ length: rounds }, (_, index) => index + 1);
  const isQualifying = qualifying !== undefined && qualifying.isBySignUp !== true;
  const qualifiedAt = qualifyingEnd(contest);
  const drawAt = !isQualifying ? signUpUntil : plus(qualifiedAt, GRACE_MS);
  const lastAt = new Date(Math.max(qualifiedAt.getTime() - lastMs, signUpUntil.getTime()));
  return [
    { key: 'opening', verb: 'opening', at: publishedAt, until: signUpUntil },
    ...(closingAt > publishedAt ? [{ key: 'closing', verb: 'closing', at: closingAt, until: signUpUntil }] : []),
    ...(!isQualifying
      ? []
      : [
          { key: 'turn-0', verb: 'turn', at: signUpUntil, until: qualifiedAt },
          { key: 'last-0', verb: 'last', at: lastAt, until: qualifiedAt },
        ]),
    { key: 'draw', verb: 'draw', at: drawAt, until: endsAt(contest, 1) },
    ...nth.flatMap((round) => (contest.isLive ? liveRound(contest, round, rounds) : openRound(contest, round, rounds))),
  ]
    .filter(({ at }) => endedAt === undefined || at <= endedAt)
    .concat(endedAt === undefined ? [] : [{ key: 'result', verb: 'result', at: endedAt }]);
}

/** A contest that has ended tells its result, and no standings. */
const standings = ({ channel }: Contest, round: number, rounds: number, at: Date): Dated[] =>
  round === rounds
    ? []
    : [{ key: `standings-${round}`, verb: 'standings', at: plus(at, GRACE_MS), ...(channel ? { channel } : {}) }];

/** Of a round in which each chooses their hour. */
function openRound(contest: Contest, round: number, rounds: number): Dated[] {
  const [at, until] = [opensAt(contest, round), endsAt(contest, round)];
  return [
    { key: `turn-${round}`, verb: 'turn', at, until },
    {
      key: `last-${round}`,
      verb: 'last',
      at: plus(until, -(contest.windowHours * HOUR_MS) / LAST_PART),
      until,
    },
    ...standings(contest, round, rounds, until),
  ];
}

/** Of a round at an hour: once the one before is over, when people can check in, and at the hour the card itself. */
function liveRound(contest: Contest, round: number, rounds: number): Dated[] {
  const at = opensAt(contest, round);
  const checkInAt = plus(at, -CHECK_IN_MS);
  const until = plus(at, liveMs(contest));
  const before = round === 1 ? undefined : plus(opensAt(contest, round - 1), liveMs(contest) + GRACE_MS);
  return [
    ...(before === undefined ? [] : [{ key: `next-${round}`, verb: 'next', at: before, until: checkInAt }]),
    { key: `ready-${round}`, verb: 'ready', at: checkInAt, until, isPunctual: true },
    { key: `turn-${round}`, verb: 'turn', at, until, isPunctual: true },
    ...standings(contest, round, rounds, until),
  ];
}

/** The round that a key of the calendar names: `turn-2`. */
export const roundOfKey = (key: string): number => Number(/-(\d+)$/.exec(key)?.[1] ?? 0);
