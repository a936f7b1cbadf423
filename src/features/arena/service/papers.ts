import { arenaEnd } from '../../../../jobs/arena.ts';
import type { Actor } from '../../../bot/actor.ts';
import type { Questions } from '../../../bot/question-sources.ts';
import { UserError } from '../../../bot/routing/errors.ts';
import type { Context } from '../../../context.ts';
import { clock } from '../../../lib/clock.ts';
import { idFrom } from '../../../lib/ids.ts';
import { upserted } from '../../../lib/stores/mongo.ts';
import { pressedAt } from '../../../papers/answers.ts';
import type { ShownQuestion } from '../../../papers/papers.ts';
import type { SheetQuestion } from '../../../papers/sealing.ts';
import { contests, papers, presences, sheets } from '../model.ts';
import { type Match, matchOf } from '../rules/bracket.ts';
import { bracketOf, type LaidBy, laidOf, matchIn, QUALIFYING } from '../rules/contest.ts';
import { entrantOf } from '../rules/entering.ts';
import type { Contest, Paper } from '../rules/records.ts';
import {
  awaitedUntil,
  checkInFrom,
  decidedFrom,
  endOf,
  GRACE_MS,
  limitOf,
  type MatchTimes,
  startOf,
} from '../rules/rounds.ts';
import { WORDS } from '../words.ts';
import { lives } from './lives.ts';
import { matchPapers, presencesIn, sheetId } from './marks.ts';

