import { ranksOf } from '../../../participation/ledger/points.ts';
import type { Counted, Facts, Fold, Folded, Indicator, Rules, Unit } from './facts.ts';

/** How a unit’s value on one indicator became its score: every number of the way. */
export interface Mark {
  indicator: string;
  /** The verified values, folded; absent: there is none, and the score is 0. */
  value?: number;
  /** Per head where the indicator says so. */
  x: number;
  /** The target, or the mean of the units. */
  goal: number;
  /** Against the goal, within 0 and the cap. */
  capped: number;
  /** What it is pulled towards. */
  base: number;
  /** How much of it is the unit’s own: heads / (heads + half). */
  own: number;
  score: number;
}

export interface Row {
  unit: Unit;
  marks: Mark[];
  /** Bonus and malus: given ones, and by the rules of indicators. */
  extra: number;
  /** Before rounding. */
  exact: number;
  total: number;
  isOut: boolean;
  /** Units with equal totals share it; absent: out of the ranking. */
  rank?: number;
}

export interface Standing {
  /** The best first; those that are out of the ranking last. */
  rows: Row[];
  /** The indicators that count, by weight or by rule: those for which any unit has a verified value. */
  counting: Indicator[];
}

/** What was reckoned of one indicator before, or is now. */
export interface KeptByIndicator {
  once<T>(what: 'fold' | 'marks', indicator: string, reckon: () => T): T;
}

/** Nothing was reckoned before. */
export const ANEW: KeptByIndicator = { once: (_what, _indicator, reckon) => reckon() };

/**
 * The standing of units from their values. For each indicator that counts, with x the unit’s value (per head if set):
 *
 *     capped = 100 · x / goal             within 0 and the cap; where less is better, 100 · (2 − x / goal)
 *     score  = base + own · (capped − base),      own = heads / (heads + half)
 *     total  = Σ weight · score / Σ weight + bonus and malus, rounded to two decimals
 *
 * Bonus and malus are those that were given, and for each indicator with a rule `each · value`; a value over `outOver` disqualifies.
 *
 * The goal is the target, and `base` the mean of the capped scores by heads. Without a target the goal is the mean of x by
 * heads, and `base` is 100, which is the score of that mean. Totals that are not per head are nobody’s luck: `own` is 1.
 *
 * It is capped before it is pulled. The other way round, a unit at the cap that did better still would raise the mean and
 * with it the small units, and could lose its rank by it.
 * @param kept the marks of indicators whose values have not changed, by the same rules and units
 */
export function standingFrom(facts: Rules, values: Folded, kept: KeptByIndicator = ANEW): Standing {
  // In one order always: a sum of floats depends on it, and the file with the formulas has the same.
  const units = [...facts.units].sort((a, b) => (a.key < b.key ? -1 : 1));
  const known = new Set(units.map(({ key }) => key));
  const counting = facts.indicators.filter((one) => {
    const { id, weight } = one;
    const own = values.get(id);
    return (weight > 0 || isRule(one)) && own !== undefined && [...own.keys()].some((unit) => known.has(unit));
  });
  const marks = counting.map((indicator) =>
    kept.once('marks', indicator.id, () => marksOf(indicator, units, values.get(indicator.id) ?? new Map(), facts)),
  );
  const weights = sum(counting.map(({ weight }) => weight));
  const rows = units.map((unit, place): Row => {
    const own: Mark[] = [];
    for (const all of marks) own.push(all[place] as Mark);
    const changes = facts.changes.filter((one) => one.unit === unit.key);
    let extra = sum(changes.map(({ points }) => points));
    let weighted = 0;
    let isOut = changes.some((change) => change.isOut);
    for (const [at, one] of counting.entries()) {
      const { score = 0, value } = own[at] ?? {};
      weighted += one.weight * score;
      extra += ruledPoints(one, value) ?? 0;
      isOut ||= isOver(one, value);
    }
    const exact = (weights === 0 ? 0 : weighted / weights) + extra;
    return { unit, marks: own, extra, exact, total: rounded(exact), isOut };
  });
  return { rows: ranked(rows), counting };
}

/** The same from single values. */
export const standingOf = (facts: Facts): Standing => standingFrom(facts, foldedBy(facts));

function ranked(rows: readonly Row[]): Row[] {
  const inside = rows.filter(({ isOut }) => !isOut).sort((a, b) => b.total - a.total);
  const ranks = ranksOf(inside.map(({ total }) => total));
  return [...inside.map((row, at) => ({ ...row, rank: ranks[at] ?? at + 1 })), ...rows.filter(({ isOut }) => isOut)];
}

