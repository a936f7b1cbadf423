import type { Match, MatchKind, Side, Source } from './bracket.ts';
import { matchOf } from './bracket.ts';

/*
 * The bracket as one picture of signs: pure. Names stand at its right end, so that wide and narrow letters leave the lines
 * where they are; the tree grows to the left, one line for each who is in it. Double lines are the way of who has won. The
 * signs are those of the keyboard: the others of a font for Chinese are twice as wide as a space.
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
/** Signs of a round, by how deep a picture is: with a name it has to stay on a phone. */
const stepFor = (depth: number): number => (depth <= 5 ? 3 : 2);

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
    return tree === undefined || isUnknown(tree)
      ? []
      : cutUp(root.kind === 'final' && !isDouble ? 'main' : root.kind, root, tree, facts);
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

function cutUp(kind: MatchKind, root: Match, tree: Tree, facts: PictureFacts): Picture[] {
  const whole = (of: Tree, as: MatchKind, last?: Match, half?: 1 | 2): Picture => ({
    kind: as,
    half,
    rows: drawn(of, last, facts),
  });
  if ('leaf' in tree || leavesOf(tree) <= MOST_ROWS) return [whole(tree, kind, root)];
  const { match, a, b } = tree;
  return [
    whole(a, kind, undefined, 1),
    whole(b, kind, undefined, 2),
    whole({ match, a: { leaf: match.a2 }, b: { leaf: match.b2 } }, match.kind, root),
  ];
}

/** Nobody in it is known yet. */
const isUnknown = (tree: Tree): boolean =>
  'leaf' in tree ? tree.leaf === undefined : isUnknown(tree.a) && isUnknown(tree.b);

const leavesOf = (tree: Tree): number => ('leaf' in tree ? 1 : leavesOf(tree.a) + leavesOf(tree.b));
const depthOf = (tree: Tree): number => ('leaf' in tree ? 0 : 1 + Math.max(depthOf(tree.a), depthOf(tree.b)));

interface Line {
  tree: string;
  side: Side;
}

/** @param root the match that its winner has won */
function drawn(tree: Tree, root: Match | undefined, { nameOf, rightOf }: PictureFacts): PictureRow[] {
  const matches = matchesIn(tree);
  const depth = depthOf(tree);
  return linesOf(tree, depth, stepFor(depth), false).map(({ tree: signs, side }): PictureRow => {
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
          : root?.winner === side
            ? 'winner'
            : undefined,
    };
  });
}

/** Those of a tree, each after those on which it depends. */
const matchesIn = (tree: Tree): Match[] =>
  'leaf' in tree ? [] : [...matchesIn(tree.a), ...matchesIn(tree.b), tree.match];

/** @param isWon whether whoever comes out of it has won the match on its left */
function linesOf(tree: Tree, depth: number, step: number, isWon: boolean): Line[] {
  const line = (isDouble: boolean, length: number) => (isDouble ? '=' : '-').repeat(length);
  if ('leaf' in tree) return [{ tree: line(isWon, depth * step), side: tree.leaf }];
  const { match, a, b } = tree;
  const [wonA, wonB] = [match.a2, match.b2].map((side) => Boolean(side) && match.winner === side) as [boolean, boolean];
  const upper = linesOf(a, depth - 1, step, wonA);
  const lower = linesOf(b, depth - 1, step, wonB);
  const blank = ' '.repeat(step - 1);
  return [
    ...upper.map((one, nth) => ({ ...one, tree: (nth === 0 ? `+${line(wonA, step - 1)}` : `|${blank}`) + one.tree })),
    ...lower.map((one, nth) => ({ ...one, tree: (nth === 0 ? `\\${line(wonB, step - 1)}` : ` ${blank}`) + one.tree })),
  ];
}