/** Where somebody is with their paper. */
export interface PaperState {
  contest: Pick<Contest, '_id' | 'name' | 'count'>;
  match: string;
  /** Undefined: all is answered, or the time is over. */
  question: ShownQuestion | undefined;
  answered: number;
  endsAt: Date;
  /** The match has been decided meanwhile, such as for the other side has not come. */
  isDecided: boolean;
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

function stateOf(contest: PaperState['contest'], paper: Paper, sheet: readonly SheetQuestion[]): PaperState {
  const { answers, endsAt, match } = paper;
  const question = matchPapers.next(paper, sheet, contest.count);
  return { contest, match, answered: answers.length, endsAt, question, isDecided: false };
}

/** The match that somebody has to play. @throws UserError for everybody else, and once it is decided */
function matchFor(contest: Contest, user: string, id: string): { match: Match; entrant: string; board: number } {
  const match = matchIn(contest, user);
  const own = entrantOf(contest, user);
  if (match !== undefined && own !== undefined && match.id === id)
    return { match, entrant: own.id, board: own.members.indexOf(user) };
  const found = bracketOf(contest).find((one) => one.id === id);
  throw new UserError(found?.winner !== undefined && own !== undefined ? WORDS.decided : WORDS.notIn);
}

/**
 * Says that somebody is there for a live match, from a quarter of an hour before it. Twice is once.
 * @param stamp Slack's of the click
 * @throws UserError for people who are not in it, too early, and once nobody waits any more
 */
export async function checkIn(
  ctx: Context,
  actor: Actor,
  id: string,
  matchId: string,
  stamp: string,
): Promise<Contest> {
  const contest = await lives.present(ctx, id);
  const { match, entrant } = matchFor(contest, actor.user, matchId);
  const now = clock.now();
  const until = awaitedUntil(contest, match);
  if (until === undefined || now < checkInFrom(contest, match)) throw new UserError(WORDS.notOpen);
  if (pressedAt(stamp, now) >= until) throw new UserError(WORDS.notThere);
  const _id = idFrom(ctx.workspace, 'here', id, match.id, actor.user);
  const about = { contest: id, match: match.id };
  // Said again once the match has been moved, it is of the new hour.
  await upserted(() =>
    presences(ctx).updateOne(
      { _id, workspace: ctx.workspace },
      { $set: { entrant, at: now }, $setOnInsert: { ...about, member: actor.user } },
      { upsert: true },
    ),
  );
  return contest;
}

/** Whether somebody’s side is still waited for, or has come. */
async function isAwaited(ctx: Context, contest: Contest, match: Match, entrant: string, at: Date): Promise<boolean> {
  const until = awaitedUntil(contest, match);
  if (until === undefined || at < until) return true;
  const among = { match: { $eq: match.id } };
  if ((await presencesIn(ctx, [contest], among)).some((one) => one.entrant === entrant)) return true;
  const begun = { workspace: ctx.workspace, contest: contest._id, match: match.id, entrant };
  return (await papers(ctx).exists(begun)) !== null;
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
  if (now < startOf(contest, match)) throw new UserError(WORDS.notOpen);
  if (!(await isAwaited(ctx, contest, match, entrant, pressedAt(stamp, now)))) throw new UserError(WORDS.notThere);
  const until = endOf(contest, match);
  const sheet = await sheetOf(ctx, actor, questions, contest, match.id);
  const isOver = clock.now() >= until;
  if (!isOver && !(await isMarkedBegun(ctx, contest, match)))
    // Somebody else was first: it is looked at again as it stands now.
    return begin(ctx, actor, questions, id, matchId, stamp);
  const own = { _id, member: actor.user, contest: id, match: match.id, entrant, board };
  const found = await matchPapers.begin(ctx, own, sheet, { limitMs: limitOf(contest), until }, stamp);
  // A teammate has begun at this board.
  if (found === undefined) throw new UserError(isOver ? WORDS.over : WORDS.boardTaken);
  return stateOf(contest, found, sheet);
}

/**
 * Writes down that a match has begun, as its two sides stand: an officer who decides one before it otherwise is either first, or finds it.
 * @returns false: the contest is not any more as it was read
 */
async function isMarkedBegun(ctx: Context, contest: Contest, match: Match): Promise<boolean> {
  const { id } = match;
  if (id === QUALIFYING.id || contest.begun?.includes(id) === true) return true;
  const known = [id, ...[match.a, match.b].flatMap((source) => matchOf(source) ?? [])];
  const before = known.map((one) => [`decisions.${one}.winner`, contest.decisions[one]?.winner ?? { $exists: false }]);
  const { matchedCount } = await contests(ctx).updateOne(
    {
      _id: contest._id,
      workspace: ctx.workspace,
      state: 'drawn',
      ...Object.fromEntries(before),
      begun: { $ne: id },
    },
    { $addToSet: { begun: id }, $inc: { rev: 1 } },
  );
  return matchedCount === 1;
}

/** What an answer needs of a contest: not its people, who are a hundred times as much. */
type Played = Pick<Contest, '_id' | 'name' | 'count' | 'state' | 'decisions'> & LaidBy & MatchTimes;

const PLAYED = [
  ...['name', 'count', 'minutes', 'state', 'signUpUntil', 'startsAt', 'windowHours', 'isLive', 'noShowMinutes'],
  ...['hasThird', 'hasSecondLife', 'drawn.first', 'drawn.starts'],
];

/** @param match not of this contest, perhaps */
async function playedFor(ctx: Context, id: string, match: string): Promise<Played | undefined> {
  if (!/^[\w-]+$/.test(match)) return undefined;
  const wanted = [...PLAYED, `decisions.${match}`, `extended.${match}`].map((path): [string, 1] => [path, 1]);
  const own = { _id: id, workspace: ctx.workspace };
  return (await contests(ctx).findOne(own, Object.fromEntries(wanted)).lean<Played>()) ?? undefined;
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
  const own = { _id: paperId(ctx, id, matchId, actor.user), member: actor.user };
  const [contest, found] = await Promise.all([
    playedFor(ctx, id, matchId),
    matchPapers.find(ctx, own, sheetId(id, matchId)),
  ]);
  if (contest === undefined || found === undefined) throw new UserError(WORDS.notIn);
  const match = [QUALIFYING, ...laidOf(contest)].find((one) => one.id === matchId);
  const isQualifying = matchId === QUALIFYING.id;
  if (matchId in contest.decisions || (isQualifying && (contest.state === 'drawn' || contest.state === 'ended')))
    return { ...stateOf(contest, found.paper, found.sheet), question: undefined, isDecided: true };
  if (match === undefined || contest.state !== (isQualifying ? 'qualifying' : 'drawn'))
    throw new UserError(WORDS.notIn);
  const paper = await matchPapers.answer(ctx, found.paper, said, decidedFrom(contest, match), stamp);
  const state = stateOf(contest, paper, found.sheet);
  // The qualifying round lasts until its end for everybody.
  if (state.question === undefined && !isQualifying) {
    const isWhole = state.answered >= contest.count;
    await endSoon(ctx, id, isWhole ? clock.now() : new Date(paper.endsAt.getTime() + GRACE_MS));
  }
  return state;
}

const SECOND_MS = 1_000;

/**
 * The match may be over with this paper: a job of the contest looks at the next second, one for all who end in this one. The tick
 * does so when the job is lost.
 * @param from not before this
 */
async function endSoon(ctx: Context, id: string, from: Date): Promise<void> {
  const second = Math.floor(Math.max(clock.now().getTime(), from.getTime()) / SECOND_MS) + 1;
  // A little later, so that no process whose clock is behind adds to a job that is under way.
  const at = new Date(second * SECOND_MS + SECOND_MS / 2);
  await contests(ctx).updateOne({ _id: id, workspace: ctx.workspace, state: 'drawn' }, { $min: { wakeAt: at } });
  try {
    await ctx.enqueue(arenaEnd, { contest: id }, { key: `${id}-${second}`, at });
  } catch (error) {
    ctx.log.warn({ err: error, contest: id }, 'a match could not be decided at once; the tick will');
  }
}
