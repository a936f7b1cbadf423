import type { Recusal } from '../../../judging/rules.ts';
import type { Bilingual } from '../../../lib/language.ts';
import type { Living } from '../../../lib/living.ts';
import type { Noted } from '../../../notices/calendar.ts';

/**
 * `draft`: nobody knows of it; `nominating`: anybody can be nominated; `checking`: nominees see what they will be judged by;
 * `scoring`: judges score without names; `publicity`: everybody sees who is proposed, and can object; `voting`: a secret vote chooses among them; `deciding`: people with the
 * same score are left for an officer to choose from; the last two are final.
 */
export const STATES = [
  'draft',
  'nominating',
  'checking',
  'scoring',
  'publicity',
  'voting',
  'deciding',
  'awarded',
  'cancelled',
] as const;
export type State = (typeof STATES)[number];

/** Whether the places are the company's, or each branch has so many. */
export const SCOPES = ['company', 'branch'] as const;
export type Scope = (typeof SCOPES)[number];

/** What is awarded. */
export interface Title {
  id: string;
  name: string;
  /** What it is given for, in an officer's words. */
  about: string;
  places: number;
  per: Scope;
  /** What the ledger must say; 0: it is not asked. */
  years: number;
  hours: number;
  /** So many months without an accident. */
  safeMonths: number;
  /** The term of office; 0: for life. */
  months: number;
  /** What belongs to it. */
  belongs: string;
}

/** What judges score, each with the most points that it is worth; together 100. */
export interface Criterion {
  id: string;
  name: string;
  points: number;
}

/** Who votes once publicity is over: nobody, and the scores decide; the judges; or everybody whose programme it is. */
export const VOTERS = ['none', 'judges', 'everybody'] as const;
export type Voters = (typeof VOTERS)[number];

/** A vote on the places of a title and unit; its options are the nominees, in their order. */
export interface Poll {
  /** The ballot’s id. */
  id: string;
  title: string;
  unit: string;
  nominees: string[];
  places: number;
  /** The nominees who were elected, once it is counted. */
  elected?: string[];
}

/** Somebody who is proposed, with what they came to; in hundredths. */
export interface Placed {
  nominee: string;
  title: string;
  /** Whose places they are: a branch, or '' for the company. */
  unit: string;
  total: number;
}

/** An objection or a dispute that was handed in and is no case yet. */
export interface Filed {
  once: string;
  kind: CaseKindName;
  nominee: string;
  line?: string;
  text: string;
  isAnonymous: boolean;
  /** Who it was; of an anonymous one encrypted. */
  by: string;
}

export const CASE_KINDS = ['objection', 'dispute'] as const;
export type CaseKindName = (typeof CASE_KINDS)[number];

/** What is still to follow from a write; the tick goes on where a process has died. */
export type News = { seq: number } & (
  | {
      what: 'checking' | 'scoring' | 'publicity' | 'ranked' | 'voting' | 'deciding' | 'awarded' | 'cancelled' | 'shown';
    }
  | { what: 'filed'; filed: Filed }
);

/** A programme of titles, with the phases by which they are awarded. */
export interface Programme extends Noted {
  name: string;
  titles: Title[];
  criteria: Criterion[];
  /** User ids. */
  judges: string[];
  /** The highest and the lowest score of each criterion do not count. */
  isDropped: boolean;
  nominateUntil: Date;
  /** Working days. */
  checkDays: number;
  scoreDays: number;
  publicityDays: number;
  voters: Voters;
  voteDays: number;
  state: State;
  openedAt?: Date;
  checkUntil?: Date;
  scoringAt?: Date;
  scoreUntil?: Date;
  publicityAt?: Date;
  publicityUntil?: Date;
  votingAt?: Date;
  voteUntil?: Date;
  /** By title and unit, once publicity is over and there is a vote. */
  polls?: Poll[];
  /** The random text from which the numbers of nominees are drawn. */
  lot?: string;
  /** Who is proposed, once the scores are closed. */
  proposed?: Placed[];
  /** Nominees whom an officer has chosen among those of the same score. */
  chosen: { nominee: string; by: string; at: Date }[];
  endedAt?: Date;
  /** Why it was cancelled. */
  reason?: string;
  seq: number;
  rev: number;
  news: News[];
  createdAt: Date;
}

