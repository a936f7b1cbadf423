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
  /** The submitter is content, or it was reopened before. */
  | 'close'
  /** "Not satisfied", for the first time. */
  | 'reopen'
  /** Seven days without a word. */
  | 'silence'
  | 'merge';

/** From which states a step leads where. */
const TABLE: Record<Step, { from: readonly State[]; to: State }> = {
  accept: { from: ['received'], to: 'accepted' },
  start: { from: ['accepted'], to: 'progress' },
  solved: { from: ['accepted', 'progress'], to: 'solved' },
  partly: { from: ['accepted', 'progress'], to: 'partly' },
  impossible: { from: ['accepted', 'progress'], to: 'impossible' },
  close: { from: OUTCOMES, to: 'closed' },
  reopen: { from: OUTCOMES, to: 'received' },
  silence: { from: OUTCOMES, to: 'closed' },
  merge: { from: ['received', 'accepted', 'progress'], to: 'merged' },
};

export function stateAfter(step: Step): State {
  return TABLE[step].to;
}

export function isPossible(state: State, step: Step): boolean {
  return TABLE[step].from.includes(state);
}

/** Somebody has to do something about it. */
export const OPEN: readonly State[] = ['received', 'accepted', 'progress'];

/** The submitter's word is awaited. */
export const ANSWERED: readonly State[] = OUTCOMES;

/** What the submitter's word does: "not" reopens once, one rank higher; then it closes too. */
export function stepOfWord(word: Satisfaction, isReopened: boolean): 'close' | 'reopen' {
  return word === 'not' && !isReopened ? 'reopen' : 'close';
}

/** 0 the branch's officers, 1 the company's, 2 the administrators. */
export const TOP_RANK = 2;

export function rankAbove(rank: number): number {
  return Math.min(TOP_RANK, rank + 1);
}
