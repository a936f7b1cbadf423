import type { Actor } from '../bot/actor.ts';
import type { Context } from '../context.ts';
import { workTimesOf } from '../members/calendar/work-times.ts';
import { type Member, members } from '../members/model.ts';
import { actorFrom, actorOf, memberOf } from '../members/service.ts';
import { nextDuty, nextWorkingInstant, QUIET_HOURS, type Work } from '../members/shift.ts';
import type { Delivery } from './model.ts';

/** When somebody may be disturbed. */
export interface FreeHours {
  /** The first instant from `at` on; undefined while a leave or a shutdown leaves none within 400 days. */
  next(at: Date): Date | undefined;
}

/** What the hours of a member follow from. */
export type Timed = Pick<Member, 'user' | 'tz' | 'shift' | 'branch' | 'quiet'>;

/**
 * The working hours of these users, without their quiet hours. People who are not known yet have the hours of the
 * house.
 * @param read members among them who were just read, which saves reading them
 * @returns by user id
 */
export async function freeHoursOf(
  ctx: Context,
  users: readonly string[],
  read: ReadonlyMap<string, Timed> = new Map(),
): Promise<Map<string, FreeHours>> {
  const times = await workTimesOf(ctx);
  const found = new Map<string, FreeHours>();
  const unread = users.filter((user) => !read.has(user));
  for (const user of unread) found.set(user, hours(times.of({ user }), ctx.config.TIMEZONE));
  const known = [...users.flatMap((user) => read.get(user) ?? []), ...(await timedOf(ctx, unread))];
  for (const one of known) found.set(one.user, hours(times.of(one), one.tz, one.quiet));
  return found;
}

async function timedOf(ctx: Context, users: readonly string[]): Promise<Timed[]> {
  if (users.length === 0) return [];
  const filter = { workspace: ctx.workspace, user: { $in: [...users] } };
  const found = members(ctx).find(filter, { user: 1, shift: 1, branch: 1, tz: 1, quiet: 1 });
  // One more than there can be, or the driver asks whether that was all.
  return found.batchSize(users.length + 1).lean<Timed[]>();
}

function hours(work: Work, tz: string, quiet = QUIET_HOURS): FreeHours {
  return {
    next: (at) =>
      nextDuty(work, tz, at, quiet) ??
      // A shift that never works says nothing of when its people may be disturbed.
      (nextDuty(work.shift, tz, at, quiet) === undefined ? nextWorkingInstant(undefined, tz, at, quiet) : undefined),
  };
}

/** Why a notice is dropped whose reader's leave or shutdown has no end within 400 days. */
export const AWAY_TOO_LONG = 'away-too-long';

/**
 * Who reads a delivery: an actor, nobody in particular (a channel), or nobody any more, and why.
 * @returns `next`: the hour, `now` or later, from which the reader may be disturbed, for a delivery that keeps to their
 * hours
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
  const times = await workTimesOf(ctx);
  const next = hours(times.of(actor), actor.tz, member?.quiet).next(now);
  return next === undefined ? { drop: AWAY_TOO_LONG } : { actor, next };
}
