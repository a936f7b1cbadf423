import type { ClockRule, StepRule } from '../../../cases/kind.ts';
import type { Item } from './model.ts';

/** What becomes of an item; the same words everywhere. `merged`: it goes on as another item. */
export const STATES = [
  'received',
  'accepted',
  'progress',
  'solved',
  'partly',
  'impossible',
  'closed',
  'merged',
] as const;
export type State = (typeof STATES)[number];

export const OUTCOMES = ['solved', 'partly', 'impossible'] as const;
export type Outcome = (typeof OUTCOMES)[number];

export const SATISFACTIONS = ['satisfied', 'partly', 'not'] as const;
export type Satisfaction = (typeof SATISFACTIONS)[number];

export type Step =
  | 'accept'
  | 'start'
  | Outcome
  /** The submitter is satisfied, or partly so. */
  | 'satisfied'
  | 'content'
  /** "Not satisfied", for the first time, and when it was reopened before. */
  | 'reopen'
  | 'refuse'
  /** Seven days without a word. */
  | 'silence'
  | 'merge';

/** Somebody has to do something about it. */
export const OPEN: readonly State[] = ['received', 'accepted', 'progress'];

/** The officer tells how it came out. */
const concludes = (to: Outcome): StepRule<Item> => ({
  from: ['accepted', 'progress'],
  to,
  by: 'officer',
  event: to,
  words: 'required',
  sets: (_item, now) => ({ outcome: to, answeredAt: now, ...(to === 'impossible' ? {} : { solvedAt: now }) }),
});

/** The submitter's word. */
const closes = (satisfaction: Satisfaction): StepRule<Item> => ({
  from: OUTCOMES,
  to: 'closed',
  by: 'sender',
  event: 'closed',
  ends: true,
  calls: 'owner',
  sets: () => ({ satisfaction }),
});

/** From which states a step leads where, and who takes it. */
export const STEPS: Readonly<Record<Step, StepRule<Item>>> = {
  accept: {
    from: ['received'],
    to: 'accepted',
    by: 'officer',
    event: 'accepted',
    owns: true,
    sets: ({ acceptedAt }, now) => (acceptedAt === undefined ? { acceptedAt: now } : {}),
  },
  start: { from: ['accepted'], to: 'progress', by: 'officer', event: 'progress', words: 'required' },
  solved: concludes('solved'),
  partly: concludes('partly'),
  impossible: concludes('impossible'),
  satisfied: closes('satisfied'),
  content: closes('partly'),
  refuse: { ...closes('not'), isLast: true, words: 'required' },
  reopen: {
    from: OUTCOMES,
    to: 'received',
    by: 'sender',
    event: 'reopened',
    reopens: true,
    words: 'required',
    calls: 'rank',
    sets: () => ({ satisfaction: 'not', solvedAt: undefined, answeredAt: undefined, outcome: undefined }),
  },
  silence: { from: OUTCOMES, to: 'closed', by: 'clock', event: 'silent', ends: true, calls: 'owner' },
  merge: { from: OPEN, to: 'merged', by: 'officer', event: 'merged' },
};

export const CLOCKS = ['accept', 'reply', 'due'] as const;
export type Clock = (typeof CLOCKS)[number];

/** Until when an item is accepted, answered and done. */
export const CLOCK_RULES: readonly ClockRule<Item, Step, Clock>[] = [
  { name: 'accept', field: 'acceptBy', runsIn: ['received'], setBy: ['open', 'reopen'] },
  { name: 'reply', field: 'replyBy', runsIn: ['accepted'], setBy: ['accept'] },
  { name: 'due', field: 'dueAt', runsIn: ['progress'], setBy: ['accept'], isChosen: true },
];

/** Calendar days without a word until an answered item closes. */
export const SILENCE_DAYS = 7;

/** What the submitter's word does: "not" reopens once, one rank higher; then it closes too. */
export function stepOfWord(word: Satisfaction, isReopened: boolean): 'satisfied' | 'content' | 'reopen' | 'refuse' {
  if (word === 'not') return isReopened ? 'refuse' : 'reopen';
  return word === 'satisfied' ? 'satisfied' : 'content';
}
