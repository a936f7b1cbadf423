import { createHash } from 'node:crypto';
import { UserError } from '../../../../bot/routing/errors.ts';
import type { Context } from '../../../../context.ts';
import { type ChannelTrouble, troubleOf } from '../../../../delivery/channel-trouble.ts';
import { clock } from '../../../../lib/clock.ts';
import { newId } from '../../../../lib/ids.ts';
import { isDuplicateKey } from '../../../../lib/stores/mongo.ts';
import { instantOf } from '../../../../lib/zone.ts';
import { branchesAndTeams, postsOf } from '../../../../members/audience/audience.ts';
import { type ShiftGroup, sizeOfAudience } from '../../../../members/audience/resolve.ts';
import { type AudienceSpec, audienceOf, EVERYBODY, fitsScope, partKey } from '../../../../members/audience/spec.ts';
import { type WorkTimes, workTimesOf } from '../../../../members/calendar/work-times.ts';
import { type Bank, banks, questions, type Schedule, schedules } from '../../model.ts';
import { nextRun } from '../../run/rules/schedule.ts';
import { clocksOf, worksOf } from '../../run/service/clocks.ts';
import { WORDS } from '../../words.ts';
import { checkedSchedule, type Officer, type ScheduleInput } from './checks.ts';

export interface ScheduleLine {
  schedule: Schedule;
  /** Undefined when the bank was deleted. */
  bankName: string | undefined;
  /** Questions that it may draw now. */
  questions: number;
  /** Members whom it reaches. */
  reach: number;
  /** When it comes next; undefined when it does not come. */
  next: NextTime | undefined;
  /** Why nothing arrives in its channel. */
  trouble: ChannelTrouble | undefined;
}

export interface NextTime {
  /** At its own hour; to the first, when it is nobody's hour. */
  at: Date;
  /** To those whom their shift or their zone gives another hour: the first and the last of them. */
  others?: { first: Date; last: Date };
}

export interface AudienceChoice {
  /** Names the audience in a select. */
  key: string;
  audience: AudienceSpec;
}

/**
 * Makes a schedule; it comes at its next time.
 * @param id of a form that may be sent twice: one schedule is made.
 * @throws ScheduleFault naming the input; UserError when a branch's officer means others.
 */
export async function createSchedule(
  ctx: Context,
  actor: Officer,
  input: ScheduleInput,
  id: string = newId(),
): Promise<ScheduleLine> {
  const checked = await checkedSchedule(ctx, actor, input);
  const now = clock.now();
  const schedule: Schedule = {
    _id: id,
    workspace: ctx.workspace,
    ...checked,
    state: 'active',
    createdBy: actor.user,
    createdAt: now,
    updatedAt: now,
  };
  await schedules(ctx)
    .create(schedule)
    .catch((error: unknown) => {
      if (!isDuplicateKey(error)) throw error;
    });
  return scheduleLine(ctx, await ownSchedule(ctx, actor, id));
}

/** Changes a schedule, from its next run on. @throws as `createSchedule`, and UserError when there is none. */
export async function changeSchedule(
  ctx: Context,
  actor: Officer,
  id: string,
  input: ScheduleInput,
): Promise<ScheduleLine> {
  await ownSchedule(ctx, actor, id);
  const { channel, ...checked } = await checkedSchedule(ctx, actor, input);
  const updatedAt = clock.now();
  const change =
    channel === undefined
      ? { $set: { ...checked, updatedAt }, $unset: { channel: 1 as const } }
      : { $set: { ...checked, channel, updatedAt } };
  const filter = { _id: id, workspace: ctx.workspace, state: { $in: ['active' as const, 'paused' as const] } };
  const written = await schedules(ctx).updateOne(filter, change);
  if (written.matchedCount === 0) throw new UserError(WORDS.noSchedule);
  return scheduleLine(ctx, await ownSchedule(ctx, actor, id));
}

/** No run is opened until it is resumed; what is out can be answered. */
export async function pauseSchedule(ctx: Context, actor: Officer, id: string): Promise<Schedule> {
  return move(ctx, actor, id, ['active'], 'paused');
}

export async function resumeSchedule(ctx: Context, actor: Officer, id: string): Promise<Schedule> {
  return move(ctx, actor, id, ['paused'], 'active');
}

/** For good; what is out can be answered. */
export async function endSchedule(ctx: Context, actor: Officer, id: string): Promise<Schedule> {
  return move(ctx, actor, id, ['active', 'paused'], 'ended');
}

/** The officer's newest schedule, ended or not: a new one begins with its bank and its hour. */
export async function lastSchedule(ctx: Context, { user }: { user: string }): Promise<Schedule | undefined> {
  const newest = schedules(ctx).findOne({ workspace: ctx.workspace, createdBy: user }).sort({ createdAt: -1, _id: 1 });
  return (await newest.lean<Schedule>()) ?? undefined;
}

