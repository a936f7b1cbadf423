/**
 * The share of a number of points, rounded half up, so that the ledger holds whole points only.
 * @param points what full credit earns
 * @param credit 0 to 1
 */
export function shareOf(points: number, credit: number): number {
  return Math.round(points * Math.min(1, Math.max(0, credit)));
}

/**
 * What the ledger needs so that an entry counts as regraded: never an edit, always one entry that takes the old points
 * back and one that gives the new ones. Reports that read either day stay explainable.
 * @param before points of the entry that stands, @param after points it should have had
 * @returns the points of the two entries; undefined when nothing changes
 */
export function reversalOf(before: number, after: number): { reverse: number; add: number } | undefined {
  // 0 - 0 rather than -0, which would be written as such.
  return before === after ? undefined : { reverse: 0 - before, add: after };
}

/**
 * Ranks as the boards show them: equal points share a rank, and the next rank counts all before it (1, 2, 2, 4).
 * @param points in descending order
 */
export function ranksOf(points: readonly number[]): number[] {
  const ranks: number[] = [];
  for (const [index, value] of points.entries()) {
    ranks.push(index > 0 && points[index - 1] === value ? (ranks[index - 1] ?? index) : index + 1);
  }
  return ranks;
}
