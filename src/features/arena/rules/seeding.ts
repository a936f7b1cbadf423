import { shuffledOrder } from '../../../lib/seeded.ts';

/*
 * Who is which seed, and who meets whom first: pure. What is drawn by lot follows from a random text that is kept with the
 * draw, so that everybody can draw it again.
 */

export const SEEDINGS = ['drawn', 'season', 'mastery'] as const;
/** By lot; by the places of the last season; or by how much of the quiz somebody has answered rightly. */
export type Seeding = (typeof SEEDINGS)[number];

/** What the seeds follow from, by entrant. */
export interface Known {
  /** The place in the last season, from 1. */
  places: ReadonlyMap<string, number>;
  /** The share of right answers, 0 to 1. */
  mastery: ReadonlyMap<string, number>;
}

/**
 * Entrants in the order of their seeds. Those of whom nothing is known follow the others, and equals stand in an order by
 * lot.
 * @param ids in any order: the same lot gives the same seeds
 * @param lot the random text of the draw
 */
export function seedsOf(ids: readonly string[], how: Seeding, known: Known, lot: string): string[] {
  const sorted = ids.toSorted();
  const rank = (id: string): number => {
    if (how === 'season') return known.places.get(id) ?? Number.POSITIVE_INFINITY;
    return how === 'mastery' ? -(known.mastery.get(id) ?? -1) : 0;
  };
  return shuffledOrder(lot, sorted.length)
    .flatMap((index) => sorted[index] ?? [])
    .map((id, nth) => ({ id, nth, rank: rank(id) }))
    .toSorted((a, b) => (a.rank === b.rank ? a.nth - b.nth : a.rank - b.rank))
    .map(({ id }) => id);
}

/** The branch of a seed; undefined: of none, which clashes with nobody. */
export type BranchOf = (seed: number) => string | undefined;

/** How many places a bracket for so many entrants has in its first round: a power of two. */
export function sizeFor(entrants: number): number {
  let size = 2;
  while (size < entrants) size *= 2;
  return size;
}

/** Seeds in the order of their places, so that the best meet last: each pair beside one another adds up to size + 1. */
export function placesOf(size: number): number[] {
  let order = [1];
  while (order.length < size) order = order.flatMap((seed) => [seed, order.length * 2 + 1 - seed]);
  return order;
}

/**
 * The first round: the seed in each place, from the top, 0 where there is nobody. The best seeds have the byes, in their
 * order. Two of one branch meet first only where that cannot be avoided: the weaker halves change places among
 * themselves, as little as possible; so do those who meet first in the second round, after a bye each.
 * @param entrants how many, from 2
 */
export function firstRound(entrants: number, branchOf: BranchOf): number[] {
  const size = sizeFor(entrants);
  const byes = size - entrants;
  /** Who stands where the usual order has a seed. */
  const at = new Map<number, number>();
  for (let seed = 1; seed <= size; seed++) at.set(seed, seed <= entrants ? seed : 0);
  pairUp(range(byes + 1, size / 2), size, at, branchOf);
  // After a bye each: the weakest of those who rest.
  const rested = range(Math.max(1, size / 2 + 1 - byes), size / 4);
  pairUp(rested, size / 2, at, branchOf);
  for (const high of rested) {
    const low = size / 2 + 1 - high;
    if (!isClash(at.get(high), at.get(low), branchOf)) continue;
    // Somebody else with a bye, who would meet the winner of a match: the weakest whose branch is another.
    const other = range(1, size / 2 - byes)
      .toReversed()
      .find((seed) => !isClash(at.get(high), at.get(seed), branchOf));
    if (other !== undefined) swap(at, low, other);
  }
  return placesOf(size).map((seed) => at.get(seed) ?? 0);
}

/** Gives each of the better ones an opponent out of the places that mirror theirs. */
function pairUp(highs: readonly number[], size: number, at: Map<number, number>, branchOf: BranchOf): void {
  const left = highs.map((high) => at.get(size + 1 - high) ?? 0);
  for (const [nth, high] of highs.entries()) {
    const seed = at.get(high) ?? 0;
    const others = highs.slice(nth + 1).map((one) => at.get(one) ?? 0);
    const best = left.map((low, index) => {
      const rest = left.filter((_, other) => other !== index);
      return Number(isClash(seed, low, branchOf)) + fewestClashes(others, rest, branchOf);
    });
    const chosen = best.indexOf(Math.min(...best));
    at.set(size + 1 - high, left[chosen] ?? 0);
    left.splice(chosen, 1);
  }
}

/**
 * How few pairs of one branch there can be between as many on either side: by Hall's theorem as many as a branch has more
 * people than there are pairs.
 */
function fewestClashes(highs: readonly number[], lows: readonly number[], branchOf: BranchOf): number {
  const counts = new Map<string, number>();
  for (const seed of [...highs, ...lows]) {
    const branch = branchOf(seed);
    if (branch !== undefined) counts.set(branch, (counts.get(branch) ?? 0) + 1);
  }
  return Math.max(0, ...[...counts.values()].map((count) => count - highs.length));
}

function isClash(a: number | undefined, b: number | undefined, branchOf: BranchOf): boolean {
  if (!a || !b) return false;
  const branch = branchOf(a);
  return branch !== undefined && branch === branchOf(b);
}

function swap(at: Map<number, number>, a: number, b: number): void {
  const [one = 0, other = 0] = [at.get(a), at.get(b)];
  at.set(a, other);
  at.set(b, one);
}

/** Whole numbers from one to another, both included; none where the first is greater. */
function range(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, Math.floor(to) - from + 1) }, (_, nth) => from + nth);
}