const isRule = ({ each, outOver }: Indicator): boolean => each !== undefined || outOver !== undefined;

/** What a value costs or brings by the indicator’s rule; undefined: there is none. */
export const ruledPoints = ({ each }: Pick<Indicator, 'each'>, value: number | undefined): number | undefined =>
  each === undefined || value === undefined ? undefined : value * each;

/** Whether a value puts its unit out of the ranking. */
export const isOver = ({ outOver }: Pick<Indicator, 'outOver'>, value: number | undefined): boolean =>
  outOver !== undefined && value !== undefined && value > outOver;

/** @returns the mark of each unit, in their order */
function marksOf(
  indicator: Indicator,
  units: readonly Unit[],
  values: ReadonlyMap<string, number>,
  { half }: Pick<Rules, 'half'>,
): Mark[] {
  const { id, direction, target, cap, scale } = indicator;
  const isPulled = scale !== 'total';
  let heads = 0;
  let all = 0;
  const marks = units.map((unit): Mark => {
    const value = values.get(unit.key);
    if (value === undefined) return { indicator: id, x: 0, goal: 0, capped: 0, base: 0, own: 1, score: 0 };
    const x = xOf(indicator, value, unit);
    const by = isPulled ? unit.heads : 1;
    heads += by;
    all += x * by;
    const own = isPulled ? ownOf(unit, half) : 1;
    return { indicator: id, value, x, goal: 0, capped: 0, base: 0, own, score: 0 };
  });
  const goal = target ?? all / heads;
  let score = 0;
  for (const [place, mark] of marks.entries()) {
    mark.goal = goal;
    if (mark.value === undefined) continue;
    mark.capped = Math.min(cap, Math.max(0, againstGoal(direction, mark.x, goal, cap)));
    score += mark.capped * (isPulled ? (units[place]?.heads ?? 0) : 1);
  }
  const base = target === undefined ? 100 : score / heads;
  for (const mark of marks) {
    mark.base = base;
    if (mark.value !== undefined) mark.score = base + mark.own * (mark.capped - base);
  }
  return marks;
}

/** A value as it is compared. */
export function xOf({ scale }: Pick<Indicator, 'scale'>, value: number, { heads }: Pick<Unit, 'heads'>): number {
  return scale === 'head' ? value / Math.max(1, heads) : value;
}

/** How much of a unit’s score is its own, from 0 to 1. */
export function ownOf({ heads }: Pick<Unit, 'heads'>, half: number): number {
  return heads + half === 0 ? 1 : heads / (heads + half);
}

/** 100 is the goal. A goal of 0 is reached by 0, missed by more where less is better, and exceeded by more where more is. */
function againstGoal(direction: Indicator['direction'], x: number, goal: number, cap: number): number {
  if (goal === 0) return x === 0 ? 100 : direction === 'more' ? cap : 0;
  return direction === 'more' ? (100 * x) / goal : 100 * (2 - x / goal);
}

/** The values of each unit’s slots as one. */
export function foldedBy({ indicators, counted }: Pick<Facts, 'indicators' | 'counted'>): Folded {
  const folds = new Map(indicators.map(({ id, fold }) => [id, fold]));
  const slots = new Map<string, Map<string, Counted[]>>();
  for (const one of counted) {
    if (!folds.has(one.indicator)) continue;
    const units = slots.get(one.indicator) ?? new Map<string, Counted[]>();
    slots.set(one.indicator, units);
    const own = units.get(one.unit);
    if (own === undefined) units.set(one.unit, [one]);
    else own.push(one);
  }
  return new Map(
    [...slots].map(([id, units]) => [
      id,
      new Map([...units].map(([unit, own]) => [unit, foldOf(folds.get(id) ?? 'sum', own)])),
    ]),
  );
}

function foldOf(fold: Fold, counted: readonly Counted[]): number {
  const values = [...counted].sort((a, b) => (a.slot < b.slot ? -1 : 1)).map(({ value }) => value);
  if (fold === 'latest') return values.at(-1) ?? 0;
  return fold === 'sum' ? sum(values) : sum(values) / values.length;
}

/**
 * Rounded to two decimals, half away from zero, from the 15 figures that a spreadsheet keeps: 1.005 is 1.01, as `ROUND` has
 * it, although the float is a little less.
 */
export function rounded(number: number): number {
  const kept = Number(number.toPrecision(15));
  const hundredths = Number((Math.abs(kept) * 100).toPrecision(15));
  const whole = Math.round(hundredths) / 100;
  return kept < 0 && whole !== 0 ? -whole : whole;
}

function sum(numbers: readonly number[]): number {
  let all = 0;
  for (const one of numbers) all += one;
  return all;
}
