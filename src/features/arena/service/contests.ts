import type { Actor } from '../../../bot/actor.ts';
import { UserError } from '../../../bot/routing/errors.ts';
import type { Context } from '../../../context.ts';
import { inGroups } from '../../../gatherings/in-groups.ts';
import { clock } from '../../../lib/clock.ts';
import { idFrom } from '../../../lib/ids.ts';
import { gather } from '../../../lib/lists/gather.ts';
import { type Paged, pageOf } from '../../../lib/pages.ts';
import { insertNew } from '../../../lib/stores/mongo.ts';
import { membersOf } from '../../../members/audience/audience.ts';
import { sizeOfAudience } from '../../../members/audience/resolve.ts';
import { EVERYBODY } from '../../../members/audience/spec.ts';
import { affairsOf, inAffairs, ownedBy } from '../../../members/roles.ts';
import { contests, papers } from '../model.ts';
import { bracketOf, decideOtherwise, matchIn } from '../rules/contest.ts';
import { ownEntrant, refuse, signUp, substitute, withdraw } from '../rules/entering.ts';
import { type Contest, type Entrant, withNews } from '../rules/records.ts';
import { WORDS } from '../words.ts';
import { workdaysFor } from './known.ts';
import { advance, lives, managed } from './lives.ts';

/** What an officer says of a contest. */
export type ContestFacts = Pick<
  Contest,
  | 'name'
  | 'banks'
  | 'count'
  | 'minutes'
  | 'boards'
  | 'signUpUntil'
  | 'startsAt'
  | 'windowHours'
  | 'isLive'
  | 'noShowMinutes'
  | 'seeding'
  | 'hasThird'
  | 'hasSecondLife'
  | 'most'
  | 'channel'
>;

const SHOWN = 10;

/** Makes a contest of which nobody knows yet; made again under the same id it is made once. */
export async function makeContest(ctx: Context, actor: Actor, id: string, facts: ContestFacts): Promise<Contest> {
  const now = clock.now();
  const { channel, ...said } = facts;
  const one: Contest = {
    _id: id,
    workspace: ctx.workspace,
    ...ownedBy(actor),
    ...said,
    ...(channel === undefined ? {} : { channel }),
    state: 'draft',
    entrants: [],
    refused: [],
    decisions: {},
    corrections: [],
    rankings: 0,
    seq: 0,
    rev: 0,
    news: [],
    createdBy: actor.user,
    createdAt: now,
    updatedAt: now,
  };
  await insertNew(contests(ctx), [await lives.born(ctx, one)]);
  return lives.present(ctx, id);
}

/** Changes a contest. After the draw only its name and its channel. @throws UserError once it is over */
export async function changeContest(ctx: Context, actor: Actor, id: string, facts: ContestFacts): Promise<Contest> {
  await managed(ctx, actor, id);
  const { one } = await lives.decide(ctx, id, (found) => {
    const { state, entrants } = found;
    if (state === 'ended' || state === 'cancelled') throw new UserError(WORDS.cannotChange);
    const { name, channel, boards, ...others } = facts;
    const isPlayed = state === 'drawn' || state === 'qualifying';
    return {
      name,
      channel,
      ...(isPlayed ? {} : others),
      ...(state === 'draft' ? {} : withNews(found, { what: 'shown' })),
      ...(isPlayed || entrants.length > 0 ? {} : { boards }),
    };
  });
  await lives.tellSoon(ctx, one);
  return one;
}

/** How many are told that it opens. */
export const sizeOfInvitation = async (ctx: Context, { branch }: Pick<Contest, 'branch'>): Promise<number> =>
  (await sizeOfAudience(ctx, EVERYBODY, branch === undefined ? undefined : { branch })).members;

/** Opens sign-up. Twice is once. @throws UserError when its time is over */
export async function publish(ctx: Context, actor: Actor, id: string): Promise<Contest> {
  await managed(ctx, actor, id);
  const { one } = await lives.decide(ctx, id, ({ state, signUpUntil }, now) => {
    if (state !== 'draft') return undefined;
    if (signUpUntil <= now) throw new UserError(WORDS.cannotChange);
    return { state: 'open', publishedAt: now };
  });
  return one;
}

/** Cancels it, with a reason that its people read. Cancelled already, it stays so. */
export async function cancel(ctx: Context, actor: Actor, id: string, reason: string): Promise<Contest> {
  await managed(ctx, actor, id);
  const { one } = await lives.decide(ctx, id, (found, now) => {
    if (found.state === 'cancelled') return undefined;
    if (found.state === 'ended') throw new UserError(WORDS.cannotChange);
    const told = found.state === 'draft' ? {} : withNews(found, { what: 'cancelled' });
    return { state: 'cancelled', reason, endedAt: now, ...told };
  });
  await lives.tellSoon(ctx, one);
  return one;
}

/** Signs somebody up, or a team of their branch. Twice is once. @throws UserError with what to do */
export async function enter(
  ctx: Context,
  actor: Actor,
  id: string,
  team?: { name: string; members: readonly string[] },
): Promise<Contest> {
  const found = await lives.present(ctx, id);
  const members = team === undefined ? [actor.user] : [...team.members];
  if ((team === undefined) !== (found.boards === 1)) throw new UserError(WORDS.size);
  const people = await membersOf(ctx, members);
  const { branch } = actor;
  if (members.some((user) => people.get(user)?.state !== 'active' || people.get(user)?.branch !== branch))
    throw new UserError(WORDS.otherBranch);
  const entrant: Entrant = {
    id: idFrom(ctx.workspace, id, actor.user),
    ...(team === undefined ? {} : { name: team.name }),
    captain: actor.user,
    members,
    ...(branch === undefined ? {} : { branch }),
    at: clock.now(),
  };
  const entered = await enterTogether(ctx, { id, entrant });
  if (entered instanceof UserError) throw entered;
  return entered;
}

