/**
 * The share of a number of points, rounded half up, so that the ledger holds whole points only.
 * @param points what full credit earns
 * @param credit 0 to 1
 */
export function shareOf(points: number, credit: number): number {
  return Math.round(points * Math.min(1, Math.max(0, credit)));
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