/** A line of a dossier. */
export interface Line {
  /** Names it: hidden and disputed lines are kept by it. */
  key: string;
  text: Bilingual;
  /** It decides whether the rules are met, and can't be hidden. */
  isFixed?: boolean;
  /** The entry of the ledger that it stands for, where it is one. */
  entry?: string;
}

/** What somebody has to say for a nominee. */
export interface Nomination {
  by: string;
  as: 'self' | 'colleague' | 'branch';
  why: string;
  at: Date;
}

export interface Evidence {
  id: string;
  text: string;
  link?: string;
  at: Date;
}

export const RULES = ['years', 'hours', 'accident'] as const;
export type RuleName = (typeof RULES)[number];

/** How a rule of eligibility stands for a nominee. */
export interface Checked {
  rule: RuleName;
  needed: number;
  /** Whole years or hours; of accidents how many. */
  has: number;
  isMet: boolean;
}

/** Points by criterion, as one judge gave them. */
export interface Sheet {
  values: Record<string, number>;
  at: Date;
}

export type NomineeNews = { seq: number; what: 'nominated' | 'checked' | 'left-out' | 'removed' | 'shown' };

/**
 * `nominated`: until the rules are checked; `in`: judges score them; `ineligible`: the rules are not met; `removed`: an objection was
 * right; `withdrawn`: they do not want it.
 */
export interface Nominee extends Living {
  programme: string;
  title: string;
  member: string;
  /** As they were when they were nominated. */
  branch?: string;
  team?: string;
  state: 'nominated' | 'in' | 'ineligible' | 'removed' | 'withdrawn';
  /** Why they were removed. */
  reason?: string;
  nominations: Nomination[];
  evidence: Evidence[];
  /** Keys of lines that the nominee does not want to be shown. */
  hidden: string[];
  /** Keys of lines that were wrong, and of rules that count as met: a dispute was right. */
  struck: string[];
  /** What the judges see, as it was at the end of the nominations. */
  dossier?: Line[];
  facts?: LedgerFacts;
  /** Drawn: what judges call them. */
  start?: number;
  panel: string[];
  /** The judges among whom the panel was formed. */
  considered: string[];
  recused: { judge: string; why: Recusal }[];
  /** Sheets that somebody tried to open who is recused. */
  refused: { judge: string; why: Recusal; at: Date }[];
  sheets: Record<string, Sheet>;
  closedAt?: Date;
  /** In hundredths, once the scores are closed; and the mean of each criterion. */
  total?: number;
  means?: Record<string, number>;
  seq: number;
  rev: number;
  news: NomineeNews[];
}

/** What the ledger says that rules ask for. */
export interface LedgerFacts {
  /** Whole years since the first entry. */
  years: number;
  /** Whole hours within the last twelve months. */
  hours: number;
  /** Keys of the dossier's lines of accidents within the months that are asked. */
  accidents: string[];
}

/** Somebody who holds a title, or held it. */
export interface Holder extends Living {
  programme: string;
  title: string;
  titleName: string;
  belongs: string;
  months: number;
  member: string;
  name: string;
  branch?: string;
  year: number;
  /** The days of the term, both included; no end: for life. 'YYYY-MM-DD' */
  from: string;
  /** The first day of the first term, once it was renewed. */
  firstFrom?: string;
  until?: string;
  state: 'held' | 'expired' | 'ended' | 'revoked';
  renewals: { by: string; at: Date; from: string; reason: string }[];
  /** Why it ended before its time, and who decided that. */
  reason?: string;
  endedBy?: string;
  endedAt?: Date;
  rev: number;
  seq: number;
  news: { seq: number; what: 'renewed' | 'ended' | 'expired' }[];
}
