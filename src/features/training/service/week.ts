import type { Actor } from '../../../bot/feature.ts';
import type { Context } from '../../../context.ts';
import { type PlannedNotice, plan } from '../../../delivery/plan.ts';
import { clock } from '../../../lib/clock.ts';
import { zoneOf } from '../../../lib/zone.ts';
import { eachMember, shiftGroups } from '../../../members/audience.ts';
import { whoIsIn } from '../../../members/audience-resolve.ts';
import { type Session, sessions } from '../model.ts';
import { isMonday, type Week, weekOf } from '../rules/week.ts';
import { type WeekPlan, weekPlans } from '../week-model.ts';
import { mayCome, openFor, withinOf } from './sessions.ts';

const PAGE = 1_000;
const PRIORITY = 6;
const OWN = 20;
const OPEN = 5;
/** So many of a person's next open sessions are looked at for those of this week. */
const LOOKED_AT = 20;

/** What a digest is drawn from: who is invited, and who has a place. */
type Coming = Pick<Session, '_id' | 'include' | 'except' | 'must' | 'branch' | 'trainer' | 'startsAt'> & {
  seats: Pick<Session['seats'][number], 'member'>[];
};

/**
 * Plans the week's digests in each zone in which it is Monday: for members who have a seat in a session of this week, or could
 * still sign up for one. Delivery moves each into the member's hours of that Monday; whoever has none gets none. Where it stands
 * is kept after each page, and a digest is named by its week: running it again, from wherever, adds nothing.
 */
export async function planWeeks(ctx: Context): Promise<number> {
  const now = clock.now();
  const groups = await shiftGroups(ctx, { kind: 'company' });
  let count = 0;
  for (const zone of new Set(groups.map((one) => zoneOf(one.tz)))) {
    const week = weekOf(now, zone);
    if (isMonday(now, week)) count += await planZone(ctx, zone, week);
  }
  return count;
}

async function planZone(ctx: Context, zone: string, week: Week): Promise<number> {
  const { workspace } = ctx;
  const _id = `${workspace} ${zone}`;
  const known = await weekPlans(ctx).findOne({ _id, workspace }).lean<WeekPlan>();
  const started = known?.week === week.name ? known : undefined;
  if (started?.isDone === true) return 0;
  const keep = (after: string, isDone: boolean) =>
    weekPlans(ctx).updateOne({ _id }, { $set: { workspace, week: week.name, after, isDone } }, { upsert: true });
  const coming = await comingIn(ctx, week);
  const since = started?.after ?? '';
  let count = 0;
  if (coming.length > 0)
    for await (const page of eachMember(ctx, { kind: 'company' }, PAGE)) {
      const users = page.filter((one) => one.user > since && zoneOf(one.tz) === zone).map((one) => one.user);
      const told = await concerned(ctx, coming, users);
      count += await plan(
        ctx,
        users.filter((user) => told.has(user)).map((user) => digest(user, week)),
      );
      await keep(page.at(-1)?.user ?? since, false);
    }
  await keep('', true);
  return count;
}

function digest(recipient: string, week: Week): PlannedNotice {
  return {
    ...{ notice: `training.week-${week.name}`, kind: 'training.week', recipient, to: 'member' },
    ...{ params: { week: week.name }, expiresAt: week.mondayEndsAt, priority: PRIORITY },
  };
}

function comingIn(ctx: Context, { endsAt }: Week): Promise<Coming[]> {
  return sessions(ctx)
    .find(
      { workspace: ctx.workspace, state: 'open', startsAt: { $gt: clock.now(), $lt: endsAt } },
      { include: 1, except: 1, must: 1, branch: 1, trainer: 1, startsAt: 1, 'seats.member': 1 },
    )
    .lean<Coming[]>();
}

/** Those of a page to whom the week brings something: a query for each audience, none for each person. */
async function concerned(ctx: Context, coming: readonly Coming[], users: readonly string[]): Promise<Set<string>> {
  const told = new Set<string>();
  if (users.length === 0) return told;
  const here = new Set(users);
  const audiences = new Map<string, Coming>();
  for (const session of coming) {
    for (const { member } of session.seats) if (here.has(member)) told.add(member);
    const { include, except, branch = '', trainer } = session;
    audiences.set(JSON.stringify([include, except, branch, trainer]), session);
  }
  for (const session of audiences.values()) {
    const others = users.filter((user) => !told.has(user) && user !== session.trainer);
    if (others.length === 0) continue;
    for (const user of await whoIsIn(ctx, mayCome(session), others, withinOf(session))) told.add(user);
  }
  return told;
}

/** A member's week: what they have a place in, and what they could still sign up for; read when the digest is drawn. */
export async function weekFor(ctx: Context, actor: Actor): Promise<{ week: Week; own: Session[]; open: Session[] }> {
  const now = clock.now();
  const week = weekOf(now, actor.tz);
  const own = await sessions(ctx)
    .find({
      ...{ workspace: ctx.workspace, state: 'open', 'seats.member': actor.user },
      startsAt: { $gt: now, $lt: week.endsAt },
    })
    .sort({ startsAt: 1, _id: 1 })
    .limit(OWN)
    .lean<Session[]>();
  const open = await openFor(ctx, actor.user, LOOKED_AT);
  return { week, own, open: open.filter((one) => one.startsAt < week.endsAt).slice(0, OPEN) };
}
