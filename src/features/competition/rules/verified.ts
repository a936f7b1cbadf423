import type { Facts, Fold, Folded, Indicator, Rules, Unit } from './facts.ts';
import { ANEW, foldedBy, type KeptByIndicator, type Standing, standingFrom } from './reckon.ts';
import { daysOf, monthCloses, monthOf, type Period, WHOLE } from './slots.ts';

/** The verified values of a competition, to be folded over any of its weeks and months. */
export interface Verified {
  slots: readonly string[];
  /** @param isIn of which slots; all if absent @param kept indicators of which nothing has changed in them */
  fold(isIn?: (slot: string) => boolean, kept?: KeptByIndicator): Folded;
}

/** From single values. */
export const verifiedOf = (facts: Pick<Facts, 'indicators' | 'counted'>): Verified => ({
  slots: [...new Set(facts.counted.map(({ slot }) => slot))],
  fold: (isIn = () => true) => foldedBy({ ...facts, counted: facts.counted.filter(({ slot }) => isIn(slot)) }),
});

/** The values of all units on one indicator in one slot. */
export interface Pack {
  indicator: string;
  slot: string;
  /** By the place of the unit in the competition; NaN: none is verified. */
  cells: Float64Array;
}

/** From packs: the same sums in the same order, without a value of their own for each. */
export function packedAs(
  { indicators, units }: { indicators: readonly Indicator[]; units: readonly Unit[] },
  packs: readonly Pack[],
): Verified {
  const inOrder = packs.toSorted((a, b) => (a.slot < b.slot ? -1 : 1));
  const own = new Map(indicators.map(({ id }) => [id, inOrder.filter((pack) => pack.indicator === id)]));
  return {
    slots: [...new Set(inOrder.map(({ slot }) => slot))],
    fold: (isIn = () => true, kept = ANEW) =>
      new Map(
        indicators.flatMap(({ id, fold }) => {
          const folded = kept.once('fold', id, () =>
            foldPacks(
              fold,
              units,
              (own.get(id) ?? []).filter(({ slot }) => isIn(slot)),
            ),
          );
          return folded.size === 0 ? [] : [[id, folded] as const];
        }),
      ),
  };
}

function foldPacks(fold: Fold, units: readonly Unit[], packs: readonly Pack[]): Map<string, number> {
  const values = new Float64Array(units.length);
  const counts = new Uint32Array(units.length);
  for (const { cells } of packs)
    for (let at = 0; at < cells.length; at++) {
      const value = cells[at] ?? Number.NaN;
      if (Number.isNaN(value)) continue;
      values[at] = fold === 'latest' ? value : (values[at] ?? 0) + value;
      counts[at] = (counts[at] ?? 0) + 1;
    }
  const folded = new Map<string, number>();
  for (const [at, { key }] of units.entries()) {
    const [value = 0, count = 0] = [values[at], counts[at]];
    if (count > 0) folded.set(key, fold === 'mean' ? value / count : value);
  }
  return folded;
}

/** The slots that were over at the end of the month before. */
export function slotsBefore({ slots }: Verified, period: Period, today: string): Set<string> {
  const month = today.slice(0, 7);
  return new Set(slots.filter((slot) => slot !== WHOLE && daysOf(slot, period).to.slice(0, 7) < month));
}

/** The standing at the end of the month before: from the values of the slots that were over by then. */
export function standingBefore(
  rules: Rules,
  verified: Verified,
  period: Period,
  today: string,
  kept: KeptByIndicator = ANEW,
): Standing | undefined {
  const over = slotsBefore(verified, period, today);
  if (over.size === 0) return undefined;
  return standingFrom(
    rules,
    verified.fold((slot) => over.has(slot), kept),
    kept,
  );
}

/** Who had the red banner in a month. */
export interface Banner {
  month: string;
  /** Several with the same total share it. */
  units: string[];
}

/**
 * The red banner of each month whose last cut-off is over: of the first by that month’s values alone, without bonus and malus. It follows
 * from the values, so a correction moves it.
 * @param once gives back what it was for this month, as long as no value of it has changed; reckons it again if absent
 */
export function bannersOf(
  rules: Rules,
  { slots, fold }: Verified,
  period: Period,
  today: string,
  once: (month: string, slots: ReadonlySet<string>, holders: () => string[]) => string[] = (_month, _slots, make) =>
    make(),
): Banner[] {
  const byMonth = new Map<string, Set<string>>();
  for (const slot of slots) {
    const month = monthOf(slot, period);
    if (month !== undefined && month < today.slice(0, 7))
      byMonth.set(month, (byMonth.get(month) ?? new Set()).add(slot));
  }
  // Also of the slots without a value: half of the values would decide.
  const closes = monthCloses(rules.indicators, period);
  return [...byMonth]
    .filter(([month]) => (closes.get(month) ?? '') < today)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([month, own]) => ({
      month,
      units: once(month, own, () =>
        standingFrom(
          { ...rules, changes: [] },
          fold((slot) => own.has(slot)),
        )
          .rows.filter(({ rank, total }) => rank === 1 && total > 0)
          .map(({ unit }) => unit.key),
      ),
    }))
    .filter(({ units }) => units.length > 0);
}
