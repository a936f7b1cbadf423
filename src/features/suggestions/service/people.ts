import type { Actor } from '../../../bot/actor.ts';
import { personOf } from '../../../cases/routing.ts';
import type { Context } from '../../../context.ts';
import { bringForward } from '../../../delivery/return.ts';
import { clock } from '../../../lib/clock.ts';
import { addDays, dayOf } from '../../../lib/zone.ts';
import { membersOf } from '../../../members/audience/audience.ts';
import { changeLeave } from '../../../members/leave/leaves.ts';
import { backOn, type LeaveSpan, spanOn, withoutDays, withSpan } from '../../../members/leave/rules.ts';
import { onDutyOfRank, whoIsThere } from '../../../members/ranks.ts';
import { items } from '../item/model.ts';
import { OPEN } from '../item/states.ts';
import { kindsOf } from '../kinds/service.ts';
import { absences } from '../records-model.ts';
import { suggestionCases } from './items.ts';

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

/**
 * Who looks after what an officer who is away has: the deputies of their kinds, those who stand in for what is open, and
 * without either the officers who get what is new in their branch. None when nobody else is there.
 */
export async function standInsOf(
  ctx: Context,
  { user, branch = '' }: Pick<Actor, 'user' | 'branch'>,
): Promise<string[]> {
  const [kinds, open] = await Promise.all([
    kindsOf(ctx),
    items(ctx)
      .find({ workspace: ctx.workspace, owner: user, state: { $in: [...OPEN] } })
      .lean(),
  ]);
  const routes = kinds.flatMap((kind) => kind.routes).filter((route) => route.owner === user);
  const isThere = await whoIsThere(ctx, [user, ...routes.flatMap(({ deputy }) => deputy ?? [])]);
  const ofRank = async (of: string) => (await onDutyOfRank(ctx, 0, of, [user])).users;
  const found = await Promise.all([
    ...routes.map(async (route) => [personOf(route, isThere) ?? (await ofRank(route.branch))].flat()),
    ...open.map((item) => suggestionCases.dutyOf(ctx, item)),
    ...(routes.length + open.length === 0 ? [ofRank(branch)] : []),
  ]);
  return [...new Set(found.flat())].filter((one) => one !== user);
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
