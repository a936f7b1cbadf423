import type { Actor } from '../../../bot/actor.ts';
import type { Context } from '../../../context.ts';
import { type PlannedNotice, plan } from '../../../delivery/plan.ts';
import { seatsFree } from '../../../gatherings/rules/seats.ts';
import { clock } from '../../../lib/clock.ts';
import { insertNew } from '../../../lib/stores/mongo.ts';
import { zonesOf } from '../../../members/audience/audience.ts';
import { resolveAudience, whoIsIn } from '../../../members/audience/resolve.ts';
import { EVERYBODY } from '../../../members/audience/spec.ts';
import type { Member } from '../../../members/model.ts';
import { type Session, sessions } from '../model.ts';
import { isOfGroup } from '../rules/shift-dates.ts';
import { mayCome, withinOf } from '../session/service/sessions.ts';
import { digestRuns } from './model.ts';
import { isMondaySomewhere, mondayEnds, mondayOf, type Week, weekOf } from './rules.ts';

const PAGE = 1_000;
/** So many sessions of a week are looked at, and so many open ones are told of. */
const LOOKED_AT = 500;
const OPEN_TOLD = 5;
const PRIORITY = 7;

/** Plans the digests of those zones in which it is Monday and they are not all planned. Planning again adds nothing. */
export async function planDigests(ctx: Context): Promise<void> {
  const { workspace } = ctx;
  const now = clock.now();
  if (!isMondaySomewhere(now)) return;
  const zones = await zonesOf(ctx);
  const weeks = zones.flatMap((tz) => {
    const week = mondayOf(now, tz);
    return week === undefined ? [] : [{ tz, week }];
  });
  if (weeks.length === 0) return;
  const done = await digestRuns(ctx)
    .find({ workspace, week: { $in: weeks.map((one) => one.week.monday) } })
    .lean();
  const names = new Set(done.map((one) => `${one.week} ${one.tz}`));
  for (const { tz, week } of weeks) {
    if (names.has(`${week.monday} ${tz}`)) continue;
    await planZone(ctx, tz, week, now);
    await insertNew(digestRuns(ctx), [{ workspace, week: week.monday, tz, doneAt: clock.now() }]);
  }
}

async function planZone(ctx: Context, tz: string, week: Week, now: Date): Promise<void> {
  const coming = await sessionsOfWeek(ctx, week, now);
  if (coming.length === 0) return;
  const seated = new Set(coming.flatMap((one) => one.seats.map(({ member }) => member)));
  const open = coming.filter((one) => one.startsAt > now && seatsFree(one) > 0);
  const expiresAt = mondayEnds(week, tz);
  for await (const page of resolveAudience(ctx, EVERYBODY, 'company', { clock: { tz }, size: PAGE })) {
    const offers = await openTo(ctx, open, page);
    const notices = page.flatMap(({ user }): PlannedNotice[] => {
      const own = offers.get(user) ?? [];
      if (own.length === 0 && !seated.has(user)) return [];
      return [
        {
          notice: `training.digest-${week.monday}`,
          kind: 'training.digest',
          recipient: user,
          to: 'member',

          params: { week: week.monday, open: own.join(' ') },
          dueAt: week.startsAt,
          expiresAt,
          priority: PRIORITY,
        },
      ];
    });
    await plan(ctx, notices);
  }
}

function sessionsOfWeek(ctx: Context, { endsAt }: Week, now: Date): Promise<Session[]> {
  return sessions(ctx)
    .find(
      { workspace: ctx.workspace, state: 'open', endsAt: { $gt: now }, startsAt: { $lt: endsAt } },
      { about: 0, past: 0, news: 0 },
    )
    .sort({ startsAt: 1, _id: 1 })
    .limit(LOOKED_AT)
    .lean<Session[]>();
}

type Clocked = Pick<Member, 'user' | 'tz' | 'shift'>;

/** What these people could sign up for, the next first, of each course one date. Each audience is asked once for all of them. */
async function openTo(
  ctx: Context,
  open: readonly Session[],
  people: readonly Clocked[],
): Promise<Map<string, string[]>> {
  const offers = new Map<string, string[]>();
  const invited = new Map<string, Set<string>>();
  const courses = new Map<string, Set<string>>();
  const clocks = new Map(people.map((one) => [one.user, one]));
  const users = [...clocks.keys()];
  for (const { course, seats } of open)
    for (const { member } of seats) if (clocks.has(member)) coursesOf(courses, member).add(course);
  for (const session of open) {
    const audience = JSON.stringify([session.include, session.except, session.branch]);
    const among = invited.get(audience) ?? (await whoIsIn(ctx, mayCome(session), users, withinOf(session)));
    invited.set(audience, among);
    for (const user of among) {
      const clockOf = clocks.get(user);
      if (clockOf === undefined || !isOfGroup(clockOf, session.group)) continue;
      const own = offers.get(user) ?? [];
      const known = coursesOf(courses, user);
      if (own.length === OPEN_TOLD || known.has(session.course) || session.trainer === user) continue;
      known.add(session.course);
      offers.set(user, [...own, session._id]);
    }
  }
  return offers;
}

function coursesOf(all: Map<string, Set<string>>, user: string): Set<string> {
  const known = all.get(user) ?? new Set<string>();
  all.set(user, known);
  return known;
}

/**
 * A person's week as it is now: what is left of it that they come to, and what of the open ones still is.
 * @param offered ids of sessions that were open to the person when the digest was planned
 */
export async function digestFor(
  ctx: Context,
  { user, tz, shift }: Pick<Actor, 'user' | 'tz' | 'shift'>,
  monday: string,
  offered: readonly string[],
): Promise<{ own: Session[]; open: Session[] }> {
  const now = clock.now();
  const { endsAt } = weekOf(monday, tz);
  const left = { workspace: ctx.workspace, state: 'open', endsAt: { $gt: now }, startsAt: { $lt: endsAt } } as const;
  const [own, open] = await Promise.all([
    sessions(ctx)
      .find({ ...left, 'seats.member': user })
      .sort({ startsAt: 1, _id: 1 })
      .lean<Session[]>(),
    sessions(ctx)
      .find({ ...left, _id: { $in: [...offered] }, 'seats.member': { $ne: user } })
      .sort({ startsAt: 1, _id: 1 })
      .lean<Session[]>(),
  ]);
  const courses = new Set(own.map((one) => one.course));
  return {
    own,
    open: open.filter(
      (one) =>
        one.startsAt > now && seatsFree(one) > 0 && !courses.has(one.course) && isOfGroup({ tz, shift }, one.group),
    ),
  };
}
