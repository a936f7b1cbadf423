import type { Actor } from '../bot/feature.ts';
import type { Context } from '../context.ts';
import { members } from '../members/model.ts';
import { actorFrom, actorOf, memberOf } from '../members/service.ts';
import { nextWorkingInstant, parseShift, QUIET_HOURS, type Shift } from '../members/shift.ts';
import type { Delivery } from './model.ts';

/** When somebody may be disturbed. */
export interface FreeHours {
  /** The first instant from `at` on. */
  next(at: Date): Date;
}

/**
 * The working hours of these users, without their quiet hours. Who is not known yet has the hours of the house.
 * @returns by user id
 */
export async function freeHoursOf(ctx: Context, users: string[]): Promise<Map<string, FreeHours>> {
  const found = new Map(users.map((user) => [user, hours(undefined, ctx.config.TIMEZONE)]));
  if (users.length === 0) return found;
  const shifts = new Map<string, Shift | undefined>();
  const known = members(ctx).find(
    { workspace: ctx.workspace, user: { $in: users } },
    { user: 1, shift: 1, tz: 1, quiet: 1 },
  );
  for (const { user, shift: text = '', tz, quiet } of await known.lean()) {
    if (!shifts.has(text)) shifts.set(text, parseShift(text));
    found.set(user, hours(shifts.get(text), tz, quiet));
  }
  return found;
}

function hours(shift: Shift | undefined, tz: string, quiet = QUIET_HOURS): FreeHours {
  return { next: (at) => nextWorkingInstant(shift, tz, at, quiet) };
}

/**
 * Who reads a delivery: an actor, nobody in particular (a channel), or nobody any more, and why.
 * @returns `next`: the hour, `now` or later, from which the reader may be disturbed, for a delivery that keeps to their hours
 */
export async function readerOf(
  ctx: Context,
  delivery: Pick<Delivery, 'to' | 'recipient' | 'kind' | 'urgent' | 'exactly'>,
  now: Date,
): Promise<{ actor: Actor | undefined; next: Date | undefined } | { drop: string }> {
  if (delivery.to === 'channel') return { actor: undefined, next: undefined };
  const member = await memberOf(ctx, delivery.recipient);
  const actor = member === undefined ? await actorOf(ctx, delivery.recipient) : actorFrom(ctx, member);
  if (actor === undefined) return { drop: 'left' };
  const [feature = ''] = delivery.kind.split('.');
  const refused = member?.optOuts ?? [];
  if (refused.includes(feature) || refused.includes(delivery.kind)) return { drop: 'opted-out' };
  if (delivery.urgent || delivery.exactly) return { actor, next: undefined };
  const shift = member?.shift === undefined ? undefined : parseShift(member.shift);
  return { actor, next: hours(shift, actor.tz, member?.quiet).next(now) };
}