/** Whether any schedule has not ended. */
export async function hasSchedules(ctx: Context): Promise<boolean> {
  return (await schedules(ctx).exists({ workspace: ctx.workspace, state: { $ne: 'ended' } })) !== null;
}

/** The schedules that have not ended, the oldest first; a branch's officer sees those of the branch. */
export async function listSchedules(ctx: Context, actor: Officer): Promise<ScheduleLine[]> {
  const found = await schedules(ctx)
    .find({ workspace: ctx.workspace, state: { $ne: 'ended' } })
    .sort({ createdAt: 1, _id: 1 })
    .lean<Schedule[]>();
  return Promise.all(
    found.filter(({ audience }) => fitsScope(audience, actor)).map((schedule) => scheduleLine(ctx, schedule)),
  );
}

/** A schedule that the officer may change. @throws UserError when there is none, or it is not theirs. */
export async function ownSchedule(ctx: Context, actor: Officer, id: string): Promise<Schedule> {
  const schedule = await schedules(ctx).findOne({ _id: id, workspace: ctx.workspace }).lean<Schedule>();
  if (schedule === null) throw new UserError(WORDS.noSchedule);
  if (!fitsScope(schedule.audience, actor)) throw new UserError(WORDS.ownBranchOnly);
  return schedule;
}

/** Whom the officer may choose: the company, branches with their teams, posts; a branch's officer the branch and its teams. */
export async function audienceChoices(ctx: Context, actor: Officer): Promise<AudienceChoice[]> {
  const [branches, posts] = await Promise.all([branchesAndTeams(ctx), postsOf(ctx)]);
  const all = [
    EVERYBODY,
    ...branches.map(({ branch }) => audienceOf({ kind: 'branch', branch })),
    ...branches.flatMap(({ branch, teams }) => teams.map(({ team }) => audienceOf({ kind: 'team', branch, team }))),
    ...posts.map((post) => audienceOf({ kind: 'post', post })),
  ];
  return all
    .filter((audience) => fitsScope(audience, actor))
    .map((audience) => ({ key: audienceKey(audience), audience }));
}

/** Names an audience shorter than its words may be. */
export function audienceKey({ include, except }: AudienceSpec): string {
  const keys = JSON.stringify([include.map(partKey), except.map(partKey)]);
  return createHash('sha256').update(keys).digest('hex').slice(0, 16);
}

async function move(
  ctx: Context,
  actor: Officer,
  id: string,
  from: Schedule['state'][],
  to: Schedule['state'],
): Promise<Schedule> {
  await ownSchedule(ctx, actor, id);
  await schedules(ctx).updateOne(
    { _id: id, workspace: ctx.workspace, state: { $in: from } },
    { $set: { state: to, updatedAt: clock.now() } },
  );
  return ownSchedule(ctx, actor, id);
}

async function scheduleLine(ctx: Context, schedule: Schedule): Promise<ScheduleLine> {
  const { workspace } = ctx;
  const { bank, topics, audience } = schedule;
  const about =
    topics.length === 0 ? {} : { $or: [{ 'content.category': { $in: topics } }, { 'content.tags': { $in: topics } }] };
  const [found, count, reach, groups, trouble] = await Promise.all([
    banks(ctx).findOne({ _id: bank, workspace, state: 'active' }).lean<Bank>(),
    questions(ctx).countDocuments({ workspace, bank, state: 'active', ...about }),
    sizeOfAudience(ctx, audience),
    clocksOf(ctx, schedule),
    troubleOf(ctx, schedule.channel),
  ]);
  return {
    schedule,
    bankName: found?.name,
    questions: count,
    reach: reach.members,
    trouble,
    next: count === 0 ? undefined : nextTime(await workTimesOf(ctx), schedule, groups),
  };
}

function nextTime(times: WorkTimes, schedule: Schedule, groups: readonly ShiftGroup[]): NextTime | undefined {
  const now = clock.now();
  const comes = groups
    .flatMap(({ tz, shift }) => {
      const next = worksOf(times, schedule, { shift })
        .flatMap((work) => nextRun(schedule, now, tz, work) ?? [])
        .toSorted((a, b) => a.sendAt.getTime() - b.sendAt.getTime())[0];
      if (next === undefined) return [];
      const isOwnHour = next.sendAt.getTime() === instantOf(next.day, schedule.time, tz).getTime();
      return [{ at: next.sendAt, isOwnHour }];
    })
    .sort((a, b) => a.at.getTime() - b.at.getTime());
  const usual = comes.find((one) => one.isOwnHour) ?? comes[0];
  if (usual === undefined) return undefined;
  const others = comes.filter(({ at }) => at.getTime() !== usual.at.getTime());
  const [first, last] = [others[0], others.at(-1)];
  return { at: usual.at, ...(first && last ? { others: { first: first.at, last: last.at } } : {}) };
}
