import { UserError } from '../../../bot/errors.ts';
import type { Actor } from '../../../bot/feature.ts';
import { mayRun } from '../../../bot/roles.ts';
import { needs } from '../../../bot/words.ts';
import type { Context } from '../../../context.ts';
import { kindSettings } from '../records-model.ts';
import { KINDS, type Kind } from '../rules/kinds.ts';
import type { Route } from '../rules/routing.ts';

/** All kinds, with what administrators have set. */
export async function kindsOf(ctx: Pick<Context, 'db' | 'workspace'>): Promise<Kind[]> {
  const found = await kindSettings(ctx).find({ workspace: ctx.workspace }).lean();
  const set = new Map(found.map((one) => [one.kind, one]));
  return KINDS.map((kind) => {
    const own = set.get(kind.kind);
    if (own === undefined) return kind;
    const { acceptDays, replyDays, dueDays, points, routes } = own;
    return { ...kind, acceptDays, replyDays, dueDays, points, routes };
  });
}

/** One kind; the first for a name that is none. */
export async function kindOf(ctx: Pick<Context, 'db' | 'workspace'>, kind: string): Promise<Kind> {
  const all = await kindsOf(ctx);
  const found = all.find((one) => one.kind === kind) ?? all[0];
  if (found === undefined) throw new Error('There are no kinds');
  return found;
}

export interface KindChange {
  acceptDays: number;
  replyDays: number;
  dueDays: number;
  points: number;
  /** The route of one branch, which takes the place of the one it had; without an owner it is taken away. */
  route: { branch: string; owner?: string | undefined; deputy?: string | undefined };
}

/** Sets clocks, points and a branch's route of a kind; the other branches' routes stay. */
export async function changeKind(ctx: Context, actor: Actor, kind: string, change: KindChange): Promise<Kind> {
  if (!mayRun(actor, 'administrator')) throw new UserError(needs('administrator'));
  const before = await kindOf(ctx, kind);
  const { route, ...clocks } = change;
  const others = before.routes.filter((one) => one.branch !== route.branch);
  const { branch, owner, deputy } = route;
  const own: Route[] = owner === undefined ? [] : [{ branch, owner, ...(deputy === undefined ? {} : { deputy }) }];
  await kindSettings(ctx).updateOne(
    { workspace: ctx.workspace, kind: before.kind },
    {
      $set: { ...clocks, routes: [...others, ...own] },
      $setOnInsert: { _id: `${ctx.workspace} ${before.kind}` },
    },
    { upsert: true },
  );
  return kindOf(ctx, kind);
}
