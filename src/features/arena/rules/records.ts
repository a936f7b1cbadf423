import type { Noted } from '../../../notices/calendar.ts';
import type { Decisions } from './bracket.ts';
import type { Placed } from './ranking.ts';
import type { Seeding } from './seeding.ts';

/**
 * `draft`: nobody knows of it; `open`: people sign up; `qualifying`: there are more than the bracket holds, and all of them have one
 * paper; `drawn`: it is played; the last two are final.
 */
export const STATES = ['draft', 'open', 'qualifying', 'drawn', 'ended', 'cancelled'] as const;
export type State = (typeof STATES)[number];

/** Somebody, or a team of a branch, who takes part. */
export interface Entrant {
  id: string;
  /** A team's own; a person is called by theirs. */
  name?: string;
  /** Who signed up, and answers for it. */
  captain: string;
  /** The boards in their order, then the substitutes; of a person, only they. */
  members: string[];
  branch?: string;
  at: Date;
  /** Has given up since. */
  outAt?: Date;
}

/** A question that was found wrong: by what it is marked from then on, wherever it was asked. */
export interface Correction {
  question: string;
  /** The options that count, as they stand in the paper; none: it counts for everybody. */
  right: number[];
  reason: string;
  by: string;
  at: Date;
}

/** What is still to follow from a write; the tick goes on where a process has died. */
export type News = { seq: number } & Told;
export type Told =
  | { what: 'decided'; match: string }
  | { what: 'late'; match: string }
  | { what: 'corrected'; question: string }
  | { what: 'ended' }
  | { what: 'cancelled' }
  | { what: 'overturned'; match: string }
  | { what: 'shown' };

/** What a write says about the news: some more. */
export function withNews({ seq, news }: Pick<Contest, 'seq' | 'news'>, ...told: Told[]): Pick<Contest, 'seq' | 'news'> {
  const more = told.map((one, nth) => ({ ...one, seq: seq + nth + 1 }));
  return { seq: seq + told.length, news: [...news, ...more] };
}

/** An arena championship. */
export interface Contest extends Noted {
  name: string;
  /** Where its questions are drawn from; see `Questions`. */
  banks: string[];
  /** Questions in a match. */
  count: number;
  /** How long somebody has for them, from their own first view. */
  minutes: number;
  /** People of a team who play; 1: single people. */
  boards: number;
  signUpUntil: Date;
  startsAt: Date;
  /** From one round to the next; of a contest that is not live, so long each is open. */
  windowHours: number;
  /** Both sides of a match play at the same minute: at the hour at which their round begins. */
  isLive: boolean;
  /** Of a live match: so long people who are not there are waited for. */
  noShowMinutes: number;
  seeding: Seeding;
  hasThird: boolean;
  hasSecondLife: boolean;
  /** So many the bracket holds. */
  most: number;
  /** Where its bracket stands. */
  channel?: string;
  state: State;
  publishedAt?: Date;
  entrants: Entrant[];
  /** Who does not want to take part, and is not asked again. */
  refused: string[];
  /** The random text, the entrants by their seeds, and the first round. */
  drawn?: { lot: string; seeds: string[]; first: number[]; starts: Date[]; at: Date };
  /** There was a qualifying round; those who did not get through it, in their order. `isBySignUp`: there was no time for it, and who signed up first is in. */
  qualifying?: { others: string[]; isBySignUp?: boolean };
  decisions: Decisions;
  /** Matches in which somebody has opened their paper: what comes before them is not decided otherwise any more. */
  begun?: string[];
  /** By match: it ends later than its round, for the match before it was decided late, or again. */
  extended?: Record<string, Date>;
  corrections: Correction[];
  endedAt?: Date;
  /** Once it has ended. */
  ranking?: Placed[];
  /** How often it was ranked: a correction ranks it again. */
  rankings: number;
  /** Why it was cancelled; empty: there were too few entrants. */
  reason?: string;
  seq: number;
  rev: number;
  news: News[];
  createdAt: Date;
}

/** The questions of a match, the same for both sides. */
export interface Sheet {
  _id: string;
  workspace: string;
  contest: string;
  match: string;
  /** Their ids, to find those that were found wrong. */
  questions: string[];
  /** The questions with their keys, encrypted where there is a key for it. */
  sealed: string;
  isSealed: boolean;
}

/** Somebody is there for a live match. */
export interface Presence {
  _id: string;
  workspace: string;
  contest: string;
  match: string;
  entrant: string;
  member: string;
  at: Date;
}

/** One person's answers in a match. */
export interface Paper {
  _id: string;
  workspace: string;
  contest: string;
  match: string;
  entrant: string;
  member: string;
  /** From 0. */
  board: number;
  /** By question: the options as this person sees them. */
  orders: number[][];
  /** By question: the option as it stands on the sheet. */
  answers: number[];
  startedAt: Date;
  lastAt: Date;
  /** Since when nothing can be answered: the last answer, or the end of the time. */
  endsAt: Date;
}
