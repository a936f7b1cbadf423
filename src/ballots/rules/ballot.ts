import type { Living } from '../../lib/living.ts';
import type { AudienceSpec } from '../../members/audience/spec.ts';
import type { Outcome, Rule } from './counting.ts';
import type { Question } from './question.ts';

/*
 * What a ballot is, and what time makes of it: pure.
 */

export const STATES = ['planned', 'open', 'counting', 'closed', 'cancelled'] as const;
export type BallotState = (typeof STATES)[number];

/** Why a ballot was called off by itself. */
export type CalledOff = 'nobody' | 'too-few' | 'missed';

export interface BallotNews {
  seq: number;
  what: 'opened' | 'closed' | 'decided' | 'cancelled';
}

/** What somebody asks. */
export interface Asked {
  title: string;
  /** What it is about, in more words. */
  about?: string;
  question: Question;
  rule: Rule;
  isSecret: boolean;
  /** Who votes: resolved once, at the opening. */
  electorate: AudienceSpec;
  /** Of those, only the people of this branch; also whose officers look after it. Absent: the company. */
  branch?: string;
  /** Who of them is present and can vote; absent: presence is not noted, and all can. */
  present?: string[];
  opensAt: Date;
  closesAt: Date;
}

export interface Ballot extends Living, Asked {
  /** Whose it is, and what of it: an id of the feature's own. */
  feature: string;
  of?: string;
  createdBy: string;
  state: BallotState;
  /** Which rows of the roll are its own, how many, and how many of these people can vote: from the opening on. */
  roll?: string;
  size?: number;
  canVote?: number;
  /** Of a secret one: what envelopes are sealed with. */
  publicKey?: string;
  /** Somebody has begun to vote: from then on it cannot be taken back. */
  hasVotes?: true;
  isReminded?: true;
  /** Who ended it before its time. */
  endedBy?: string;
  reason?: string;
  calledOff?: CalledOff;
  /** Absent for too few votes to keep secret: they were burnt unread. */
  outcome?: Outcome;
  /** How many have voted, once it is closed. */
  voted?: number;
  /** Envelopes that nobody could open. */
  spoilt?: number;
  /** What an officer has decided of ties, in the order in which they arose. */
  ties?: { option: number; by: string; why: string }[];
  rev: number;
  seq: number;
  news: BallotNews[];
}

/** A secret ballot is not opened for fewer people, and not counted with fewer votes: the result would tell who voted what. */
export const FEWEST_SECRET = 3;

/** A ballot of more people is opened and counted by the tick: nobody who presses a button waits so long. */
export const MOST_AT_ONCE = 2_000;

const HOUR_MS = 3_600_000;

/** When those are reminded who have not voted: a day before the end, or when a third is left of less than a day and a half. */
export function remindAt({ opensAt, closesAt }: Pick<Asked, 'opensAt' | 'closesAt'>): Date {
  const ms = closesAt.getTime() - opensAt.getTime();
  return new Date(closesAt.getTime() - (ms >= 36 * HOUR_MS ? 24 * HOUR_MS : Math.floor(ms / 3)));
}

/** When a ballot has to be looked at by itself. */
export function wakesAt(one: Ballot): Date | undefined {
  if (one.news.length > 0) return one.updatedAt;
  if (one.state === 'planned') return one.opensAt;
  if (one.state === 'counting') return one.updatedAt;
  if (one.state !== 'open') return undefined;
  return one.isReminded === true ? one.closesAt : new Date(Math.min(remindAt(one).getTime(), one.closesAt.getTime()));
}

/** What a write adds to the news. */
export const news = (
  { news: before, seq }: Pick<Ballot, 'news' | 'seq'>,
  what: BallotNews['what'],
): Pick<Ballot, 'news' | 'seq'> => ({ seq: seq + 1, news: [...before, { seq: seq + 1, what }] });

/** Whether somebody can vote at this moment, as far as the ballot says. */
export const isOpen = ({ state, closesAt }: Pick<Ballot, 'state' | 'closesAt'>, now: Date): boolean =>
  state === 'open' && now < closesAt;
