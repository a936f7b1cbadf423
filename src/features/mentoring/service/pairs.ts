import type { Actor } from '../../../bot/actor.ts';
import type { Questions } from '../../../bot/question-sources.ts';
import { UserError } from '../../../bot/routing/errors.ts';
import { mayRun } from '../../../bot/routing/roles.ts';
import type { Context } from '../../../context.ts';
import { clock } from '../../../lib/clock.ts';
import { numberOf } from '../../../lib/counter.ts';
import { insertNew } from '../../../lib/stores/mongo.ts';
import { dayOf } from '../../../lib/zone.ts';
import { membersOf } from '../../../members/audience/audience.ts';
import { maySee } from '../../../members/roles.ts';
import { nextPairNumber, pairs } from '../model.ts';
import { leave } from '../rules/exam.ts';
import * as rules from '../rules/pair.ts';
import { isBossOf } from '../rules/pairing.ts';
import type { CheckIn, Contract, Pair, Topic } from '../rules/records.ts';
import { WORDS } from '../words.ts';
import { learnerOf } from './people.ts';
import { capacityOf, freePlaces, takenOf, takePlace } from './places.ts';
import { change, lives } from './store.ts';

/** A pair as it is now. @throws UserError when there is none */
export const presentPair = lives.present;

/** Whether a person acts for the branch of a pair: an officer who is none of the two. */
export const actsForBranch = (actor: Actor, pair: Pair): boolean =>
  mayRun(actor, 'officer') && maySee(actor, pair.branch) && !rules.isIn(pair, actor.user);

/** A pair that a person may open: of the two, of the branch, or the examiner. @throws UserError for anybody else */
export async function pairFor(ctx: Context, actor: Actor, id: string): Promise<Pair> {
  const pair = await presentPair(ctx, id);
  const mayOpen = rules.isIn(pair, actor.user) || actsForBranch(actor, pair) || pair.exam?.examiner === actor.user;
  if (!mayOpen) throw new UserError(WORDS.notYours);
  return pair;
}

/** A pair that a person looks after for the branch. @throws UserError for one of the two, and for everybody else */
export async function branchPair(ctx: Context, actor: Actor, id: string): Promise<Pair> {
  const pair = await presentPair(ctx, id);
  if (rules.isIn(pair, actor.user)) throw new UserError(WORDS.notYourself);
  if (!actsForBranch(actor, pair)) throw new UserError(WORDS.notYours);
  return pair;
}

export interface People {
  apprentice: string;
  mentors: readonly string[];
}

/** The topics by their keys, with the names of the banks. @throws UserError for one that is gone */
export async function topicsOf(
  ctx: Context,
  questions: Questions,
  banks: readonly string[],
  member: string,
): Promise<Topic[]> {
  const found = await Promise.all(banks.map((bank) => questions.recall(ctx, bank, member, clock.now())));
  return banks.map((bank, at) => {
    const one = found[at];
    if (one === undefined) throw new UserError(WORDS.bankGone);
    return { bank, name: one.name };
  });
}

/** Whether these can be a pair. @throws UserError with why not */
async function checked(ctx: Context, actor: Actor, { apprentice, mentors }: People): Promise<{ branch?: string }> {
  const users = [apprentice, ...mentors];
  const known = await membersOf(ctx, users);
  const people = users.map((user) => known.get(user));
  if (mentors.length === 0 || people.some((one) => one?.state !== 'active' || one.isGuest))
    throw new UserError(WORDS.notHere);
  if (mentors.includes(apprentice)) throw new UserError(WORDS.ownMentor);
  const [learner, ...masters] = people;
  if (learner === undefined) throw new UserError(WORDS.notHere);
  if (masters.some((one) => one !== undefined && isBossOf(one, learner))) throw new UserError(WORDS.boss);
  const isOfficer = mayRun(actor, 'officer');
  if (!users.includes(actor.user)) {
    if (!isOfficer) throw new UserError(WORDS.notYours);
    if (!maySee(actor, learner.branch)) throw new UserError(WORDS.otherBranch);
  }
  for (const mentor of mentors.filter((one) => one !== actor.user)) {
    if (isOfficer && maySee(actor, learner.branch)) break;
    if ((await learnerOf(ctx, mentor))?.capacity === 0) throw new UserError(WORDS.notWilling);
  }
  if (!isOfficer && mentors.includes(actor.user) && (await learnerOf(ctx, apprentice))?.wishAt === undefined)
    throw new UserError(WORDS.notWished);
  const taken = await takenOf(ctx, mentors);
  for (const mentor of mentors)
    if ((taken.get(mentor) ?? 0) >= (await capacityOf(ctx, mentor)))
      throw new UserError(mentor === actor.user ? WORDS.youAreFull : WORDS.full);
  return learner.branch === undefined ? {} : { branch: learner.branch };
}

