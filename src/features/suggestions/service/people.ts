import type { Context } from '../../../context.ts';
import { clock } from '../../../lib/clock.ts';
import { membersOf } from '../../../members/audience.ts';
import { type Member, members, WITHOUT_KEYS } from '../../../members/model.ts';
import { withRole } from '../../../members/officers.ts';
import { actorFrom } from '../../../members/service.ts';
import type { Item } from '../model.ts';
import { absences } from '../records-model.ts';
import type { Kind } from '../rules/kinds.ts';
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
  const [known, away] = await Promise.all([
    membersOf(ctx, users),
    absences(ctx)
      .find({ workspace: ctx.workspace, user: { $in: users }, until: { $gt: clock.now() } })
      .lean(),
  ]);
  const isAway = new Set(away.map((one) => one.user));
  return (user) => known.get(user)?.state === 'active' && !isAway.has(user);
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
  const ofRank = () => officers(ctx).then((all) => officersOfRank(all, item.rank, item.branch).map((one) => one.user));
  if (isEscalated) return [...new Set([...(owner === undefined ? [] : [owner]), ...(await ofRank())])];
  // Reopened or escalated before it had an owner: the rank's affair.
  if (owner === undefined || (item.owner === undefined && item.rank > 0)) return ofRank();
  return [owner];
}

/** From now until then the officer's deputies stand in; a past date ends it. */
export async function setAway(ctx: Context, user: string, until: Date): Promise<void> {
  await absences(ctx).updateOne(
    { workspace: ctx.workspace, user },
    { $set: { until }, $setOnInsert: { _id: `${ctx.workspace} ${user}` } },
    { upsert: true },
  );
}
