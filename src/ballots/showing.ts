import type { Actor } from '../bot/actor.ts';
import { plain } from '../bot/draw/blocks.ts';
import type { HomeRequest } from '../bot/request.ts';
import type { Waiting } from '../bot/routing/contributions.ts';
import { UserError } from '../bot/routing/errors.ts';
import type { Context } from '../context.ts';
import { type Paged, pageOf } from '../lib/pages.ts';
import type { SheetCell } from '../lib/tables/xlsx-write.ts';
import { membersOf } from '../members/audience/audience.ts';
import { affairsOf, inAffairs } from '../members/roles.ts';
import type { Ballots } from './ballots.ts';
import { boxOf, boxPageOf, SHOWN } from './box.ts';
import { messages } from './messages.ts';
import { type BoxVote, ballots, type RollRow, rollRows } from './model.ts';
import { ballotRefs } from './refs.ts';
import type { Ballot } from './rules/ballot.ts';
import { choiceWords, type NamedVote, type ShownBallot, typedName } from './views.ts';
import { WORDS } from './words.ts';

/** Nobody is on a roll twice, so the index gives this order by itself. */
const BY_NAME = { user: 1 } as const;

/** Ballots on a page of the list. */
const LISTED = 6;

/** A ballot as somebody sees it. @param isLasting it stands in a message: who has voted is not counted for every copy of it */
export async function shownBallot(
  ctx: Context,
  of: Ballots,
  actor: Actor,
  one: Ballot,
  isLasting = false,
): Promise<ShownBallot> {
  const [voted, row, mayDecideTie] = await Promise.all([
    isLasting ? one.voted : of.turnout(ctx, one),
    of.row(ctx, one, actor.user),
    of.mayDecideTie(ctx, actor, one),
  ]);
  return { one, voted, row, isManager: of.manages(actor, one), mayDecideTie };
}

/** The same, for people on the roll and officers who look after it. @throws UserError for others */
export async function readableBallot(ctx: Context, of: Ballots, actor: Actor, id: string): Promise<ShownBallot> {
  const one = await of.present(ctx, id);
  const shown = await shownBallot(ctx, of, actor, one);
  if (shown.row === undefined && !shown.isManager)
    throw new UserError(one.state === 'planned' ? WORDS.notYet : WORDS.notOnRoll);
  return shown;
}

/** The same, once the votes are published. @throws UserError before */
export async function publishedBallot(ctx: Context, of: Ballots, actor: Actor, id: string): Promise<Ballot> {
  const { one } = await readableBallot(ctx, of, actor, id);
  if (one.state !== 'closed' || one.outcome === undefined) throw new UserError(WORDS.notPublished);
  return one;
}

/** A page of the published votes: by receipt code, or by name. */
export async function votesPage(ctx: Context, one: Ballot, page: number): Promise<Paged<BoxVote> | Paged<NamedVote>> {
  const { workspace } = ctx;
  if (one.isSecret) return boxPageOf(ctx, one._id, one.outcome?.voted ?? 0, page);
  const voted = { workspace, roll: one.roll ?? '', hasVoted: true as const };
  const found = await pageOf(rollRows(ctx), voted, BY_NAME, { page, size: SHOWN });
  return { ...found, rows: await namedVotes(ctx, found.rows) };
}

async function namedVotes(ctx: Context, rows: readonly RollRow[]): Promise<NamedVote[]> {
  const known = await membersOf(
    ctx,
    rows.map(({ user }) => user),
  );
  return rows.map(({ user, choice = [], cast }) => ({
    name: known.get(user)?.name ?? user,
    choice,
    how: cast?.how,
  }));
}

/** All votes as rows of a sheet. */
export async function votesSheet(ctx: Context, { locale }: Pick<Actor, 'locale'>, one: Ballot): Promise<SheetCell[][]> {
  const say = messages[locale];
  const words = (choice: readonly number[]) => choiceWords(locale, one.question, choice, typedName);
  if (one.isSecret) {
    const votes = await boxOf(ctx, one._id);
    return [[say.codeColumn, say.choiceColumn], ...votes.map(({ code, choice }) => [code, words(choice)])];
  }
  const rows = await rollRows(ctx)
    .find({ workspace: ctx.workspace, roll: one.roll ?? '', hasVoted: true })
    .sort(BY_NAME)
    .lean<RollRow[]>();
  const votes = await namedVotes(ctx, rows);
  const how = ({ how: by }: NamedVote) => (by === undefined ? '' : say.hows[by]);
  return [
    [say.paperWho, say.choiceColumn, say.paperHow],
    ...votes.map((vote) => [vote.name, words(vote.choice), how(vote)]),
  ];
}

/** The ballots that somebody votes in or looks after, the newest first. */
export async function listedBallots(
  ctx: Context,
  of: Ballots,
  actor: Actor,
  page: number,
): Promise<Paged<ShownBallot>> {
  const { workspace } = ctx;
  const rolls: string[] = await rollRows(ctx).distinct('roll', { workspace, user: actor.user });
  const affairs = affairsOf(actor);
  const own = affairs === 'none' ? [] : [inAffairs(affairs)];
  const filter = { workspace, feature: of.feature, $or: [{ roll: { $in: rolls } }, ...own] };
  const found = await pageOf(ballots(ctx), filter, { closesAt: -1, _id: 1 }, { page, size: LISTED });
  return { ...found, rows: await Promise.all(found.rows.map((one) => shownBallot(ctx, of, actor, one))) };
}

/** What waits for somebody on Home: votes to cast, and ties of their own ballots. */
export async function waitingBallots(of: Ballots, { ctx, actor }: HomeRequest): Promise<Waiting[]> {
  const { workspace } = ctx;
  const say = messages[actor.locale];
  const refs = ballotRefs(of.feature);
  const tied = { workspace, feature: of.feature, createdBy: actor.user, 'outcome.tie': { $exists: true } };
  const mine = affairsOf(actor) === 'none' ? [] : ballots(ctx).find(tied).lean<Ballot[]>();
  const [open, ties] = await Promise.all([of.waitingFor(ctx, actor.user), mine]);
  const may = await Promise.all(ties.map((one) => of.mayDecideTie(ctx, actor, one)));
  return [
    ...open.map(({ _id: id, title, closesAt }) => ({
      what: say.waits(say.askLead, plain(title)),
      until: closesAt,
      button: { ...refs.vote.button({ id, code: '' }, id), label: say.vote },
    })),
    ...ties.flatMap(({ _id: id, title }, nth) =>
      may[nth] !== true
        ? []
        : {
            what: say.waits(say.tieLead, plain(title)),
            button: { ...refs.open.button({ id }, id), label: say.openIt },
          },
    ),
  ];
}
