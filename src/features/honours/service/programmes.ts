import { canBeSecret } from '../../../ballots/envelopes.ts';
import type { Actor } from '../../../bot/actor.ts';
import { UserError } from '../../../bot/routing/errors.ts';
import type { Context } from '../../../context.ts';
import { clock } from '../../../lib/clock.ts';
import { type Paged, pageOf } from '../../../lib/pages.ts';
import { insertNew } from '../../../lib/stores/mongo.ts';
import { dayOf } from '../../../lib/zone.ts';
import { sizeOfAudience } from '../../../members/audience/resolve.ts';
import { EVERYBODY } from '../../../members/audience/spec.ts';
import { affairsOf, inAffairs, maySee, ownedBy } from '../../../members/roles.ts';
import { actorOf } from '../../../members/service.ts';
import { record } from '../../../participation/ledger/service.ts';
import { programmes } from '../model.ts';
import { lackOf, MOST_TITLES, outcomeOf, withNews } from '../rules/programme.ts';
import type { Programme, Title } from '../rules/records.ts';
import { WORDS } from '../words.ts';
import { hasPart, nomineesOf, stakedIn } from './calendar.ts';
import { goOn, lives, managed, standingOf, tellAllSoon } from './lives.ts';

/** What an officer says of a programme. */
export type ProgrammeFacts = Pick<
  Programme,
  | 'name'
  | 'criteria'
  | 'judges'
  | 'isDropped'
  | 'nominateUntil'
  | 'checkDays'
  | 'scoreDays'
  | 'publicityDays'
  | 'voters'
  | 'voteDays'
>;

const SHOWN = 8;

/** Makes a programme of which nobody knows yet; made again under the same id it is made once. */
export async function makeProgramme(ctx: Context, actor: Actor, id: string, facts: ProgrammeFacts): Promise<Programme> {
  const now = clock.now();
  const born = await lives.born(ctx, {
    _id: id,
    workspace: ctx.workspace,
    ...ownedBy(actor),
    ...facts,
    titles: [],
    state: 'draft',
    chosen: [],
    seq: 0,
    rev: 0,
    news: [],
    createdBy: actor.user,
    createdAt: now,
    updatedAt: now,
  });
  await insertNew(programmes(ctx), [born]);
  return lives.present(ctx, id);
}

async function change(
  ctx: Context,
  actor: Actor,
  id: string,
  decide: (one: Programme, now: Date) => Partial<Programme> | undefined,
): Promise<Programme> {
  await managed(ctx, actor, id);
  const { one } = await lives.decide(ctx, id, decide);
  await tellAllSoon(ctx, one);
  return one;
}

const isPlanned = ({ state }: Programme): boolean => state === 'draft' || state === 'nominating';
/** Before anybody has scored. */
const isBeforeScores = ({ state }: Programme): boolean => isPlanned({ state } as Programme) || state === 'checking';

/**
 * Changes a programme. Once judges may have scored, only who judges can change: a panel that is too small needs another one.
 * @throws UserError once it is published, for a new judge who stands in it or has nominated somebody, and for a vote that could not be held
 */
export async function changeProgramme(
  ctx: Context,
  actor: Actor,
  id: string,
  facts: ProgrammeFacts,
): Promise<Programme> {
  const staked = new Set(await stakedIn(ctx, id, facts.judges));
  return change(ctx, actor, id, (one) => {
    const { judges, name, criteria, isDropped, checkDays, scoreDays, publicityDays, voters, voteDays } = facts;
    if (judges.some((judge) => staked.has(judge) && !one.judges.includes(judge)))
      throw new UserError(WORDS.stakedJudge);
    if (one.state === 'draft') return facts;
    const shown = withNews(one, { what: 'shown' });
    if (isBeforeScores(one) && voters !== one.voters) checkOpens(ctx, { ...one, ...facts });
    if (isPlanned(one)) return { ...facts, ...shown };
    if (isBeforeScores(one))
      return { judges, name, criteria, isDropped, checkDays, scoreDays, publicityDays, voters, voteDays, ...shown };
    if (one.state !== 'scoring') throw new UserError(WORDS.cannotChange);
    return { judges, ...shown };
  });
}

/** Adds a title, or changes one, until it is opened. @throws UserError afterwards */
export const saveTitle = (ctx: Context, actor: Actor, id: string, title: Title): Promise<Programme> =>
  change(ctx, actor, id, (one) => {
    if (one.state !== 'draft') throw new UserError(WORDS.cannotChange);
    const isThere = one.titles.some((other) => other.id === title.id);
    if (!isThere && one.titles.length >= MOST_TITLES) throw new UserError(WORDS.moreTitles);
    return {
      titles: isThere ? one.titles.map((other) => (other.id === title.id ? title : other)) : [...one.titles, title],
    };
  });

/** Takes a title away, until it is opened. Twice is once. */
export const dropTitle = (ctx: Context, actor: Actor, id: string, title: string): Promise<Programme> =>
  change(ctx, actor, id, (one) => {
    if (one.state !== 'draft') throw new UserError(WORDS.cannotChange);
    return one.titles.some((other) => other.id === title)
      ? { titles: one.titles.filter((other) => other.id !== title) }
      : undefined;
  });

