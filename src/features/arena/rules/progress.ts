import { after, type Decision, type Decisions, isReady, type Laid, type Match, matchesOf } from './bracket.ts';
import { type SideMarks, winnerOf } from './marks.ts';

/*
 * How a bracket goes on by itself: pure. Asked again it decides the same, and what is decided stays, unless an officer
 * changes it.
 */

/** What two sides have put in so far. */
export interface PutIn {
  a: SideMarks;
  b: SideMarks;
  /** Nobody on either side has anything left to do. */
  isDone: boolean;
  /** Of a live match: who is there, by having checked in or begun, and from when on nobody waits for the others. */
  here?: { a: boolean; b: boolean; by: Date };
}

export interface Standing {
  laid: readonly Laid[];
  decisions: Decisions;
  /** Seeds that have given up. */
  withdrawn: ReadonlySet<number>;
  /** When a match is decided at the latest. */
  deadlineOf(match: Match): Date;
  /** From when on one is played. */
  startOf(match: Match): Date;
  putInOf(match: Match): PutIn;
  limitMs: number;
}

/**
 * What is to be decided now, with what was decided before: matches in which somebody has withdrawn, in which both sides are done, and
 * those whose time is over. A side that did not appear loses; if neither did, both are out, and the bracket goes on. What becomes
 * ready by this is decided the next time, so that nobody loses a match before they could know of it.
 * @returns undefined: nothing is to be decided
 */
export function decideDue(standing: Standing, now: Date): Decisions | undefined {
  const { laid } = standing;
  let decisions = standing.decisions;
  // A decision may make another match ready, whose people have withdrawn.
  for (let isFirst = true; ; isFirst = false) {
    const found = matchesOf(laid, decisions).flatMap((match): [string, Decision][] => {
      const decided = withdrawal(match, standing) ?? (isFirst ? decisionOf(match, standing, now) : undefined);
      return decided === undefined ? [] : [[match.id, { ...decided, at: now }]];
    });
    if (found.length === 0) return decisions === standing.decisions ? undefined : decisions;
    decisions = { ...decisions, ...Object.fromEntries(found) };
  }
}

function withdrawal(match: Match, { withdrawn }: Standing): Omit<Decision, 'at'> | undefined {
  const [a, b] = [match.a2 ?? 0, match.b2 ?? 0];
  if (isLeftAlone(match) && withdrawn.has(a + b) && match.decision === undefined)
    return { winner: 0, how: 'withdrawn' };
  if (!isReady(match)) return undefined;
  const [isOutA, isOutB] = [withdrawn.has(a), withdrawn.has(b)];
  return isOutA || isOutB ? { winner: isOutA ? (isOutB ? 0 : b) : a, how: 'withdrawn' } : undefined;
}

function decisionOf(match: Match, standing: Standing, now: Date): Omit<Decision, 'at'> | undefined {
  const { deadlineOf, startOf, putInOf, limitMs } = standing;
  if (!isReady(match) || now < startOf(match)) return undefined;
  const [a, b] = [match.a2 ?? 0, match.b2 ?? 0];
  const { a: own, b: other, isDone, here } = putInOf(match);
  if (here !== undefined && now >= here.by && !(here.a && here.b))
    return { winner: here.a ? a : here.b ? b : 0, how: 'absent' };
  if (!isDone && now < deadlineOf(match)) return undefined;
  return winnerOf({ seed: a, marks: own }, { seed: b, marks: other }, limitMs);
}

/** Nobody is left to play against in what would be the last match: somebody who has withdrawn does not win it. */
function isLeftAlone({ kind, a2, b2 }: Match): boolean {
  return (kind === 'final' || kind === 'third') && (a2 === 0) !== (b2 === 0) && a2 !== undefined && b2 !== undefined;
}

/**
 * What an officer decides about a match: another winner, or nobody. What was decided without play further on is decided again;
 * what was played stays, so it stands in the way.
 * @param isBegun whether anybody has begun a match
 * @returns the decisions; or the match that stands in the way
 */
export function overturn(
  { laid, decisions }: Pick<Standing, 'laid' | 'decisions'>,
  id: string,
  decided: Omit<Decision, 'how'>,
  isBegun: (id: string) => boolean,
): { decisions: Decisions } | { held: Match } {
  const matches = matchesOf(laid, decisions);
  const further = new Set(after(laid, id).map((one) => one.id));
  const held = matches.find((one) => further.has(one.id) && isBegun(one.id));
  if (held !== undefined) return { held };
  const kept = Object.entries(decisions).filter(([other]) => !further.has(other));
  return { decisions: { ...Object.fromEntries(kept), [id]: { ...decided, how: 'officer' } } };
}
