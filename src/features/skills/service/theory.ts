import type { Actor } from '../../../bot/actor.ts';
import type { Questions } from '../../../bot/question-sources.ts';
import { UserError } from '../../../bot/routing/errors.ts';
import type { Context } from '../../../context.ts';
import { clock } from '../../../lib/clock.ts';
import { idFrom } from '../../../lib/ids.ts';
import { MINUTE_MS } from '../../../lib/zone.ts';
import { isEnded } from '../../../papers/answers.ts';
import type { ShownQuestion } from '../../../papers/papers.ts';
import { theoryPapers } from '../model.ts';
import { endOf } from '../rules/contest.ts';
import type { Contest, Discipline, Entrant, Theory, TheoryPaper } from '../rules/records.ts';
import { WORDS } from '../words.ts';
import { entrantIn } from './entrants.ts';
import { theory as papers } from './theory-store.ts';

/** Where somebody is with their theory paper. */
export interface TheoryState {
  contest: Contest;
  discipline: Discipline;
  entrant: Entrant;
  /** Undefined: all is answered, or the time is over. */
  question: ShownQuestion | undefined;
  answered: number;
  count: number;
  endsAt: Date;
}

const sheetId = (contest: string, discipline: string): string => `${contest}-${discipline}`;
const paperId = (ctx: Context, { contest, discipline, member }: Entrant): string =>
  idFrom(ctx.workspace, 'theory', contest, discipline, member);

/** The paper that somebody may answer now. @throws UserError for everybody else */
async function paperFor(ctx: Context, actor: Actor, id: string) {
  const { contest, discipline, entrant } = await entrantIn(ctx, id);
  const { theory } = discipline;
  if (entrant.member !== actor.user || theory === undefined) throw new UserError(WORDS.notIn);
  const until = endOf(contest, discipline.id);
  if (contest.state !== 'running' || entrant.state !== 'in' || until === undefined)
    throw new UserError(WORDS.theoryClosed);
  return { contest, discipline, entrant, theory, until };
}

/** The questions, the same for all of a discipline: whoever comes first draws them. */
const sheetOf = (ctx: Context, actor: Actor, questions: Questions, { contest, discipline }: Entrant, of: Theory) =>
  papers.sheetOf(ctx, actor, questions, { _id: sheetId(contest, discipline), contest, discipline }, () => ({
    banks: of.banks,
    count: of.count,
    used: [],
  }));

/** Begins the paper, or goes on where it was left. The time runs from the first view. @param stamp Slack's of the click */
export async function beginTheory(
  ctx: Context,
  actor: Actor,
  questions: Questions,
  id: string,
  stamp: string,
): Promise<TheoryState> {
  const { contest, discipline, entrant, theory, until } = await paperFor(ctx, actor, id);
  const sheet = await sheetOf(ctx, actor, questions, entrant, theory);
  const own = {
    _id: paperId(ctx, entrant),
    member: actor.user,
    contest: entrant.contest,
    discipline: entrant.discipline,
  };
  const paper = await papers.begin(ctx, own, sheet, { limitMs: theory.minutes * MINUTE_MS, until }, stamp);
  if (paper === undefined) throw new UserError(WORDS.theoryClosed);
  const { answers, endsAt } = paper;
  const question = papers.next(paper, sheet, theory.count);
  return { contest, discipline, entrant, question, answered: answers.length, count: theory.count, endsAt };
}

/** Answers the next question. The same press twice, or of two windows, counts once. */
export async function answerTheory(
  ctx: Context,
  actor: Actor,
  said: { id: string; nth: number; place: number },
  stamp: string,
): Promise<TheoryState> {
  const { contest, discipline, entrant, theory, until } = await paperFor(ctx, actor, said.id);
  const own = { _id: paperId(ctx, entrant), member: actor.user };
  const found = await papers.find(ctx, own, sheetId(contest._id, discipline.id));
  if (found === undefined) throw new UserError(WORDS.notIn);
  const paper = await papers.answer(ctx, found.paper, said, until, stamp);
  const { answers, endsAt } = paper;
  const question = papers.next(paper, found.sheet, theory.count);
  return { contest, discipline, entrant, question, answered: answers.length, count: theory.count, endsAt };
}

/** Whether somebody's theory paper can still be answered. */
export async function waitsForTheory(
  ctx: Context,
  contest: Contest,
  { theory, id }: Discipline,
  entrant: Entrant,
): Promise<boolean> {
  const [now, until] = [clock.now(), endOf(contest, id)];
  const isOpen = contest.state === 'running' && entrant.state === 'in' && until !== undefined && until > now;
  if (theory === undefined || !isOpen) return false;
  const own = { _id: paperId(ctx, entrant), workspace: ctx.workspace };
  const paper = await theoryPapers(ctx).findOne(own).lean<TheoryPaper>();
  return paper === null || !isEnded(paper, theory.count, now);
}
