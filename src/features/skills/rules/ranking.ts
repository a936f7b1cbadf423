import type { TieRule } from './records.ts';

/** What decides somebody's place; all of it whole. */
export interface Standing {
  member: string;
  start: number;
  total: number;
  theory: number;
  measured: number;
  /** Undefined: nobody has written it down, and it comes last. */
  seconds: number | undefined;
}

type Key = (one: Standing) => number;

const THEORY: Key = ({ theory }) => -theory;
const MEASURED: Key = ({ measured }) => -measured;
const TIME: Key = ({ seconds }) => seconds ?? Number.MAX_SAFE_INTEGER;

const KEYS: Record<TieRule, readonly Key[]> = {
  'theory-measured-time': [THEORY, MEASURED, TIME],
  'measured-time': [MEASURED, TIME],
  time: [TIME],
  shared: [],
};

/** How two stand: below 0 the first is ahead, 0: they share their place. */
export function compare(a: Standing, b: Standing, rule: TieRule): number {
  for (const key of [({ total }: Standing) => -total, ...KEYS[rule]]) {
    const by = key(a) - key(b);
    if (by !== 0) return by;
  }
  return 0;
}

/**
 * Ranks people of a discipline: by the total, then by the rule; those whom nothing parts share the better place, and the next place is
 * left out. The order of who is given does not matter.
 * @returns the best first; people who share a place by their start numbers
 */
export function ranked(all: readonly Standing[], rule: TieRule): (Standing & { place: number })[] {
  const sorted = all.toSorted((a, b) => compare(a, b, rule) || a.start - b.start);
  const placed: (Standing & { place: number })[] = [];
  for (const [nth, one] of sorted.entries()) {
    const before = placed.at(-1);
    const isShared = before !== undefined && compare(before, one, rule) === 0;
    placed.push({ ...one, place: isShared ? before.place : nth + 1 });
  }
  return placed;
}
