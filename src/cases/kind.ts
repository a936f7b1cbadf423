import type { Connection, Model } from 'mongoose';
import type { Context } from '../context.ts';
import type { Bilingual } from '../lib/language.ts';
import type { Write } from '../lib/living.ts';
import type { Seals } from '../lib/seal.ts';
import type { Case, CaseEvent } from './case.ts';
import type { Route } from './routing.ts';

/** Whom an event calls to act: the person on duty, the officers of its rank besides, or the owner alone. */
export type Calls = 'duty' | 'rank' | 'owner';

/** One step of a case: from which states it leads where, who takes it, and what follows. */
export interface StepRule<T extends Case> {
  from: readonly T['state'][];
  to: T['state'];
  /** An officer who looks after the branch, the owner or such an officer, the sender, or time itself. */
  by: 'officer' | 'owner' | 'sender' | 'clock';
  /** What the history calls it. */
  event: string;
  /** The officer who takes it becomes the owner. */
  owns?: true;
  /** It can't be taken without saying why. */
  words?: 'required';
  /** The case comes back, one rank higher, and its clocks run again. Possible `reopens` times, see `CaseKind`. */
  reopens?: true;
  /** Possible only once the case can't be reopened any more. */
  isLast?: true;
  /** The case is at its end: the way back to an anonymous sender is forgotten. */
  ends?: true;
  calls?: Calls;
  /** What it sets besides; what is undefined is taken away. */
  sets?(one: T, now: Date): Write<T>;
}

/** A clock of a case: in which states it runs, and which steps set its end. Several may run in one state. */
export interface ClockRule<T extends Case, Step extends string, Clock extends string> {
  name: Clock;
  /** The field in which its end stands. */
  field: keyof T & string;
  runsIn: readonly T['state'][];
  setBy: readonly (Step | 'open')[];
  /** Its end is a day that somebody chose, or is offered: a change of the calendar does not move it. */
  isChosen?: true;
}

/** What people are told when something cannot be done. */
export interface CaseWords {
  gone: Bilingual;
  otherBranch: Bilingual;
  notNow: Bilingual;
  notYours: Bilingual;
  own: Bilingual;
  needReason: Bilingual;
  badDate: Bilingual;
  notOfficer: Bilingual;
  noTarget: Bilingual;
  enough: Bilingual;
  noKey: Bilingual;
  noPhoto: Bilingual;
  otherBoard: Bilingual;
}

type Keyed = Pick<Context, 'config' | 'workspace'>;

/** What a feature says of its cases. */
export interface CaseKind<T extends Case, Step extends string, Clock extends string> {
  /** Names the notices (`visits.duty-…`) and the collections (`visits_news`). */
  feature: string;
  /** Of the numbers: `V` makes `V-2026-0042`. */
  prefix: string;
  model(ctx: { db: Connection }): Model<T>;
  words: CaseWords;
  /** The state of a new case, and what the history calls its coming. */
  opens: { state: T['state']; event: string };
  /** Somebody has to do something about it. */
  open: readonly T['state'][];
  steps: Readonly<Record<Step, StepRule<T>>>;
  clocks: readonly ClockRule<T, Step, Clock>[];
  /** In how many working days each clock of a case ends; what is not chosen needs it. */
  pace(ctx: Context, one: Pick<T, 'kind' | 'branch'>): Promise<Partial<Record<Clock, number>>>;
  /** Who looks after it, before it has an owner and while the owner is away; without one the officers of its rank do. */
  route?(ctx: Context, one: Pick<T, 'kind' | 'branch'>): Promise<Route | undefined>;
  /** How often a case can be reopened; 1 if absent. */
  reopens?: number;
  /** So many calendar days after `answeredAt` without a word, the step is taken by itself. */
  silence?: { days: number; step: Step };
  /** The step by which it goes on as another case. */
  merges?: Step;
  /**
   * The field with the ids of the people who sent it, or whom it concerns: they hear of each step, and speak the sender's
   * word. The submitter if absent.
   */
  senders?: keyof T & string;
  /** They hear of its coming, too: somebody else has written it down. */
  tellsOpening?: true;
  /** How many cases a person sends on a day; without it any number. */
  aDay?: number;
  /** The keys that keep an anonymous sender's name; without it there are none. */
  sealed?: Seals<Keyed, 'seal' | 'count'>;
  /** The same matter within so many days is linked to the earlier case, and begins one rank above it; undefined: it is like no other. */
  similarWithin?: { days: number; matter(one: Pick<T, 'kind' | 'place' | 'branch'>): string | undefined };
  /** Which cases are shown as similar to what somebody writes. */
  isOffered?(one: T): boolean;
  /** Follows an event, such as an entry in the ledger; it may be called again, so what it does must have a name. */
  follows?(ctx: Context, one: T, event: CaseEvent): Promise<void>;
}

/** What happens to every case, whatever its table says. */
const ALWAYS: Record<string, { calls?: Calls; isQuiet?: true }> = {
  handedOver: { calls: 'duty' },
  warned: { calls: 'duty', isQuiet: true },
  escalated: { calls: 'rank' },
};

/** Whom an event of a case calls, and whether its senders and watchers hear of it. */
export function toldOf<T extends Case, Step extends string, Clock extends string>(
  kind: CaseKind<T, Step, Clock>,
  what: string,
): { calls?: Calls | undefined; watchers: boolean; senders: boolean } {
  if (what === kind.opens.event) {
    const isTold = kind.tellsOpening === true;
    return { calls: 'duty', watchers: isTold, senders: isTold };
  }
  const always = ALWAYS[what];
  if (always !== undefined)
    return { calls: always.calls, watchers: always.isQuiet !== true, senders: always.isQuiet !== true };
  const rule = Object.values<StepRule<T>>(kind.steps).find((one) => one.event === what);
  return { calls: rule?.calls, watchers: true, senders: rule?.by !== 'sender' };
}

/** A kind of case whose steps and clocks don't matter here. */
export type AnyKind<T extends Case> = CaseKind<T, string, string>;
