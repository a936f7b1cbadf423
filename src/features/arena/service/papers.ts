import type { Actor } from '../../../bot/actor.ts';
import type { Questions } from '../../../bot/question-sources.ts';
import { UserError } from '../../../bot/routing/errors.ts';
import type { Context } from '../../../context.ts';
import { clock } from '../../../lib/clock.ts';
import { idFrom } from '../../../lib/ids.ts';
import type { ShownQuestion } from '../../../papers/papers.ts';
import type { SheetQuestion } from '../../../papers/sealing.ts';
import { sheets } from '../model.ts';
import type { Match } from '../rules/bracket.ts';
import { bracketOf, endOf, entrantOf, limitOf, matchIn, startOf } from '../rules/contest.ts';
import type { Contest, Paper, Sheet } from '../rules/records.ts';
import { WORDS } from '../words.ts';
import { endTogether, lives } from './lives.ts';
import { matchPapers, sheetId } from './marks.ts';

/** Where somebody is with their paper. */
export interface PaperState {
  contest: Contest;
  match: Match;
  /** Undefined: all is answered, or the time is over. */
  question: ShownQuestion | undefined;
  answered: number;
  endsAt: Date;
}

const paperId = (ctx: Context, contest: string, match: string, user: string): string =>
  idFrom(ctx.workspace, 'paper', contest, match, user);

/** The questions of a match, drawn once: whoever comes first draws them for both sides. */
const sheetOf = (ctx: Context, actor: Actor, questions: Questions, contest: Contest, match: string) =>
  matchPapers.sheetOf(
    ctx,
    actor,
    questions,
    { _id: sheetId(contest._id, match), contest: contest._id, match },
    async () => ({
      banks: contest.banks,
      count: contest.count,
      used: await sheets(ctx).distinct('questions', { workspace: ctx.workspace, contest: contest._id }),
    }),
  );

function stateOf(contest: Contest, match: Match, paper: Paper, sheet: readonly SheetQuestion[]): PaperState {
  const { answers, endsAt } = paper;
  const question = matchPapers.next(paper, sheet, contest.count);
  return { contest, match, answered: answers.length, endsAt, question };
}

/** The match that somebody plays now. @throws UserError for everybody else, and before its round and after it */
function matchFor(contest: Contest, user: string, id: string): { match: Match; entrant: string; board: number } {
  const match = matchIn(contest, user);
  const own = entrantOf(contest, user);
  if (match === undefined || own === undefined || match.id !== id) {
    const found = bracketOf(contest).find((one) => one.id === id);
    const isDecided = found?.winner !== undefined && own !== undefined;
    throw new UserError(isDecided ? WORDS.over : WORDS.notIn);
  }
  const now = clock.now();
  if (now < startOf(contest, match)) throw new UserError(WORDS.notOpen);
  return { match, entrant: own.id, board: own.members.indexOf(user) };
}

/**
 * Begins a paper, or goes on where it was left: a dead phone costs the time that it was dead. The time runs from the first view.
 * @param stamp Slack's of the click
 * @throws UserError for people who are not in the match
 */
export async function begin(
  ctx: Context,
  actor: Actor,
  questions: Questions,
  id: string,
  matchId: string,
  stamp: string,
): Promise<PaperState> {
  const contest = await lives.present(ctx, id);
  const { match, entrant, board } = matchFor(contest, actor.user, matchId);
  const _id = paperId(ctx, id, match.id, actor.user);
  const until = endOf(contest, match);
  const sheet = await sheetOf(ctx, actor, questions, contest, match.id);
  const isOver = clock.now() >= until;
  const own = { _id, member: actor.user, contest: id, match: match.id, entrant, board };
  const found = await matchPapers.begin(ctx, own, sheet, { limitMs: limitOf(contest), until }, stamp);
  // A teammate has begun at this board.
  if (found === undefined) throw new UserError(isOver ? WORDS.over : WORDS.boardTaken);
  return stateOf(contest, match, found, sheet);
}

/**
 * Answers the next question. The same press twice, or of two windows, counts once.
 * @param nth which question was shown @param place which of its options, as this person sees them
 * @returns where they are then, also where another press came first
 */
export async function answer(
  ctx: Context,
  actor: Actor,
  said: { id: string; match: string; nth: number; place: number },
  stamp: string,
): Promise<PaperState> {
  const { id, match: matchId } = said;
  const contest = await lives.present(ctx, id);
  const { match } = matchFor(contest, actor.user, matchId);
  const own = { _id: paperId(ctx, id, match.id, actor.user), member: actor.user };
  const paper = await matchPapers.answer(ctx, own, said, endOf(contest, match), stamp);
  const sheet = await sheets(ctx)
    .findOne({ _id: sheetId(id, match.id), workspace: ctx.workspace })
    .lean<Sheet>();
  if (paper === undefined || sheet === null) throw new UserError(WORDS.notIn);
  const state = stateOf(contest, match, paper, matchPapers.open(ctx, sheet));
  if (state.question === undefined) await endSoon(ctx, id, match.id);
  return state;
}

/** The match may be over with this paper; if this fails, the tick decides it. */
async function endSoon(ctx: Context, id: string, match: string): Promise<void> {
  try {
    const ended = await endTogether(ctx, { id, match });
    if (ended instanceof UserError) throw ended;
  } catch (error) {
    ctx.log.warn({ err: error, contest: id }, 'a match could not be decided at once; the tick will');
  }
}