/** Those who press at the same moment are written at once, in the order in which they came. */
const enterTogether = gather((ctx: Context, items: readonly { id: string; entrant: Entrant }[]) =>
  inGroups(
    items,
    ({ id }) => id,
    async (id, own) => {
      let refused: (UserError | undefined)[] = [];
      const { one } = await lives.decide(ctx, id, (contest, now) => {
        let after = contest;
        refused = own.map(({ entrant }) => {
          const done = signUp(after, entrant, now);
          if ('refused' in done) return new UserError(WORDS[done.refused]);
          after = { ...after, ...done.change };
          return undefined;
        });
        return after === contest ? undefined : { entrants: after.entrants, refused: after.refused };
      });
      return refused.map((error) => error ?? one);
    },
  ),
);

/** Gives up one's own place, before the draw or after it. Twice is once. @throws UserError for who is in a team that another has signed up */
export async function leave(ctx: Context, { user }: Actor, id: string): Promise<Contest> {
  const { one, isWritten } = await lives.decide(ctx, id, (contest, now) => withdraw(contest, user, now));
  const own = ownEntrant(one, user);
  if (!isWritten && own !== undefined && own.outAt === undefined) throw new UserError(WORDS.cannotChange);
  if (one.state !== 'drawn') return one;
  const after = await advance(ctx, id);
  await lives.tellSoon(ctx, after);
  return after;
}

/** Somebody does not take part, and is not asked again. */
export async function decline(ctx: Context, { user }: Actor, id: string): Promise<Contest> {
  return (await lives.decide(ctx, id, (contest) => refuse(contest, user))).one;
}

/** A substitute takes the board of somebody who has not begun. */
export async function change(ctx: Context, { user }: Actor, id: string, out: string, into: string): Promise<Contest> {
  const found = await lives.present(ctx, id);
  const match = matchIn(found, out)?.id;
  const isTaken =
    match !== undefined &&
    (await papers(ctx).exists({ workspace: ctx.workspace, contest: id, match, member: out })) !== null;
  if (isTaken) throw new UserError(WORDS.boardTaken);
  const { one, isWritten } = await lives.decide(ctx, id, (contest) => substitute(contest, user, out, into));
  if (!isWritten) throw new UserError(WORDS.cannotChange);
  return one;
}

/**
 * An officer decides a match otherwise, with a reason that stands with it.
 * @param winner a seed of the match; 0: both are out
 * @throws UserError when a later match has begun
 */
export async function decideMatch(
  ctx: Context,
  actor: Actor,
  id: string,
  match: string,
  winner: number,
  reason: string,
): Promise<Contest> {
  const isWorkday = await workdaysFor(ctx, await managed(ctx, actor, id));
  // Contests that were begun before they kept it themselves.
  const before: string[] = await papers(ctx).distinct('match', { workspace: ctx.workspace, contest: id });
  const { one } = await lives.decide(ctx, id, (contest, now) => {
    if (contest.state !== 'drawn' && contest.state !== 'ended') throw new UserError(WORDS.cannotChange);
    const own = bracketOf(contest).find((found) => found.id === match);
    const sides = [own?.a2 ?? 0, own?.b2 ?? 0];
    // Where one side is nobody the other has won, whatever is decided.
    const isPlayed = own?.decision !== undefined && !sides.includes(0);
    if (own === undefined || !isPlayed || ![0, ...sides].includes(winner)) throw new UserError(WORDS.cannotChange);
    if (own.winner === winner) return undefined;
    const decided = { winner, at: now, by: actor.user, reason };
    const begun = new Set([...before, ...(contest.begun ?? [])]);
    const done = decideOtherwise(contest, own, decided, (other) => begun.has(other), isWorkday);
    if ('held' in done) throw new UserError(WORDS.begun);
    return { ...done.change, state: 'drawn', endedAt: undefined, ranking: undefined };
  });
  const after = await advance(ctx, one._id);
  await lives.tellSoon(ctx, after);
  return after;
}

/** A question was found wrong: what it is marked by from now on, everywhere in the contest. */
export async function correct(
  ctx: Context,
  actor: Actor,
  id: string,
  said: { question: string; right: number[]; reason: string },
): Promise<Contest> {
  await managed(ctx, actor, id);
  const { one } = await lives.decide(ctx, id, (contest, now) => {
    if (!['qualifying', 'drawn', 'ended'].includes(contest.state)) throw new UserError(WORDS.cannotChange);
    const others = contest.corrections.filter(({ question }) => question !== said.question);
    const before = contest.corrections.find(({ question }) => question === said.question);
    if (before !== undefined && before.right.join() === said.right.join()) return undefined;
    return {
      corrections: [...others, { ...said, by: actor.user, at: now }],
      ...withNews(contest, { what: 'corrected', question: said.question }),
    };
  });
  await lives.tellSoon(ctx, one);
  return one;
}

/** The contests that somebody can see, those that go on first. */
export async function contestsFor(ctx: Context, actor: Actor, page: number): Promise<Paged<Contest>> {
  const affairs = affairsOf(actor);
  const own = [{ branch: { $exists: false } }, ...(actor.branch === undefined ? [] : [{ branch: actor.branch }])];
  const isManaged = affairs === 'none' ? [] : [{ state: 'draft' as const, ...inAffairs(affairs) }];
  return pageOf(
    contests(ctx),
    {
      workspace: ctx.workspace,
      $or: [{ state: { $ne: 'draft' }, $or: affairs === 'company' ? [{}] : own }, ...isManaged],
    },
    { startsAt: -1, _id: 1 },
    { page, size: SHOWN },
  );
}
