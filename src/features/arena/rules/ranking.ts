import { type Decisions, type Laid, type Match, matchesOf } from './bracket.ts';
import { compare, type SideMarks } from './marks.ts';

/** How somebody came to their place. */
export interface Placed {
  seed: number;
  /** From 1, each once; from 2 where nobody has won the final. */
  place: number;
  /** The last match they were in; absent for somebody who never had an opponent. */
  match: string | undefined;
  how: 'won' | 'lost' | 'absent' | 'withdrawn';
}

const HOW = ['won', 'lost', 'absent', 'withdrawn'] as const;

/**
 * The one complete ranking of a bracket that has ended: how far somebody came; then who played before who did not appear and
 * who had withdrawn; then accuracy and time in the last match; then the seed. So nobody shares a place.
 * @param marksOf what a seed put into a match
 */
export function rankingOf(
  laid: readonly Laid[],
  decisions: Decisions,
  entrants: number,
  marksOf: (match: string, seed: number) => SideMarks,
  limitMs: number,
): Placed[] {
  const matches = matchesOf(laid, decisions);
  const final = matches.find(({ kind }) => kind === 'final');
  const champion = final?.winner ?? 0;
  const ends = Array.from({ length: entrants }, (_, nth) => farthest(matches, nth + 1, champion));
  const order = ends.toSorted((one, other) => {
    const byRound = other.depth - one.depth;
    const byHow = HOW.indexOf(one.how) - HOW.indexOf(other.how);
    if (byRound !== 0 || byHow !== 0) return byRound || byHow;
    const [a, b] = [marksOf(one.match ?? '', one.seed), marksOf(other.match ?? '', other.seed)];
    return compare(a, b, limitMs) || one.seed - other.seed;
  });
  const first = champion === 0 ? 2 : 1;
  return order.map(({ seed, match, how }, nth) => ({ seed, match, how, place: nth + first }));
}

/** A half more than its round: a champion stands before who lost the final, and they before those who play for the third place. */
const CHAMPION = 0.75;
const FINALIST = 0.5;

function farthest(
  matches: readonly Match[],
  seed: number,
  champion: number,
): Omit<Placed, 'place'> & { depth: number } {
  const own = matches.filter(({ a2, b2 }) => a2 === seed || b2 === seed);
  const last = own.at(-1);
  if (last === undefined) return { seed, match: undefined, how: 'withdrawn', depth: 0 };
  const { id, kind, round, winner, decision } = last;
  const depth = round + (seed === champion ? CHAMPION : kind === 'final' ? FINALIST : 0);
  const how =
    winner === seed ? 'won' : decision?.how === 'withdrawn' ? 'withdrawn' : isAbsent(last) ? 'absent' : 'lost';
  return { seed, match: id, how, depth };
}

const isAbsent = ({ decision }: Match): boolean => decision?.how === 'absent' || decision?.winner === 0;
