import type { Context } from '../../../context.ts';
import { type Key, rightOf } from '../../../papers/answers.ts';
import { sealedPapers } from '../../../papers/papers.ts';
import type { SheetQuestion } from '../../../papers/sealing.ts';
import { papers, sheets } from '../model.ts';
import { entrantAt, limitOf, type MarksOf } from '../rules/contest.ts';
import type { Marks, SideMarks } from '../rules/marks.ts';
import type { Contest, Paper, Sheet } from '../rules/records.ts';
import { WORDS } from '../words.ts';

/** The papers of matches: both sides have the same questions. */
export const matchPapers = sealedPapers<Sheet, Paper>({
  feature: 'arena',
  sheets,
  papers,
  noQuestions: WORDS.noQuestions,
});

/** What was played in some matches of a contest, marked with what was corrected since. */
export interface Played {
  papers: Paper[];
  /** The questions of a match; none where nobody has begun. */
  questionsOf(match: string): SheetQuestion[];
  keysOf(match: string): Key[];
  marksOf: MarksOf;
  /** The same by entrant: before the draw there are no seeds. */
  sideOf(match: string, entrant: string | undefined): SideMarks;
  ofPaper(paper: Paper): Marks;
}

export const sheetId = (contest: string, match: string): string => `${contest}-${match}`;

/** One person's papers in some contests. */
export const ownPapers = (ctx: Context, member: string, ids: readonly string[]): Promise<Paper[]> =>
  papers(ctx)
    .find({ workspace: ctx.workspace, contest: { $in: [...ids] }, member })
    .lean<Paper[]>();

/** @param matches only these; all of them if absent */
export async function playedIn(ctx: Context, contest: Contest, matches?: readonly string[]): Promise<Played> {
  const { workspace } = ctx;
  const among = { workspace, contest: contest._id, ...(matches === undefined ? {} : { match: { $in: [...matches] } }) };
  const [found, laid] = await Promise.all([
    papers(ctx).find(among).sort({ board: 1 }).lean<Paper[]>(),
    sheets(ctx).find(among).lean<Sheet[]>(),
  ]);
  const sheetOf = new Map(laid.map((one) => [one.match, one]));
  const opened = new Map<string, SheetQuestion[]>();
  const questionsOf = (match: string): SheetQuestion[] => {
    const sheet = sheetOf.get(match);
    if (sheet === undefined) return [];
    const known = opened.get(match) ?? matchPapers.open(ctx, sheet);
    opened.set(match, known);
    return known;
  };
  const corrected = new Map(contest.corrections.map(({ question, right }) => [question, right]));
  const keysOf = (match: string): Key[] =>
    questionsOf(match).map(({ id, right }) => ({ right: corrected.get(id) ?? [right] }));
  const limit = limitOf(contest);
  const ofPaper = (paper: Paper): Marks => {
    const { answers, startedAt, lastAt, match } = paper;
    const isWhole = answers.length >= contest.count;
    const ms = isWhole ? lastAt.getTime() - startedAt.getTime() : limit;
    return { right: rightOf(answers, keysOf(match)), ms: Math.min(Math.max(0, ms), limit) };
  };
  const sideOf = (match: string, entrant: string | undefined): SideMarks =>
    Array.from({ length: contest.boards }, (_, board) => {
      const paper = found.find((one) => one.match === match && one.entrant === entrant && one.board === board);
      return paper === undefined ? undefined : ofPaper(paper);
    });
  const marksOf: MarksOf = (match, seed) => sideOf(match, entrantAt(contest, seed)?.id);
  return { papers: found, questionsOf, keysOf, marksOf, sideOf, ofPaper };
}