/**
 * Proposes a pair: the apprentice asks, a mentor offers, or an officer of the branch assigns. Who proposes has agreed; an apprentice has
 * one pair at a time, by a unique key.
 * @param id of this one proposal: the same again is the first one
 */
export async function propose(
  ctx: Context,
  actor: Actor,
  id: string,
  people: People,
  contract: Contract,
): Promise<Pair> {
  const before = await lives.find(ctx, id);
  if (before !== undefined) return before;
  const whose = await checked(ctx, actor, people);
  const { apprentice } = people;
  const mentors = [...new Set(people.mentors)].slice(0, rules.MOST_MENTORS);
  const now = clock.now();
  const isSide = apprentice === actor.user || mentors.includes(actor.user);
  const year = dayOf(now, ctx.config.TIMEZONE).slice(0, 4);
  const pair: Pair = {
    _id: id,
    workspace: ctx.workspace,
    number: numberOf('Q', year, await nextPairNumber(ctx, year)),
    apprentice,
    mentors,
    past: [],
    ...whose,
    proposedBy: actor.user,
    createdAt: now,
    contract,
    version: 1,
    agreed: apprentice === actor.user ? [{ user: actor.user, at: now }] : [],
    ...(isSide ? {} : { branchAgreed: { user: actor.user, at: now } }),
    state: 'proposed',
    isOpen: true,
    done: [],
    meetings: [],
    checkIns: [],
    asked: 0,
    failed: [],
    vested: [],
    ...rules.withNews({ seq: 0, news: [] }, { what: 'proposed' }),
    rev: 0,
    updatedAt: now,
  };
  await insertNew(pairs(ctx), [await lives.born(ctx, pair)]);
  const made = await lives.find(ctx, id);
  if (made === undefined) throw new UserError(apprentice === actor.user ? WORDS.youHavePair : WORDS.hasPair);
  await lives.tellSoon(ctx, made);
  if (!mentors.includes(actor.user)) return made;
  try {
    return await agree(ctx, actor, id, made.version);
  } catch (error) {
    // The last place went to another at the same moment: nobody is asked in vain.
    await change(ctx, id, (one, at) => rules.end(one, 'mentor', actor.user, '', at, ctx.config.TIMEZONE));
    throw error;
  }
}

/**
 * One side agrees. A mentor's place decides before: of two pairs at the same moment, one gets the last.
 * @throws UserError for a mentor who has as many as they can take
 */
export async function agree(ctx: Context, actor: Actor, id: string, version: number): Promise<Pair> {
  const { user } = actor;
  const pair = await presentPair(ctx, id);
  const isMentor = pair.mentors.includes(user) && pair.state === 'proposed';
  if (isMentor && !(await takePlace(ctx, user, id))) throw new UserError(WORDS.youAreFull);
  try {
    return await change(ctx, id, (one, now) => rules.agree(one, user, version, now, ctx.config.TIMEZONE));
  } catch (error) {
    // Nothing was agreed to: the place is for others. Where the other device has agreed meanwhile, it stays.
    if (isMentor) {
      const now = await lives.find(ctx, id);
      const holds = now?.isOpen === true && now.agreed.some((one) => one.user === user);
      if (!holds) await freePlaces(ctx, id, user);
    }
    throw error;
  }
}

/** The branch agrees. */
export async function agreeForBranch(ctx: Context, actor: Actor, id: string, version: number): Promise<Pair> {
  await branchPair(ctx, actor, id);
  return change(ctx, id, (pair, now) => rules.agreeForBranch(pair, actor.user, version, now, ctx.config.TIMEZONE));
}

