import type { Actor } from '../../../bot/actor.ts';
import type { Context } from '../../../context.ts';
import { clock } from '../../../lib/clock.ts';
import { idFrom } from '../../../lib/ids.ts';
import { upserted } from '../../../lib/stores/mongo.ts';
import { dayOf } from '../../../lib/zone.ts';
import { membersOf } from '../../../members/audience/audience.ts';
import { affairsOf, inAffairs } from '../../../members/roles.ts';
import { plans, visits } from '../model.ts';
import { type Progress, progressOf, type Scene } from '../rules.ts';

/** A month's round of visits, as an officer may see it. */
export interface Round {
  /** 'YYYY-MM' */
  month: string;
  lines: Progress[];
  names: Record<string, string>;
}

/** The month that it is now, in the house's zone. */
export function thisMonth(ctx: Pick<Context, 'config'>): string {
  return dayOf(clock.now(), ctx.config.TIMEZONE).slice(0, 7);
}

/** Who has been where in a month, in the officer's affairs. */
export async function roundOf(ctx: Context, actor: Actor, month: string): Promise<Round> {
  const filter = { workspace: ctx.workspace, month, ...inAffairs(affairsOf(actor)) };
  const [planned, went] = await Promise.all([plans(ctx).find(filter).lean(), visits(ctx).find(filter).lean()]);
  const lines = progressOf(planned, went);
  const known = await membersOf(ctx, [...new Set(lines.map(({ officer }) => officer))]);
  return { month, lines, names: Object.fromEntries([...known].map(([user, { name }]) => [user, name])) };
}

/** This month's plan of an officer, wherever it leads them. */
export async function ownRound(ctx: Context, { user }: Pick<Actor, 'user'>): Promise<Progress[]> {
  const filter = { workspace: ctx.workspace, month: thisMonth(ctx), officer: user };
  const [planned, went] = await Promise.all([plans(ctx).find(filter).lean(), visits(ctx).find(filter).lean()]);
  return progressOf(planned, went);
}

/** Plans where an officer goes in a branch in a month, in place of what was planned before; nowhere cancels it. */
export async function planVisits(
  ctx: Context,
  plan: { month: string; officer: string; branch: string; scenes: Scene[] },
): Promise<void> {
  const { workspace } = ctx;
  const { month, officer, branch, scenes } = plan;
  const _id = idFrom(workspace, 'plan', month, officer, branch);
  if (scenes.length === 0) await plans(ctx).deleteOne({ _id, workspace });
  else {
    const set = { month, officer, branch, scenes };
    await upserted(() => plans(ctx).updateOne({ _id, workspace }, { $set: set }, { upsert: true }).exec());
  }
}
