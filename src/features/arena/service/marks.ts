import type { Context } from '../../../context.ts';
import { isEnded, type Key, rightOf } from '../../../papers/answers.ts';
import { sealedPapers } from '../../../papers/papers.ts';
import type { SheetQuestion } from '../../../papers/sealing.ts';
import { papers, presences, sheets } from '../model.ts';
import type { Match } from '../rules/bracket.ts';
import { entrantAt, type LaidBy, laidOf, type PutInSoFar } from '../rules/contest.ts';
import type { Marks, SideMarks } from '../rules/marks.ts';
import type { Contest, Paper, Presence, Sheet } from '../rules/records.ts';
import { checkInFrom, GRACE_MS, limitOf, type MatchTimes } from '../rules/rounds.ts';
import { WORDS } from '../words.ts';

/** The papers of matches: both sides have the same questions. */
export const matchPapers = sealedPapers<Sheet, Paper>({
  feature: 'arena',
  sheets,
  papers,
  noQuestions: WORDS.noQuestions,
});

/** What was played in some matches of a contest, marked with what was corrected since. */
export interface Played extends PutInSoFar {
  papers: readonly Paper[];
  /** The questions of a match; none where nobody has begun. */
  questionsOf(match: string): SheetQuestion[];
  keysOf(match: string): Key[];
  /** The same as `marksOf` by entrant: before the draw there are no seeds. */
  sideOf(match: string, entrant: string | undefined): SideMarks;
  ofPaper(paper: Paper): Marks;
}

export const sheetId = (contest: string, match: string): string => `${contest}-${match}`;

/** One person's papers in some contests. */
export const ownPapers = (ctx: Context, member: string, ids: readonly string[]): Promise<Paper[]> =>
  papers(ctx)
    .find({ workspace: ctx.workspace, contest: { $in: [...ids] }, member })
    .lean<Paper[]>();

/** Who is there for live matches, as they are timed now. @param among only in these */
export async function presencesIn(
  ctx: Context,
  found: readonly (LaidBy & MatchTimes & Pick<Contest, '_id'>)[],
  among: { match?: object } = {},
): Promise<Presence[]> {
  const ids = found.map(({ _id }) => _id);
  const there = await presences(ctx)
    .find({ workspace: ctx.workspace, contest: { $in: ids }, ...among })
    .lean<Presence[]>();
  const from = new Map(
    found.flatMap((one) =>
      laidOf(one).map((match): [string, Date] => [sheetId(one._id, match.id), checkInFrom(one, match)]),
    ),
  );
  return there.filter(({ contest, match, at }) => at >= (from.get(sheetId(contest, match)) ?? at));
}

/** @param matches only these; all of them if absent. @param now as of when papers whose time is over are done */
export async function playedIn(
  ctx: Context,
  contest: Contest,
  matches?: readonly string[],
  now = new Date(0),
): Promise<Played> {
  const { workspace } = ctx;
  const only = matches === undefined ? {} : { match: { $in: [...matches] } };
  const among = { workspace, contest: contest._id, ...only };
  const [found, laid, there] = await Promise.all([
    papers(ctx).find(among).sort({ board: 1 }).lean<Paper[]>(),
    sheets(ctx).find(among).lean<Sheet[]>(),
    contest.isLive ? presencesIn(ctx, [contest], only) : [],
  ]);
  const sheetOf = new Map(laid.map((one) => [one.match, one]));
  const questionsOf = once((match): SheetQuestion[] => {
    const sheet = sheetOf.get(match);
    return sheet === undefined ? [] : matchPapers.open(ctx, sheet);
  });
  const corrected = new Map(contest.corrections.map(({ question, right }) => [question, right]));
  const keysOf = once((match) => questionsOf(match).map(({ id, right }) => ({ right: corrected.get(id) ?? [right] })));
  const limit = limitOf(contest);
  const ofPaper = ({ answers, startedAt, lastAt, match }: Paper): Marks => {
    const isWhole = answers.length >= contest.count;
    const ms = isWhole ? lastAt.getTime() - startedAt.getTime() : limit;
    return { right: rightOf(answers, keysOf(match)), ms: Math.min(Math.max(0, ms), limit) };
  };
  const sides = new Map<string, Paper[]>();
  for (const paper of found) {
    const key = sideKey(paper.match, paper.entrant);
    sides.set(key, [...(sides.get(key) ?? []), paper]);
  }
  const boards = Array.from({ length: contest.boards }, (_, board) => board);
  const marked = once((key): SideMarks => {
    const own = sides.get(key) ?? [];
    return boards.map((board) => {
      const paper = own.find((one) => one.board === board);
      return paper && ofPaper(paper);
    });
  });
  const sideOf = (match: string, entrant = ''): SideMarks => marked(sideKey(match, entrant));
  const idAt = (seed: number | undefined): string => entrantAt(contest, seed)?.id ?? '';
  const isThere = new Set(there.map(({ match, entrant }) => sideKey(match, entrant)));
  // What was pressed in time may still be on its way.
  const heardBy = new Date(now.getTime() - GRACE_MS);
  return {
    papers: found,
    questionsOf,
    keysOf,
    sideOf,
    ofPaper,
    marksOf: (match, seed) => sideOf(match, idAt(seed)),
    isDone: ({ id, a2, b2 }: Match) =>
      [a2, b2].every((seed) => {
        const own = sides.get(sideKey(id, idAt(seed))) ?? [];
        return own.length === contest.boards && own.every((one) => isEnded(one, contest.count, heardBy));
      }),
    isHere: (match, seed) => {
      const key = sideKey(match, idAt(seed));
      return sides.has(key) || isThere.has(key);
    },
  };
}

const sideKey = (match: string, entrant: string): string => `${match} ${entrant}`;

/** A function of a text that is worked out once for each. */
function once<T>(work: (key: string) => T): (key: string) => T {
  const known = new Map<string, T>();
  return (key) => {
    const before = known.get(key);
    if (before !== undefined) return before;
    const made = work(key);
    known.set(key, made);
    return made;
  };
}