/** Changes the contract before it begins. @param version of the contract that was on the form */
export async function rewrite(ctx: Context, actor: Actor, id: string, contract: Contract): Promise<Pair> {
  const pair = await pairFor(ctx, actor, id);
  const isBranch = actsForBranch(actor, pair);
  if (!isBranch && !rules.isIn(pair, actor.user)) throw new UserError(WORDS.notYours);
  const { user } = actor;
  if (pair.mentors.includes(user) && !(await takePlace(ctx, user, id))) throw new UserError(WORDS.youAreFull);
  return change(ctx, id, (one, now) => rules.rewrite(one, user, contract, isBranch, now));
}

/** Ends a pair, or declines it: either side, without blame, or the branch. */
export async function endPair(ctx: Context, actor: Actor, id: string, words: string): Promise<Pair> {
  const pair = await pairFor(ctx, actor, id);
  const { user } = actor;
  const isBranch = actsForBranch(actor, pair);
  if (!isBranch && !rules.isIn(pair, user)) throw new UserError(WORDS.notYours);
  const how = isBranch ? 'branch' : user === pair.apprentice ? 'apprentice' : 'mentor';
  return change(ctx, id, (one, now) => rules.end(one, how, user, words, now, ctx.config.TIMEZONE));
}

/** "We met." @param meeting its id: the same again is the first one */
export const recordMeeting = (
  ctx: Context,
  { user }: Actor,
  id: string,
  meeting: { id: string; mentor: string; minutes: number },
) => change(ctx, id, (pair, now) => rules.met(pair, { ...meeting, by: user }, now, ctx.config.TIMEZONE));

export const answerMeeting = (ctx: Context, { user }: Actor, id: string, meeting: string, isYes: boolean) =>
  change(ctx, id, (pair, now) => rules.answerMeeting(pair, user, meeting, isYes ? 'yes' : 'no', now));

export const checkIn = (
  ctx: Context,
  { user }: Actor,
  id: string,
  given: Pick<CheckIn, 'month' | 'going' | 'enough' | 'words'>,
) => change(ctx, id, (pair, now) => rules.checkIn(pair, { ...given, by: user }, now));

export const goOn = (ctx: Context, { user }: Actor, id: string) =>
  change(ctx, id, (pair, now) => rules.goOn(pair, user, now));

export const markTasks = (ctx: Context, { user }: Actor, id: string, done: readonly number[]) =>
  change(ctx, id, (pair, now) => rules.markTasks(pair, user, done, now));

/** Ends or changes the pairs of people who have left the company. One that fails does not hold up the others. */
export async function followLeavers(ctx: Context): Promise<void> {
  const open = await pairs(ctx)
    .find({ workspace: ctx.workspace, isOpen: true }, { apprentice: 1, mentors: 1, 'exam.examiner': 1 })
    .lean<Pick<Pair, '_id' | 'apprentice' | 'mentors' | 'exam'>[]>();
  const peopleOf = (one: (typeof open)[number]) => [...rules.sidesOf(one), one.exam?.examiner ?? ''];
  const people = await membersOf(ctx, open.flatMap(peopleOf).filter(Boolean));
  const hasLeft = (user: string) => people.get(user)?.state === 'left';
  for (const one of open.filter((pair) => peopleOf(pair).some(hasLeft)))
    try {
      await change(ctx, one._id, (pair, now) => leave(pair, hasLeft, now, ctx.config.TIMEZONE));
    } catch (error) {
      ctx.log.error({ err: error, pair: one._id }, 'a pair could not follow somebody who left');
    }
}

/** Those of these people with whom a pair ties a member: who is, or was, whose mentor, once it had begun. */
export async function pairedWith(ctx: Context, member: string, others: readonly string[]): Promise<string[]> {
  const found = await pairs(ctx)
    .find(
      {
        workspace: ctx.workspace,
        startsOn: { $exists: true },
        $or: [{ apprentice: member }, { mentors: member }, { past: member }],
      },
      { apprentice: 1, mentors: 1, past: 1 },
    )
    .lean<Pick<Pair, '_id' | 'apprentice' | 'mentors' | 'past'>[]>();
  const near = new Set(
    found.flatMap(({ apprentice, mentors, past }) => (apprentice === member ? [...mentors, ...past] : [apprentice])),
  );
  return others.filter((one) => near.has(one));
}
