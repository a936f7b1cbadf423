import type { Actor } from '../../../bot/actor.ts';
import type { Related } from '../../../bot/routing/contributions.ts';
import { UserError } from '../../../bot/routing/errors.ts';
import type { Context } from '../../../context.ts';
import { clock } from '../../../lib/clock.ts';
import { type Paged, pageOf } from '../../../lib/pages.ts';
import { insertNew } from '../../../lib/stores/mongo.ts';
import { sizeOfAudience } from '../../../members/audience/resolve.ts';
import { EVERYBODY } from '../../../members/audience/spec.ts';
import { affairsOf, inAffairs, ownedBy } from '../../../members/roles.ts';
import { contests } from '../model.ts';
import { disciplineOf, endOf, isPlanned, lackOf, MOST_DISCIPLINES, publish, withNews } from '../rules/contest.ts';
import { MOST_CRITERIA } from '../rules/criteria.ts';
import type { Contest, Criterion, Discipline } from '../rules/records.ts';
import { WORDS } from '../words.ts';
import { enterSeats, formPanels } from './entrants.ts';
import { lives, managed, tellAllSoon } from './lives.ts';
import { entrantsOf } from './results.ts';

/** What an officer says of a contest. */
export type ContestFacts = Pick<Contest, 'name' | 'signUpUntil' | 'appealHours'>;
/** What an officer says of a discipline; its criteria are added one by one. */
export type DisciplineFacts = Omit<Discipline, 'id' | 'criteria'>;

const SHOWN = 10;

