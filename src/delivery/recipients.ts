import type { Actor } from '../bot/feature.ts';
import type { Context } from '../context.ts';
import { nextWorkingInstant, QUIET_HOURS } from '../members/shift.ts';
import type { Delivery } from './model.ts';

/** When somebody may be disturbed. */
export interface FreeHours {
  /** The first instant from `at` on. */
  next(at: Date): Date;
}

/** The hours of these members, by user id; strangers are not in it. */
export async function freeHoursOf(ctx: Context, users: string[]): Promise<Map<string, FreeHours>> {
  const tz = ctx.config.TIMEZONE;
  return new Map(users.map((user) => [user, { next: (at) => nextWorkingInstant(undefined, tz, at, QUIET_HOURS) }]));
}

/** Who reads a delivery: an actor, nobody in particular (a channel), or nobody any more, and why. */
export async function readerOf(
  _ctx: Context,
  _delivery: Delivery,
): Promise<{ actor: Actor | undefined } | { drop: string }> {
  return { actor: undefined };
}
