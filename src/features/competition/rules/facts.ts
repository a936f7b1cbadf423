/** `theme`: 主题劳动竞赛; `small`: 小指标竞赛, weekly or monthly on one indicator. */
export const KINDS = ['theme', 'small'] as const;
export type Kind = (typeof KINDS)[number];

/** Who competes with whom. */
export const LEVELS = ['branch', 'team', 'person'] as const;
export type Level = (typeof LEVELS)[number];

/** Which way is better. */
export const DIRECTIONS = ['more', 'less'] as const;
export type Direction = (typeof DIRECTIONS)[number];

/**
 * How units of different size are compared. `total`: as it is. `head`: divided by the heads of the unit. `rate`: it is a
 * rate or an average already. Of the last two, a small unit’s figure is half luck, so it is pulled towards the others.
 */
export const SCALES = ['total', 'head', 'rate'] as const;
export type Scale = (typeof SCALES)[number];

/** How often a value is due. */
export const PACES = ['week', 'month', 'whole'] as const;
export type Pace = (typeof PACES)[number];

/** What the values of several weeks or months make together. */
export const FOLDS = ['sum', 'mean', 'latest'] as const;
export type Fold = (typeof FOLDS)[number];

export interface Indicator {
  id: string;
  name: string;
  /** Unit of measure: 吨, kg, %. */
  measure: string;
  direction: Direction;
  /** Absent: the mean of the units is what they are measured against. */
  target?: number;
  weight: number;
  scale: Scale;
  /** The best score that one indicator can bring; at least 100. */
  cap: number;
  pace: Pace;
  fold: Fold;
  /** Bonus and malus by rule: so many points for each of it, on top of the score; an accident costs 5: −5. */
  each?: number;
  /** More than so many puts a unit out of the ranking. */
  outOver?: number;
  /** Days after the end of a week, month or the whole until which its value can be reported. */
  days: number;
  /** Where the number comes from, in words. */
  source: string;
  /** Slack’s user ids. Nobody is in both. */
  reporters: string[];
  verifiers: string[];
}

/** One of those that compete: a branch, a team or a person. */
export interface Unit {
  /** See `partKey` of the members’ audience. */
  key: string;
  name: string;
  /** How many people it had when the competition was opened. */
  heads: number;
}

/** A bonus or a malus, with its reason; or out of the ranking altogether. */
export interface Change {
  id: string;
  unit: string;
  points: number;
  isOut: boolean;
  reason: string;
  by: string;
  at: Date;
}

/** A value that was verified: only these count. */
export interface Counted {
  indicator: string;
  unit: string;
  slot: string;
  value: number;
}

/** What a standing follows from beside the values. */
export interface Rules {
  units: readonly Unit[];
  indicators: readonly Indicator[];
  /** A unit of so many heads counts half its own, half the others. */
  half: number;
  changes: readonly Pick<Change, 'unit' | 'points' | 'isOut'>[];
}

/** From what a standing is reckoned, all of it: nothing else has a say. */
export interface Facts extends Rules {
  counted: readonly Counted[];
}

/** Indicator → unit → the values of its weeks or months as one. */
export type Folded = ReadonlyMap<string, ReadonlyMap<string, number>>;

/** No value and no target is larger. */
export const MOST_VALUE = 99_999_999;
export const MOST_INDICATORS = 12;
export const MOST_UNITS = 500;
export const DEFAULT_HALF = 10;
export const DEFAULT_CAP = 120;