const LACKING = { titles: WORDS.needTitles, judges: WORDS.needJudges, places: WORDS.needPlaces };

/** @throws UserError where a programme lacks something, or its vote could not be secret */
function checkOpens(ctx: Context, one: Programme): void {
  if (one.voters !== 'none' && !canBeSecret(ctx)) throw new UserError(WORDS.noKeyToVote);
  const lack = lackOf(one);
  if (lack !== undefined) throw new UserError(LACKING[lack]);
}

/** Opens the nominations. Twice is once. @throws UserError when something is missing, or its time is over */
export const openProgramme = (ctx: Context, actor: Actor, id: string): Promise<Programme> =>
  change(ctx, actor, id, (one, now) => {
    if (one.state === 'nominating') return undefined;
    if (one.state !== 'draft') throw new UserError(WORDS.cannotChange);
    checkOpens(ctx, one);
    if (one.nominateUntil <= now) throw new UserError(WORDS.isPast);
    return { state: 'nominating', openedAt: now, ...withNews(one, { what: 'shown' }) };
  });

/** Cancels it, with a reason that people read. Cancelled already, it stays so. @throws UserError once titles are awarded */
export const cancelProgramme = (ctx: Context, actor: Actor, id: string, reason: string): Promise<Programme> =>
  change(ctx, actor, id, (one) => {
    if (one.state === 'cancelled') return undefined;
    // Votes that were cast are counted.
    if (one.state === 'awarded' || one.state === 'voting') throw new UserError(WORDS.cannotChange);
    return { state: 'cancelled', reason, ...withNews(one, { what: 'cancelled' }) };
  });

/**
 * Chooses one of several people of the same score. Twice is once; of two officers who choose different ones for the last place, one does.
 * @throws UserError for people with a part in it, and when it is decided
 */
export async function chooseTied(ctx: Context, actor: Actor, id: string, nominee: string): Promise<Programme> {
  const found = await managed(ctx, actor, id);
  const all = await nomineesOf(ctx, id);
  if (await hasPart(ctx, found, actor.user)) throw new UserError(WORDS.impartial);
  const standing = standingOf(all);
  await lives.decide(ctx, id, (one, now) => {
    if (one.chosen.some((choice) => choice.nominee === nominee)) return undefined;
    const tie = outcomeOf(one, standing).ties.find(({ tied }) => tied.some((placed) => placed.nominee === nominee));
    if (one.state !== 'deciding' || tie === undefined) throw new UserError(WORDS.notTied);
    return { chosen: [...one.chosen, { nominee, by: actor.user, at: now }] };
  });
  return goOn(ctx, id);
}

/** How many are told that it opens. */
export const sizeOfInvitation = async (ctx: Context, { branch }: Programme): Promise<number> =>
  (await sizeOfAudience(ctx, EVERYBODY, branch === undefined ? undefined : { branch })).members;

/** The programmes that somebody can see, the latest first. */
export async function programmesFor(ctx: Context, actor: Actor, page: number): Promise<Paged<Programme>> {
  const affairs = affairsOf(actor);
  const own = [
    { branch: { $exists: false } },
    ...(actor.branch === undefined ? [] : [{ branch: actor.branch }]),
    { judges: actor.user },
  ];
  const drafts = affairs === 'none' ? [] : [{ state: 'draft' as const, ...inAffairs(affairs) }];
  return pageOf(
    programmes(ctx),
    {
      workspace: ctx.workspace,
      $or: [{ state: { $ne: 'draft' as const }, $or: affairs === 'company' ? [{}] : own }, ...drafts],
    },
    { createdAt: -1, _id: 1 },
    { page, size: SHOWN },
  );
}

/** Programmes in some states; there are few. */
export const programmesIn = (ctx: Context, ...states: Programme['state'][]): Promise<Programme[]> =>
  programmes(ctx)
    .find({ workspace: ctx.workspace, state: { $in: states } })
    .sort({ createdAt: -1, _id: 1 })
    .lean<Programme[]>();

/**
 * An accident of somebody's own fault becomes a line of the ledger: rules ask for it, and its member can dispute it.
 * @param id of the form: sent twice it is one
 * @param day 'YYYY-MM-DD', not in the future
 * @throws UserError for oneself, and for people of other branches
 */
export async function recordAccident(
  ctx: Context,
  actor: Actor,
  id: string,
  { member, day, what }: { member: string; day: string; what: string },
): Promise<void> {
  const person = await actorOf(ctx, member);
  if (person === undefined || !maySee(actor, person.branch)) throw new UserError(WORDS.notHere);
  if (member === actor.user) throw new UserError(WORDS.ownAccident);
  const { branch, team, shift, tz } = person;
  const deed = {
    member,
    feature: 'honours',
    activity: id,
    kind: 'accident',
    at: clock.now(),
    day: day > dayOf(clock.now(), tz) ? dayOf(clock.now(), tz) : day,
    points: 0,
    minutes: 0,
    streak: false,
    outcome: { what, by: actor.user },
    key: `honours.accident-${id}`,
  };
  await record(ctx, deed, { branch, team, shift, tz });
}
