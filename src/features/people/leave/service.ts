import type { Actor } from '../../../bot/actor.ts';
import { UserError } from '../../../bot/routing/errors.ts';
import { mayRun } from '../../../bot/routing/roles.ts';
import type { Context } from '../../../context.ts';
import { bringForward } from '../../../delivery/return.ts';
import { clock } from '../../../lib/clock.ts';
import { dayOf } from '../../../lib/zone.ts';
import {
  type Away,
  awayFrom,
  changeLeave,
  leaveFollowed,
  leaveOf,
  leavesToFollow,
} from '../../../members/leave/leaves.ts';
import { type LeaveSpan, withoutDays, withSpan } from '../../../members/leave/rules.ts';
import { affairsOf, maySee } from '../../../members/roles.ts';
import { memberOf } from '../../../members/service.ts';
import { recount, standingOf } from '../../../participation/ledger/store.ts';
import { leaveMessages } from './messages.ts';

/** The person's leave from today on. */
export async function ownLeave(ctx: Context, { user, tz }: Pick<Actor, 'user' | 'tz'>): Promise<LeaveSpan[]> {
  const today = dayOf(clock.now(), tz);
  return (await leaveOf(ctx, user)).filter(({ to }) => to >= today);
}

/**
 * Keeps that somebody is away; saying it twice is saying it once. Days that are over are taken out of the streak.
 * @throws UserError for a person whom the actor does not look after
 */
export async function sayAway(ctx: Context, actor: Actor, user: string, span: LeaveSpan): Promise<void> {
  const person = user === actor.user ? actor : await memberOf(ctx, user);
  const mayAct =
    user === actor.user || (mayRun(actor, 'officer') && person !== undefined && maySee(actor, person.branch));
  if (person === undefined || !mayAct) throw new UserError(NOT_YOURS);
  await changeLeave(ctx, user, (spans) => withSpan(spans, span));
  await followLeaves(ctx, user);
}

/**
 * Does what follows from changes of leave: the streak is counted again, and what waited for somebody who is back comes in their next
 * hour of work. What a process that died has left, the next tick does. Twice is once.
 * @param user only theirs; everybody's without one
 */
export async function followLeaves(ctx: Context, user?: string): Promise<void> {
  for (const changed of await leavesToFollow(ctx, user)) {
    if ((await standingOf(ctx, changed.user)) !== undefined) await recount(ctx, changed.user);
    await bringForward(ctx, [changed.user]);
    await leaveFollowed(ctx, changed);
  }
}

/** Ends the leave that covers or follows a day: of one that has begun, what is over stays. */
export async function endAway(ctx: Context, { user, tz }: Pick<Actor, 'user' | 'tz'>, from: string): Promise<void> {
  const today = dayOf(clock.now(), tz);
  await changeLeave(ctx, user, (spans) => {
    const span = spans.find((one) => one.from === from);
    return span === undefined ? [...spans] : withoutDays(spans, span.from < today ? today : span.from, span.to);
  });
  await followLeaves(ctx, user);
}

/** Who is away from today on, of those whom an officer looks after. */
export function awayList(ctx: Context, actor: Actor): Promise<Away[]> {
  return awayFrom(ctx, dayOf(clock.now(), actor.tz), affairsOf(actor));
}

const NOT_YOURS = { zh: leaveMessages.zh.notYours, en: leaveMessages.en.notYours };
