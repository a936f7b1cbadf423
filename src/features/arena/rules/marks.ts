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

/** What somebody answered: the place of the option in the paper, by question; undefined: nothing. */
export type Answers = readonly (number | undefined)[];

/** A question as it is marked. @param right the options that count; empty: it counts for everybody */
export interface Key {
  right: readonly number[];
}

/** How many answers are right. A question that was found wrong counts for everybody who had the paper. */
export function rightOf(answers: Answers, keys: readonly Key[]): number {
  return keys.filter(({ right }, nth) => {
    const answer = answers[nth];
    return right.length === 0 || (answer !== undefined && right.includes(answer));
  }).length;
}

/** So far a click can be older than its arrival: Slack takes it at once, and the way to us may be slow. */
const SLOW_MS = 30_000;

/**
 * When somebody pressed: Slack's stamp of the click, so that a slow way from Slack to us costs nobody a second. A stamp that is
 * from the future, or too old for a slow way, is not believed.
 * @param stamp Slack's `action_ts`, in seconds
 */
export function pressedAt(stamp: string, arrivedAt: Date): Date {
  const at = Math.round(Number(stamp) * 1_000);
  const arrived = arrivedAt.getTime();
  if (!Number.isFinite(at) || at > arrived) return arrivedAt;
  return new Date(Math.max(at, arrived - SLOW_MS));
}

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
