import type { Recusal } from '../../../judging/rules.ts';
import type { Living } from '../../../lib/living.ts';
import type { Noted } from '../../../notices/calendar.ts';
import type { KeptPaper, KeptSheet } from '../../../papers/papers.ts';

/**
 * `draft`: nobody knows of it; `open`: people sign up; `running`: start numbers are drawn, judges score; `published`: results are
 * out, and can be appealed against; the last two are final.
 */
export const STATES = ['draft', 'open', 'running', 'published', 'final', 'cancelled'] as const;
export type State = (typeof STATES)[number];

/** A row of the table of deviations: so much off the target, and more than the row before, is worth so many points. */
export interface Row {
  to: number;
  points: number;
}

interface Asked {
  id: string;
  name: string;
  /** The most it is worth. */
  points: number;
}

/** A number that is measured. Within the tolerance it is worth all points, beyond the table none. */
export interface Measured extends Asked {
  kind: 'measured';
  unit: string;
  target: number;
  tolerance: number;
  rows: Row[];
}

/** A level from 0 to 3, each with what it looks like. */
export interface Judged extends Asked {
  kind: 'judged';
  levels: string[];
}

export type Criterion = Measured | Judged;

/** What parts people of the same total, one after another; where nothing does, they share the place. */
export const TIE_RULES = ['theory-measured-time', 'measured-time', 'time', 'shared'] as const;
export type TieRule = (typeof TIE_RULES)[number];

export interface Theory {
  /** Where its questions are drawn from; see `Questions`. */
  banks: string[];
  count: number;
  minutes: number;
  /** Its share of the total, in percent. */
  weight: number;
}

/** What people compete in. */
export interface Discipline {
  id: string;
  name: string;
  criteria: Criterion[];
  /** User ids. */
  judges: string[];
  /** They enter score sheets that were kept on paper. */
  stewards: string[];
  /** Judges who differ by more of a criterion's points, in percent, are asked to look again. */
  spread: number;
  /** The highest and the lowest score of each criterion do not count. */
  isDropped: boolean;
  /** Judges see start numbers only. */
  isBlind: boolean;
  /** The time is written down, too. */
  isTimed: boolean;
  tie: TieRule;
  theory?: Theory;
}

/** The dates of a heat, as its contest knows them; the heat itself is a gathering. */
export interface HeatDates {
  id: string;
  discipline: string;
  startsAt: Date;
  endsAt: Date;
  isOff?: boolean;
}

/** What is still to follow from a write; the tick goes on where a process has died. */
export type News = {
  seq: number;
  what: 'drawn' | 'published' | 'ranked' | 'final' | 'cancelled' | 'shown';
};

/** Where somebody stands in a discipline. */
export interface Placed {
  member: string;
  start: number;
  /** In hundredths. */
  total: number;
  /** Undefined: did not come, or was disqualified. */
  place?: number;
}

/** A skill contest. */
export interface Contest extends Noted {
  name: string;
  signUpUntil: Date;
  /** So long after the publication a result can be appealed against. */
  appealHours: number;
  state: State;
  openedAt?: Date;
  disciplines: Discipline[];
  heats: HeatDates[];
  /** Who does not want to take part, and is not asked again. */
  refused: string[];
  /** The random text from which start numbers are drawn, and when that was. */
  lot?: string;
  drawnAt?: Date;
  publishedAt?: Date;
  appealsUntil?: Date;
  /** By discipline; once they are published. */
  results?: Record<string, Placed[]>;
  /** How often it was ranked: a correction ranks it again. */
  rankings: number;
  finalAt?: Date;
  /** Why it was cancelled, and when. */
  reason?: string;
  cancelledAt?: Date;
  seq: number;
  rev: number;
  news: News[];
  createdAt: Date;
}

/** What a judge gives: by criterion a measured number, or a level. */
export interface Scores {
  values: Record<string, number>;
  seconds?: number;
}

/** A judge's score sheet of one entrant. */
export interface ScoreSheet extends Scores {
  at: Date;
  /** What stood in it before the judge was asked to look again. */
  before?: Scores;
  /** It was kept on paper: who has entered it, and who has confirmed that. */
  enteredBy?: string;
  confirmedBy?: string;
}

/** A sheet that was entered from paper, and waits for a second person. */
export interface Entered extends Scores {
  at: Date;
  by: string;
  /** Who has read something else, once for each time. */
  missed?: string[];
}

/** What an appeal has changed: what a criterion is worth from then on, in hundredths; of `theory`, how many answers are right. */
export interface Correction {
  criterion: string;
  points: number;
  reason: string;
  by: string;
  at: Date;
  /** By which it came about. */
  appeal: string;
}

export const THEORY = 'theory';

/** Somebody in a discipline, with all that judges gave them. */
export interface Entrant extends Living {
  contest: string;
  discipline: string;
  heat: string;
  member: string;
  branch?: string;
  team?: string;
  /** Drawn. */
  start: number;
  startsAt: Date;
  state: 'in' | 'absent' | 'disqualified' | 'withdrawn';
  /** Why they were disqualified, and who decided what stands. */
  reason?: string;
  decidedBy?: string;
  /** Whose score sheets are needed: the judges who are not recused. */
  panel: string[];
  /** The judges among whom the panel was formed. */
  considered: string[];
  recused: { judge: string; why: Recusal }[];
  /** Sheets that somebody tried to open who is recused. */
  refused: { judge: string; why: Recusal; at: Date }[];
  sheets: Record<string, ScoreSheet>;
  /** By the judge whose sheet it is. */
  entered: Record<string, Entered>;
  /** By judge: the criteria that they are asked to look at again, and who has done so. */
  remarks?: { asked: Record<string, string[]>; done: string[] };
  completeAt?: Date;
  corrections: Correction[];
  seq: number;
  rev: number;
  news: EntrantNews[];
}

/** `entered`: later than people were told of their turn. `before`: what they were; it stands again where a publication came first. */
export type EntrantNews = {
  seq: number;
  what: 'entered' | 'remark' | 'decided';
  before?: Pick<Entrant, 'state' | 'reason'>;
};

/** The questions of a theory paper, the same for all of a discipline. */
export interface TheorySheet extends KeptSheet {
  contest: string;
  discipline: string;
}

export interface TheoryPaper extends KeptPaper {
  contest: string;
  discipline: string;
}
