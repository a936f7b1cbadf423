import type { Actor } from '../../../bot/feature.ts';
import type { Context } from '../../../context.ts';
import { bringForward } from '../../../delivery/return.ts';
import { clock } from '../../../lib/clock.ts';
import { addDays } from '../../../lib/zone.ts';
import { membersOf } from '../../../members/audience/audience.ts';
import { awayOf, changeLeave } from '../../../members/leave/leaves.ts';
import { backOn, type LeaveSpan, spanOn, withoutDays, withSpan } from '../../../members/leave/rules.ts';
import { type Member, members, WITHOUT_KEYS } from '../../../members/model.ts';
import { withRole } from '../../../members/officers.ts';
import { actorFrom } from '../../../members/service.ts';
import { dayOf } from '../../../members/shift.ts';
import type { Kind } from '../kinds/rules.ts';
import type { Item } from '../model.ts';
import { absences } from '../records-model.ts';
import { officersOfRank, personOf, routeFor } from '../rules/routing.ts';

/** All who may do an officer's work, as they are now. */
async function officers(ctx: Context) {
  const found = await members(ctx)
    .find(
      {
        workspace: ctx.workspace,
        state: 'active',
        ...withRole(ctx, 'officer', 'administrator'),
      },
      WITHOUT_KEYS,
    )
    .lean<Member[]>();
  return found.flatMap((member) => actorFrom(ctx, member) ?? []);
}

/** Who of these is at work as a member, and not away. */
async function there(ctx: Context, users: readonly string[]): Promise<(user: string) => boolean> {
  const [known, away] = await Promise.all([membersOf(ctx, users), awayOf(ctx, users)]);
  return (user) => known.get(user)?.state === 'active' && !away.has(user);
}

/** An item is not left to nobody: where all officers of a rank are away, it is theirs all the same. */
async function ofRank(ctx: Context, { rank, branch }: Item): Promise<string[]> {
  const all = officersOfRank(await officers(ctx), rank, branch).map((one) => one.user);
  const isThere = await there(ctx, all);
  const present = all.filter(isThere);
  return present.length === 0 ? all : present;
}

/**
 * Whom an item's clock concerns: its owner, or who stands in; without one, the route's person; without one, the officers of
 * its rank. An escalation concerns the next rank's officers besides.
 */
export async function dutyOf(ctx: Context, item: Item, kind: Kind, isEscalated: boolean): Promise<string[]> {
  const route = routeFor(kind.routes, item.branch);
  const candidates = [item.owner, route?.owner, route?.deputy].filter((one) => one !== undefined);
  const isThere = await there(ctx, candidates);
  const owner = item.owner !== undefined && isThere(item.owner) ? item.owner : personOf(route, isThere);
  if (isEscalated) return [...new Set([...(owner === undefined ? [] : [owner]), ...(await ofRank(ctx, item))])];
  // Reopened or escalated before it had an owner: the rank's affair.
  if (owner === undefined || (item.owner === undefined && item.rank > 0)) return ofRank(ctx, item);
  return [owner];
}

/** The officer is away for so many days, today included, and the deputies stand in; 0: they are back. */
export async function setAway(ctx: Context, { user, tz }: Pick<Actor, 'user' | 'tz'>, days: number): Promise<string> {
  const today = dayOf(clock.now(), tz);
  const to = addDays(today, days - 1);
  const { after } = await changeLeave(ctx, user, (spans) => {
    if (days > 0) return withSpan(spans, { from: today, to, kind: 'other' });
    const span = spanOn(spans, today);
    return span === undefined ? [...spans] : withoutDays(spans, today, span.to);
  });
  // What waited for them comes in their next hour of work.
  if (days === 0) await bringForward(ctx, [user]);
  return backOn(after, today);
}

/** What officers had said before leave was kept for everybody: it is moved to where all leave is. Twice is once. */
export async function moveAbsences(ctx: Context): Promise<void> {
  const { workspace } = ctx;
  const kept = await absences(ctx).find({ workspace }).lean();
  if (kept.length === 0) return;
  const people = await membersOf(
    ctx,
    kept.map(({ user }) => user),
  );
  const now = clock.now();
  for (const { _id, user, until } of kept) {
    const tz = people.get(user)?.tz;
    const span: LeaveSpan = { from: dayOf(now, tz), to: dayOf(until, tz), kind: 'other' };
    if (until > now) await changeLeave(ctx, user, (spans) => withSpan(spans, span));
    await absences(ctx).deleteOne({ _id, workspace, until });
  }
}