/** Makes a contest of which nobody knows yet; made again under the same id it is made once. */
export async function makeContest(ctx: Context, actor: Actor, id: string, facts: ContestFacts): Promise<Contest> {
  const now = clock.now();
  const one: Contest = {
    _id: id,
    workspace: ctx.workspace,
    ...ownedBy(actor),
    ...facts,
    state: 'draft',
    disciplines: [],
    heats: [],
    refused: [],
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

/** One write of an officer's, and what follows from it. */
async function change(
  ctx: Context,
  actor: Actor,
  id: string,
  decide: (one: Contest, now: Date) => Partial<Contest> | undefined,
): Promise<Contest> {
  await managed(ctx, actor, id);
  const { one } = await lives.decide(ctx, id, decide);
  await tellAllSoon(ctx, one);
  return one;
}

/** What people who were told of it see as it is now. */
const shown = (one: Contest): Partial<Contest> => (one.state === 'draft' ? {} : withNews(one, { what: 'shown' }));

/** Changes a contest; once numbers are drawn, its name alone. @throws UserError once results are out */
export const changeContest = (ctx: Context, actor: Actor, id: string, facts: ContestFacts): Promise<Contest> =>
  change(ctx, actor, id, (one) => {
    if (!isPlanned(one) && one.state !== 'running') throw new UserError(WORDS.cannotChange);
    const { name, appealHours } = facts;
    return { ...(isPlanned(one) ? facts : { name, appealHours }), ...shown(one) };
  });

/**
 * Adds a discipline, or changes one. Once numbers are drawn only judges and stewards can change, and sheets that are in stay.
 * @param id the discipline's own
 */
export async function saveDiscipline(
  ctx: Context,
  related: Related,
  actor: Actor,
  contest: string,
  id: string,
  facts: DisciplineFacts,
): Promise<Contest> {
  const after = await change(ctx, actor, contest, (one) => {
    const before = disciplineOf(one, id);
    if (!isPlanned(one) && (one.state !== 'running' || before === undefined)) throw new UserError(WORDS.cannotChange);
    if (before === undefined && one.disciplines.length >= MOST_DISCIPLINES) throw new UserError(WORDS.cannotChange);
    const { judges, stewards } = facts;
    const saved: Discipline =
      before !== undefined && one.state === 'running'
        ? { ...before, judges, stewards }
        : { ...facts, id, criteria: before?.criteria ?? [] };
    const disciplines =
      before === undefined
        ? [...one.disciplines, saved]
        : one.disciplines.map((discipline) => (discipline.id === id ? saved : discipline));
    return { disciplines };
  });
  await formPanels(ctx, related, after);
  return after;
}

/** Adds a criterion to a discipline, or changes one. @throws UserError once numbers are drawn, or when it has enough */
export const saveCriterion = (
  ctx: Context,
  actor: Actor,
  contest: string,
  discipline: string,
  criterion: Criterion,
): Promise<Contest> =>
  change(ctx, actor, contest, (one) => {
    const own = disciplineOf(one, discipline);
    if (own === undefined || !isPlanned(one)) throw new UserError(WORDS.cannotChange);
    const isThere = own.criteria.some(({ id }) => id === criterion.id);
    if (!isThere && own.criteria.length >= MOST_CRITERIA) throw new UserError(WORDS.cannotChange);
    const criteria = isThere
      ? own.criteria.map((other) => (other.id === criterion.id ? criterion : other))
      : [...own.criteria, criterion];
    return { disciplines: one.disciplines.map((other) => (other.id === discipline ? { ...own, criteria } : other)) };
  });

/** Adds several criteria at once, all or none; those that are there already by their ids stay as they are. @throws UserError as for one */
export const addCriteria = (
  ctx: Context,
  actor: Actor,
  contest: string,
  discipline: string,
  criteria: readonly Criterion[],
): Promise<Contest> =>
  change(ctx, actor, contest, (one) => {
    const own = disciplineOf(one, discipline);
    if (own === undefined || !isPlanned(one)) throw new UserError(WORDS.cannotChange);
    const fresh = criteria.filter(({ id }) => !own.criteria.some((other) => other.id === id));
    if (fresh.length === 0) return undefined;
    const all = [...own.criteria, ...fresh];
    const isTwice = new Set(all.map(({ name }) => name)).size < all.length;
    if (all.length > MOST_CRITERIA || isTwice) throw new UserError(WORDS.criteriaChanged);
    return {
      disciplines: one.disciplines.map((other) => (other.id === discipline ? { ...own, criteria: all } : other)),
    };
  });

/** Takes a criterion away. Twice is once. */
export const dropCriterion = (
  ctx: Context,
  actor: Actor,
  contest: string,
  discipline: string,
  criterion: string,
): Promise<Contest> =>
  change(ctx, actor, contest, (one) => {
    const own = disciplineOf(one, discipline);
    if (own === undefined || !isPlanned(one)) throw new UserError(WORDS.cannotChange);
    const criteria = own.criteria.filter(({ id }) => id !== criterion);
    if (one.state === 'open' && criteria.length === 0) throw new UserError(WORDS.needCriteria);
    return { disciplines: one.disciplines.map((other) => (other.id === discipline ? { ...own, criteria } : other)) };
  });

/** How many are told that it opens. */
export const sizeOfInvitation = async (ctx: Context, { branch }: Contest): Promise<number> =>
  (await sizeOfAudience(ctx, EVERYBODY, branch === undefined ? undefined : { branch })).members;

const LACKING = {
  disciplines: WORDS.needDisciplines,
  criteria: WORDS.needCriteria,
  judges: WORDS.needJudges,
  heats: WORDS.needHeats,
};

/** Opens sign-up. Twice is once. @throws UserError when something is missing, or its time is over */
export const openContest = (ctx: Context, actor: Actor, id: string): Promise<Contest> =>
  change(ctx, actor, id, (one, now) => {
    if (one.state === 'open') return undefined;
    if (one.state !== 'draft') throw new UserError(WORDS.cannotChange);
    const lack = lackOf(one);
    if (lack !== undefined) throw new UserError(LACKING[lack.what]);
    if (one.signUpUntil <= now) throw new UserError(WORDS.cannotChange);
    return { state: 'open', openedAt: now };
  });

/** Cancels it, with a reason that its people read. Cancelled already, it stays so. @throws UserError once results are out */
export const cancelContest = (ctx: Context, actor: Actor, id: string, reason: string): Promise<Contest> =>
  change(ctx, actor, id, (one, now) => {
    if (one.state === 'cancelled') return undefined;
    if (one.state === 'published' || one.state === 'final') throw new UserError(WORDS.cannotChange);
    return { state: 'cancelled', reason, cancelledAt: now, ...withNews(one, { what: 'cancelled' }) };
  });

/** @throws UserError as long as a heat goes on, or a sheet is missing */
async function checkComplete(ctx: Context, found: Contest): Promise<void> {
  const now = clock.now();
  const ends = found.disciplines.map((one) => endOf(found, one.id));
  if (ends.some((end) => end !== undefined && end > now)) throw new UserError(WORDS.beforeEnd);
  // A seat that was taken last may have no number yet.
  await enterSeats(ctx, found);
  const all = await entrantsOf(ctx, found._id);
  if (all.some(({ state, completeAt }) => state === 'in' && completeAt === undefined))
    throw new UserError(WORDS.notComplete);
}

/** Publishes the results. Of two officers at once one does, and it is done once. @throws UserError as long as a sheet is missing, and for others than running ones */
export async function publishResults(ctx: Context, actor: Actor, id: string): Promise<Contest> {
  for (let isStale = true; isStale; ) {
    isStale = false;
    const found = await managed(ctx, actor, id);
    if (found.state === 'running') await checkComplete(ctx, found);
    await change(ctx, actor, id, (one, now) => {
      if (one.state === 'published' || one.state === 'final') return undefined;
      if (one.state !== 'running') throw new UserError(WORDS.cannotChange);
      // Somebody who takes part again has written it since.
      isStale = one.rev !== found.rev;
      return isStale ? undefined : publish(one, now);
    });
  }
  return lives.present(ctx, id);
}

/** Somebody does not take part, and is not asked again. @throws UserError once sign-up is over */
export async function decline(ctx: Context, { user }: Actor, id: string): Promise<Contest> {
  const { one } = await lives.decide(ctx, id, ({ state, refused, signUpUntil }, now) => {
    if (state !== 'open' || signUpUntil <= now) throw new UserError(WORDS.closed);
    return refused.includes(user) ? undefined : { refused: [...refused, user] };
  });
  return one;
}

/** The contests that somebody can see, the latest first: people's own branch's and the company's, and those they judge. */
export async function contestsFor(ctx: Context, actor: Actor, page: number): Promise<Paged<Contest>> {
  const affairs = affairsOf(actor);
  const own = [
    { branch: { $exists: false } },
    ...(actor.branch === undefined ? [] : [{ branch: actor.branch }]),
    { 'disciplines.judges': actor.user },
    { 'disciplines.stewards': actor.user },
  ];
  const isManaged = affairs === 'none' ? [] : [{ state: 'draft' as const, ...inAffairs(affairs) }];
  return pageOf(
    contests(ctx),
    {
      workspace: ctx.workspace,
      $or: [{ state: { $ne: 'draft' }, $or: affairs === 'company' ? [{}] : own }, ...isManaged],
    },
    { signUpUntil: -1, _id: 1 },
    { page, size: SHOWN },
  );
}

/** The contests that are judged now; there are few. */
export const runningContests = (ctx: Context): Promise<Contest[]> =>
  contests(ctx).find({ workspace: ctx.workspace, state: 'running' }).sort({ signUpUntil: 1, _id: 1 }).lean<Contest[]>();
