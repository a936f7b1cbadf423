import type { Match, MatchKind, Side, Source } from './bracket.ts';
import { matchOf } from './bracket.ts';

/*
 * The bracket as one picture of signs: pure. Names stand at its right end, so that wide and narrow letters leave the lines
 * where they are; the tree grows to the left, one line for each who is in it. Heavy lines are the way of who has won.
 */

/** A line of a picture: who, and how their last match in it came out. */
export interface PictureRow {
  tree: string;
  /** Undefined: not known yet. */
  name: string | undefined;
  /** Right answers of theirs and of the other side's. */
  score: readonly [number, number] | undefined;
  fate: 'absent' | 'withdrawn' | 'winner' | undefined;
}

export interface Picture {
  kind: MatchKind;
  /** Of a picture that is too long for one: which half. */
  half: 1 | 2 | undefined;
  rows: readonly PictureRow[];
}

export interface PictureFacts {
  nameOf(seed: number): string;
  rightOf(match: string, seed: number): number | undefined;
}

type Tree = { leaf: Side } | { match: Match; a: Tree; b: Tree };

/** A longer one is drawn in two halves. */
const MOST_ROWS = 64;
/** Of a deep one each round is one sign wide. */
const WIDE_DEPTH = 6;

/** The pictures of a bracket: the knockout, the losers' round, the match for the third place, and a final between the first two. */
export function picturesOf(matches: readonly Match[], facts: PictureFacts): Picture[] {
  const known = new Map(matches.map((one) => [one.id, one]));
  const final = matches.find(({ kind }) => kind === 'final');
  if (final === undefined) return [];
  const back = known.get(matchOf(final.b) ?? '');
  const isDouble = back?.kind === 'second';
  const roots = isDouble ? [known.get(matchOf(final.a) ?? ''), back, final] : [final];
  return [...roots, matches.find(({ kind }) => kind === 'third')].flatMap((root) => {
    if (root === undefined) return [];
    const isIn = ({ kind }: Match) => (root === final && !isDouble ? kind === 'main' : kind === root.kind);
    const tree = treeOf(root, (source) => {
      const match = 'winnerOf' in source ? known.get(source.winnerOf) : undefined;
      return match !== undefined && isIn(match) ? match : undefined;
    });
    return tree === undefined ? [] : cutUp(root.kind === 'final' && !isDouble ? 'main' : root.kind, tree, facts);
  });
}

/** @returns undefined where nobody will be */
function treeOf(match: Match, within: (source: Source) => Match | undefined): Tree | undefined {
  const side = (source: Source, leaf: Side): Tree | undefined => {
    const before = within(source);
    if (before !== undefined) return treeOf(before, within);
    return leaf === 0 ? undefined : { leaf };
  };
  const [a, b] = [side(match.a, match.a2), side(match.b, match.b2)];
  return a === undefined || b === undefined ? (a ?? b) : { match, a, b };
}

function cutUp(kind: MatchKind, tree: Tree, facts: PictureFacts): Picture[] {
  const whole = (of: Tree, as: MatchKind, half?: 1 | 2): Picture => ({ kind: as, half, rows: drawn(of, facts) });
  if ('leaf' in tree || leavesOf(tree) <= MOST_ROWS) return [whole(tree, kind)];
  const { match, a, b } = tree;
  return [
    whole(a, kind, 1),
    whole(b, kind, 2),
    whole({ match, a: { leaf: match.a2 }, b: { leaf: match.b2 } }, match.kind),
  ];
}

const leavesOf = (tree: Tree): number => ('leaf' in tree ? 1 : leavesOf(tree.a) + leavesOf(tree.b));
const depthOf = (tree: Tree): number => ('leaf' in tree ? 0 : 1 + Math.max(depthOf(tree.a), depthOf(tree.b)));

interface Line {
  tree: string;
  side: Side;
}

function drawn(tree: Tree, { nameOf, rightOf }: PictureFacts): PictureRow[] {
  const matches = matchesIn(tree);
  const step = depthOf(tree) > WIDE_DEPTH ? 1 : 2;
  const root = 'leaf' in tree ? undefined : tree.match;
  return linesOf(tree, depthOf(tree), step, undefined).map(({ tree: signs, side }): PictureRow => {
    if (!side) return { tree: signs, name: side === 0 ? '' : undefined, score: undefined, fate: undefined };
    const last = matches.findLast(({ a2, b2, winner }) => winner !== undefined && (a2 === side || b2 === side));
    const other = last?.a2 === side ? last.b2 : last?.a2;
    const [own, theirs] = [rightOf(last?.id ?? '', side), rightOf(last?.id ?? '', other ?? 0)];
    const { decision, winner } = last ?? {};
    const isOut = winner !== undefined && winner !== side;
    return {
      tree: signs,
      name: nameOf(side),
      score: own === undefined || theirs === undefined ? undefined : [own, theirs],
      fate:
        isOut && (decision?.how === 'absent' || decision?.how === 'withdrawn')
          ? decision.how
          : root !== undefined && last?.id === root.id && winner === side
            ? 'winner'
            : undefined,
    };
  });
}

/** Those of a tree, each after those on which it depends. */
const matchesIn = (tree: Tree): Match[] =>
  'leaf' in tree ? [] : [...matchesIn(tree.a), ...matchesIn(tree.b), tree.match];

/** By whether they are heavy: to the left, to the right, down. */
const FORKS = ['┬', '┰', '┮', '┲', '┭', '┱', '┯', '┳'];
/** The first one has nothing on its left. */
const ROOTS = ['┌', '┎', '┍', '┏'];

/** @param isWon whether whoever comes out of it has won the match on its left; undefined: there is none */
function linesOf(tree: Tree, depth: number, step: number, isWon: boolean | undefined): Line[] {
  if ('leaf' in tree) return [{ tree: (isWon ? '━' : '─').repeat(depth * step), side: tree.leaf }];
  const { match, a, b } = tree;
  const [wonA, wonB] = [match.a2, match.b2].map((side) => Boolean(side) && match.winner === side);
  const upper = linesOf(a, depth - 1, step, wonA === true);
  const lower = linesOf(b, depth - 1, step, wonB === true);
  const bits = (wonA ? 2 : 0) + (wonB ? 1 : 0);
  const fork = isWon === undefined ? ROOTS[bits] : FORKS[bits + (isWon ? 4 : 0)];
  const beside = (sign: string, fill: string) => sign + fill.repeat(step - 1);
  const first = { a: beside(fork ?? '', wonA ? '━' : '─'), b: beside(wonB ? '┗' : '└', wonB ? '━' : '─') };
  const rest = { a: beside(wonB ? '┃' : '│', ' '), b: ' '.repeat(step) };
  return [
    ...upper.map((line, nth) => ({ ...line, tree: (nth === 0 ? first.a : rest.a) + line.tree })),
    ...lower.map((line, nth) => ({ ...line, tree: (nth === 0 ? first.b : rest.b) + line.tree })),
  ];
}
