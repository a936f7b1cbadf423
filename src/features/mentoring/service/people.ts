import type { Actor } from '../../../bot/actor.ts';
import { UserError } from '../../../bot/routing/errors.ts';
import type { Context } from '../../../context.ts';
import { clock } from '../../../lib/clock.ts';
import { upserted } from '../../../lib/stores/mongo.ts';
import { addDays, dayOf } from '../../../lib/zone.ts';
import { membersOf } from '../../../members/audience/audience.ts';
import { type WorkTimes, workTimesOf } from '../../../members/calendar/work-times.ts';
import type { Member } from '../../../members/model.ts';
import { whoIsThere } from '../../../members/ranks.ts';
import { affairsOf, isOf } from '../../../members/roles.ts';
import { memberOf } from '../../../members/service.ts';
import { dutySpans } from '../../../members/shift.ts';
import { type Learner, learners, pairs } from '../model.ts';
import { CAPACITY } from '../rules/pair.ts';
import { byReason, type Reason, readSkills, reasonFor, sharedDays } from '../rules/pairing.ts';
import { WORDS } from '../words.ts';
import { takenOf } from './places.ts';

const MOST = 500;
const SHOWN = 5;
const LOOK_DAYS = 14;

/** Somebody whom the bot proposes, and why. */
export interface Proposed {
  user: string;
  name: string;
  reason: Reason;
}

/** Who looks for a mentor, and for which skills. */
export interface Wishing {
  user: string;
  name: string;
  wish: string[];
}

const own = (ctx: Pick<Context, 'workspace'>, member: string) => ({ workspace: ctx.workspace, member });

export async function learnerOf(ctx: Context, member: string): Promise<Learner | undefined> {
  return (await learners(ctx).findOne(own(ctx, member)).lean<Learner>()) ?? undefined;
}

/** A person would teach, or not any more. @param capacity 0: not at the moment */
export async function offerTeaching(
  ctx: Context,
  { user }: Pick<Actor, 'user'>,
  typed: string,
  capacity: number,
): Promise<void> {
  const update = { $set: { skills: readSkills(typed), capacity } };
  await upserted(() => learners(ctx).updateOne(own(ctx, user), update, { upsert: true }).exec());
}

/** A person looks for a mentor. @param typed the skills; empty: by their post @throws UserError for one who has a mentor */
export async function wish(ctx: Context, { user }: Pick<Actor, 'user'>, typed: string): Promise<void> {
  if ((await openPairOf(ctx, user)) !== undefined) throw new UserError(WORDS.youHavePair);
  const update = { $set: { wish: readSkills(typed), wishAt: clock.now() }, $setOnInsert: { skills: [], capacity: 0 } };
  await upserted(() => learners(ctx).updateOne(own(ctx, user), update, { upsert: true }).exec());
}

export async function stopWish(ctx: Context, { user }: Pick<Actor, 'user'>): Promise<void> {
  await learners(ctx).updateOne(own(ctx, user), { $unset: { wish: 1, wishAt: 1 } });
}

/** The pair of an apprentice that is proposed or in force. */
export async function openPairOf(ctx: Context, apprentice: string): Promise<string | undefined> {
  const found = await pairs(ctx).findOne({ workspace: ctx.workspace, apprentice, isOpen: true }, { _id: 1 }).lean();
  return found?._id;
}

type Facts = Pick<Member, 'user' | 'name' | 'post' | 'team' | 'branch' | 'shift' | 'tz'>;

/** On how many days of the coming two weeks two people are on duty together. */
function daysTogether(times: WorkTimes, now: Date, one: Facts, other: Facts): number {
  const today = dayOf(now, one.tz);
  const days = Array.from({ length: LOOK_DAYS }, (_, at) => addDays(today, at + 1));
  const [a, b] = [one, other].map((who) => days.map((day) => dutySpans(times.of(who), day, who.tz)));
  return sharedDays(a ?? [], b ?? []);
}

/** Mentors whom the bot proposes to somebody, the best reason first: who would teach, has a place, and is not away. */
export async function mentorsFor(ctx: Context, learner: string): Promise<Proposed[]> {
  const [person, said, willing] = await Promise.all([
    memberOf(ctx, learner),
    learnerOf(ctx, learner),
    learners(ctx)
      .find({ workspace: ctx.workspace, capacity: { $gt: 0 }, member: { $ne: learner } })
      .sort({ _id: 1 })
      .limit(MOST)
      .lean<Learner[]>(),
  ]);
  if (person === undefined) return [];
  const users = willing.map(({ member }) => member);
  const [known, isThere, taken, times] = await Promise.all([
    membersOf(ctx, users),
    whoIsThere(ctx, users),
    takenOf(ctx, users),
    workTimesOf(ctx),
  ]);
  const now = clock.now();
  const found = willing.flatMap(({ member, skills, capacity }): Proposed[] => {
    const one = known.get(member);
    if (one === undefined || !isThere(member) || (taken.get(member) ?? 0) >= capacity) return [];
    const reason = reasonFor({ ...one, skills }, person, said?.wish ?? [], daysTogether(times, now, one, person));
    return reason === undefined ? [] : [{ user: member, name: one.name, reason }];
  });
  return found.toSorted((a, b) => byReason(a.reason, b.reason)).slice(0, SHOWN);
}

/** Colleagues who look for a mentor and whom somebody could teach, the best reason first. */
export async function learnersFor(ctx: Context, mentor: string): Promise<Proposed[]> {
  const [person, said, found] = await Promise.all([memberOf(ctx, mentor), learnerOf(ctx, mentor), wishing(ctx)]);
  const taken = (await takenOf(ctx, [mentor])).get(mentor) ?? 0;
  if (person === undefined || said?.capacity === 0 || taken >= (said?.capacity ?? CAPACITY)) return [];
  const [known, times] = await Promise.all([
    membersOf(
      ctx,
      found.map(({ user }) => user),
    ),
    workTimesOf(ctx),
  ]);
  const now = clock.now();
  const proposed = found.flatMap(({ user, name, wish: wanted }): Proposed[] => {
    const one = known.get(user);
    if (one === undefined) return [];
    const days = daysTogether(times, now, person, one);
    const reason = reasonFor({ ...person, skills: said?.skills ?? [] }, one, wanted, days);
    return reason === undefined ? [] : [{ user, name, reason }];
  });
  return proposed.toSorted((a, b) => byReason(a.reason, b.reason)).slice(0, SHOWN);
}

/** Who looks for a mentor and is in the company, the longest waiting first. */
export async function wishing(ctx: Context, actor?: Actor): Promise<Wishing[]> {
  const rows = await learners(ctx)
    .find({ workspace: ctx.workspace, wishAt: { $exists: true } })
    .sort({ wishAt: 1, _id: 1 })
    .limit(MOST)
    .lean<Learner[]>();
  const users = rows.map(({ member }) => member);
  const [known, paired] = await Promise.all([
    membersOf(ctx, users),
    pairs(ctx).distinct('apprentice', { workspace: ctx.workspace, apprentice: { $in: users }, isOpen: true }),
  ]);
  const isPaired = new Set<string>(paired);
  return rows.flatMap(({ member, wish: skills = [] }): Wishing[] => {
    const one = known.get(member);
    if (one?.state !== 'active' || isPaired.has(member)) return [];
    if (actor !== undefined && !isOf(affairsOf(actor), one.branch)) return [];
    return [{ user: member, name: one.name, wish: skills }];
  });
}
