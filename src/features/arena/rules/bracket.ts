/*
 * A bracket: which matches there are, who is in them, and how it ends. It follows from the first round and from the
 * decisions alone, so that nothing of it is stored twice. Pure.
 */

/** Where somebody in a match comes from. */
export type Source = { seed: number } | { winnerOf: string } | { loserOf: string };

/** `main`: the knockout; `second`: the losers' round; `third`: for the third place; `final`. */
export type MatchKind = 'main' | 'second' | 'third' | 'final';

/** A match as it is laid out. */
export interface Laid {
  id: string;
  kind: MatchKind;
  /** In which round it is played, from 1; rounds follow one another in the calendar. */
  round: number;
  a: Source;
  b: Source;
}

export interface Rules {
  /** The losers of the semi-finals play for the third place. Not with a second life, which decides it. */
  hasThird: boolean;
  /** Who loses once goes on in the losers' round, whose winner is in the final. From four entrants on. */
  hasSecondLife: boolean;
}

/**
 * How a match was decided. `winner` is a seed, or 0: nobody, both are out. `played`: by their papers; `absent`: one did not
 * appear, or neither did; `withdrawn`: one had withdrawn, or both had; `officer`: see `reason`.
 */
export interface Decision {
  winner: number;
  how: 'played' | 'absent' | 'withdrawn' | 'officer';
  at: Date;
  by?: string;
  reason?: string;
}
/** By match. */
export type Decisions = Readonly<Record<string, Decision>>;

/** Who is on a side: a seed; 0: nobody will be; undefined: not known yet. */
export type Side = number | undefined;

/** A match as it stands. A bye has a winner and no decision. */
export interface Match extends Laid {
  a2: Side;
  b2: Side;
  winner: Side;
  loser: Side;
  decision: Decision | undefined;
}

const LEAST_FOR_SECOND_LIFE = 4;

/** The match out of which somebody comes; undefined: they are in it from the draw. */
export const matchOf = (source: Source): string | undefined =>
  'winnerOf' in source ? source.winnerOf : 'loserOf' in source ? source.loserOf : undefined;

/** All matches of a bracket, each after those on which it depends. @param first the seeds of the first round, see `firstRound` */
export function layOut(first: readonly number[], { hasThird, hasSecondLife }: Rules): Laid[] {
  const laid: Laid[] = [];
  const rounds = new Map<string, number>();
  const roundOf = (source: Source): number => rounds.get(matchOf(source) ?? '') ?? 0;
  const add = (id: string, kind: MatchKind, a: Source, b: Source): Source => {
    const round = Math.max(roundOf(a), roundOf(b)) + 1;
    rounds.set(id, round);
    laid.push({ id, kind, a, b, round });
    return { winnerOf: id };
  };
  const isDouble = hasSecondLife && first.length >= LEAST_FOR_SECOND_LIFE;
  const pairs = <T>(of: readonly T[]): [T, T][] =>
    Array.from({ length: of.length / 2 }, (_, nth) => [of[nth * 2] as T, of[nth * 2 + 1] as T]);
  const lose = (source: Source): Source => ({ loserOf: 'winnerOf' in source ? source.winnerOf : '' });

  let standing: Source[] = first.map((seed) => ({ seed }));
  /** Who is left in the losers' round. */
  let second: Source[] = [];
  for (let main = 1; standing.length > 1; main++) {
    const isLast = standing.length === 2;
    const before = standing;
    standing = pairs(before).map(([a, b], nth) =>
      add(`m${main}-${nth + 1}`, isLast && !isDouble ? 'final' : 'main', a, b),
    );
    if (isLast && !isDouble && hasThird && main > 1) {
      const [a, b] = before;
      if (a !== undefined && b !== undefined) add('third', 'third', lose(a), lose(b));
    }
    if (!isDouble) continue;
    const dropped = standing.map(lose);
    if (main === 1) {
      second = pairs(dropped).map(([a, b], nth) => add(`s1-${nth + 1}`, 'second', a, b));
      continue;
    }
    // From the other end, so that two who have met do not meet at once again.
    const met = main % 2 === 0 ? dropped.toReversed() : dropped;
    second = second.map((one, nth) => add(`s${main}a-${nth + 1}`, 'second', one, met[nth] ?? { seed: 0 }));
    if (second.length > 1) second = pairs(second).map(([a, b], nth) => add(`s${main}b-${nth + 1}`, 'second', a, b));
  }
  const [champion] = standing;
  const [back] = second;
  if (isDouble && champion !== undefined && back !== undefined) add('final', 'final', champion, back);
  return laid;
}

/** Every match as it stands after these decisions. A decision that names nobody in its match is as if it were not there. */
export function matchesOf(laid: readonly Laid[], decisions: Decisions): Match[] {
  const known = new Map<string, Match>();
  const sideOf = (source: Source): Side => {
    if ('seed' in source) return source.seed;
    return 'winnerOf' in source ? known.get(source.winnerOf)?.winner : known.get(source.loserOf)?.loser;
  };
  return laid.map((one) => {
    const [a2, b2] = [sideOf(one.a), sideOf(one.b)];
    const match: Match = { ...one, a2, b2, ...outcome(a2, b2, decisions[one.id]) };
    known.set(one.id, match);
    return match;
  });
}

function outcome(a: Side, b: Side, decision: Decision | undefined): Pick<Match, 'winner' | 'loser' | 'decision'> {
  const open = { winner: undefined, loser: undefined, decision: undefined };
  if (a === undefined || b === undefined) return open;
  if (a === 0 || b === 0) {
    // One alone goes on; who has withdrawn meanwhile is out all the same.
    const isOut = decision?.winner === 0 && a + b > 0;
    return isOut ? { winner: 0, loser: 0, decision } : { winner: a + b, loser: 0, decision: undefined };
  }
  if (decision === undefined || ![0, a, b].includes(decision.winner)) return open;
  const { winner } = decision;
  return { winner, loser: winner === 0 ? 0 : winner === a ? b : a, decision };
}

/** Two people are in it and it is not decided. */
export const isReady = ({ a2 = 0, b2 = 0, winner }: Match): boolean => a2 > 0 && b2 > 0 && winner === undefined;

/** All of it is decided. */
export const isComplete = (matches: readonly Match[]): boolean => matches.every(({ winner }) => winner !== undefined);

/** How many rounds there are. */
export const roundsOf = (laid: readonly Pick<Laid, 'round'>[]): number => Math.max(...laid.map(({ round }) => round));

/** The matches that depend on one, near or far. */
export function after(laid: readonly Laid[], id: string): Laid[] {
  const reached = new Set([id]);
  const isFrom = (source: Source): boolean => reached.has(matchOf(source) ?? '');
  return laid.filter((one) => {
    if (!isFrom(one.a) && !isFrom(one.b)) return false;
    reached.add(one.id);
    return true;
  });
}
