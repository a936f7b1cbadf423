/*
 * Who wins a match: pure. Accuracy comes first; time only parts people who are equally right.
 */

/** What one paper is worth. */
export interface Marks {
  right: number;
  /** From the first view of it to the last answer. */
  ms: number;
}

/** What a side has put in: its papers board by board. Undefined: nobody appeared at that board. */
export type SideMarks = readonly (Marks | undefined)[];

const appeared = (side: SideMarks): boolean => side.some((one) => one !== undefined);
const seconds = (ms: number): number => Math.floor(ms / 1_000);
const sum = (side: SideMarks, of: (marks: Marks) => number): number =>
  side.reduce((total, one) => total + (one === undefined ? 0 : of(one)), 0);

/** How two sides stand: below 0 the first is ahead, above 0 the second, 0: nothing parts them. */
export function compare(a: SideMarks, b: SideMarks, limitMs: number): number {
  const right = ({ right: own }: Marks) => own;
  const bySum = sum(b, right) - sum(a, right);
  if (bySum !== 0) return bySum;
  const boards = Array.from({ length: Math.max(a.length, b.length) }, (_, nth) => nth);
  for (const nth of boards) {
    const byBoard = (b[nth]?.right ?? 0) - (a[nth]?.right ?? 0);
    if (byBoard !== 0) return byBoard;
  }
  // Who did not appear at a board has used all of its time.
  const timeOf = (side: SideMarks, nth: number) => seconds(side[nth]?.ms ?? limitMs);
  const total = (side: SideMarks) => boards.reduce((all, nth) => all + timeOf(side, nth), 0);
  if (total(a) !== total(b)) return total(a) - total(b);
  for (const nth of boards) if (timeOf(a, nth) !== timeOf(b, nth)) return timeOf(a, nth) - timeOf(b, nth);
  return 0;
}

/**
 * The winner of a match: more right answers in all, then on the first board, the second …, then less time, in whole
 * seconds; where even that is the same, the better seed.
 * @returns a seed; 0: neither side appeared
 */
export function winnerOf(
  a: { seed: number; marks: SideMarks },
  b: { seed: number; marks: SideMarks },
  limitMs: number,
): { winner: number; how: 'played' | 'absent' } {
  const [hasA, hasB] = [appeared(a.marks), appeared(b.marks)];
  if (!hasA && !hasB) return { winner: 0, how: 'absent' };
  if (!hasA || !hasB) return { winner: hasA ? a.seed : b.seed, how: 'absent' };
  const order = compare(a.marks, b.marks, limitMs) || a.seed - b.seed;
  return { winner: order < 0 ? a.seed : b.seed, how: 'played' };
}
