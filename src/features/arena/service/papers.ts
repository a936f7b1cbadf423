import type { Actor } from '../../../bot/actor.ts';
import type { Questions } from '../../../bot/question-sources.ts';
import { UserError } from '../../../bot/routing/errors.ts';
import type { Context } from '../../../context.ts';
import { clock } from '../../../lib/clock.ts';
import { idFrom } from '../../../lib/ids.ts';
import { shuffledOrder } from '../../../lib/seeded.ts';
import { insertNew } from '../../../lib/stores/mongo.ts';
import { papers, sheets } from '../model.ts';
import type { Match } from '../rules/bracket.ts';
import { bracketOf, endOf, entrantOf, limitOf, matchIn, startOf } from '../rules/contest.ts';
import { pressedAt } from '../rules/marks.ts';
import type { Contest, Paper, Sheet } from '../rules/records.ts';
import { WORDS } from '../words.ts';
import { endTogether, lives } from './lives.ts';
import { isEnded, sheetId } from './marks.ts';
import { openSheet, type SheetQuestion, sealSheet } from './sealing.ts';

/** A question as one person sees it: without the key, its options in their order. */
export interface ShownQuestion {
  nth: number;
  of: number;
  words: string;
  options: string[];
}

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
async function sheetOf(ctx: Context, actor: Actor, questions: Questions, contest: Contest, match: string) {
  const id = sheetId(contest._id, match);
  const known = await sheets(ctx).findOne({ _id: id, workspace: ctx.workspace }).lean<Sheet>();
  if (known !== null) return openSheet(ctx, id, known);
  const used = await sheets(ctx).distinct('questions', { workspace: ctx.workspace, contest: contest._id });
  const drawn: SheetQuestion[] = [];
  for (const [nth, bank] of contest.banks.entries()) {
    // As many of each bank, what one lacks of the next.
    const wanted = Math.ceil((contest.count - drawn.length) / (contest.banks.length - nth));
    drawn.push(...(await questions.draw({ ctx, actor }, bank, wanted, used)));
  }
  if (drawn.length < contest.count) throw new UserError(WORDS.noQuestions);
  const sheet: Sheet = {
    _id: id,
    workspace: ctx.workspace,
    contest: contest._id,
    match,
    questions: drawn.map((one) => one.id),
    ...sealSheet(ctx, id, drawn),
  };
  await insertNew(sheets(ctx), [sheet]);
  const stands = await sheets(ctx).findOne({ _id: id, workspace: ctx.workspace }).lean<Sheet>();
  if (stands === null) throw new Error(`the sheet ${id} is gone`);
  return openSheet(ctx, id, stands);
}

/** The order of each question's options for one person. */
const ordersFor = (paper: string, questions: readonly SheetQuestion[]): number[][] =>
  questions.map(({ options, isOrdered }, nth) =>
    isOrdered === true ? options.map((_, index) => index) : shuffledOrder(`${paper}/${nth}`, options.length),
  );

function stateOf(contest: Contest, match: Match, paper: Paper, sheet: readonly SheetQuestion[]): PaperState {
  const { answers, orders, endsAt } = paper;
  const nth = answers.length;
  const question = sheet[nth];
  const isOver = isEnded(paper, contest.count, clock.now());
  return {
    contest,
    match,
    answered: nth,
    endsAt,
    question:
      isOver || question === undefined
        ? undefined
        : {
            nth,
            of: contest.count,
            words: question.words,
            options: (orders[nth] ?? []).map((index) => question.options[index] ?? ''),
          },
  };
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
  const now = clock.now();
  const isOver = now >= endOf(contest, match);
  const sheet = await sheetOf(ctx, actor, questions, contest, match.id);
  if (!isOver) {
    const startedAt = pressedAt(stamp, now);
    const endsAt = new Date(Math.min(startedAt.getTime() + limitOf(contest), endOf(contest, match).getTime()));
    const paper: Paper = {
      _id,
      workspace: ctx.workspace,
      contest: id,
      match: match.id,
      entrant,
      member: actor.user,
      board,
      orders: ordersFor(_id, sheet),
      answers: [],
      startedAt,
      lastAt: startedAt,
      endsAt,
    };
    await insertNew(papers(ctx), [paper]);
  }
  const found = await papers(ctx).findOne({ _id, workspace: ctx.workspace }).lean<Paper>();
  // A teammate has begun at this board.
  if (found === null) throw new UserError(isOver ? WORDS.over : WORDS.boardTaken);
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
  const { id, match: matchId, nth, place } = said;
  const contest = await lives.present(ctx, id);
  const { match } = matchFor(contest, actor.user, matchId);
  const _id = paperId(ctx, id, match.id, actor.user);
  const own = { _id, workspace: ctx.workspace, member: actor.user };
  const before = await papers(ctx).findOne(own).lean<Paper>();
  if (before === null) throw new UserError(WORDS.notIn);
  const now = clock.now();
  const option = before.orders[nth]?.[place];
  const at = pressedAt(stamp, now);
  if (option !== undefined && at < before.endsAt && now < endOf(contest, match))
    await papers(ctx).updateOne(
      { ...own, answers: { $size: nth } },
      { $push: { answers: option }, $max: { lastAt: at } },
    );
  const paper = await papers(ctx).findOne(own).lean<Paper>();
  const sheet = await sheets(ctx)
    .findOne({ _id: sheetId(id, match.id), workspace: ctx.workspace })
    .lean<Sheet>();
  if (paper === null || sheet === null) throw new UserError(WORDS.notIn);
  const state = stateOf(contest, match, paper, openSheet(ctx, sheet._id, sheet));
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
