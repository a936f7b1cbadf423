import type { Context } from '../../../../context.ts';
import { type Session, sessions } from '../../model.ts';

const MOST = 200;

/** When something is, or may be; `_id` where it is a session. */
export type Span = Pick<Session, 'startsAt' | 'endsAt'> & { _id?: string };

export const isAtOnce = (one: Span, other: Span): boolean => one.startsAt < other.endsAt && other.startsAt < one.endsAt;

/** Whether somebody has a seat in a session, is offered one, or teaches it. */
function isPartOf({ seats, trainer }: Session, user: string): boolean {
  return trainer === user || seats.some(({ member, state }) => member === user && state !== 'waiting');
}

/** Of the sessions found with `clashesWith` those in which somebody is while one of these dates is. */
export function clashesOf(found: readonly Session[], user: string, dates: readonly Span[]): Session[] {
  return found.filter((one) => isPartOf(one, user) && dates.some((date) => isAtOnce(one, date)));
}

/** The sessions found with `clashesWith`, by who is in them. */
export function byPerson(found: readonly Session[]): Map<string, Session[]> {
  const by = new Map<string, Session[]>();
  for (const one of found) {
    const seated = one.seats.filter(({ state }) => state !== 'waiting').map(({ member }) => member);
    for (const user of new Set([one.trainer, ...seated])) by.set(user, [...(by.get(user) ?? []), one]);
  }
  return by;
}

/** What else these people have a seat in, or teach, at the time of one of these dates. */
export async function clashesWith(ctx: Context, users: readonly string[], dates: readonly Span[]): Promise<Session[]> {
  if (dates.length === 0 || users.length === 0) return [];
  const among = [...users];
  return sessions(ctx)
    .find({
      workspace: ctx.workspace,
      state: 'open',
      _id: { $nin: dates.flatMap((one) => one._id ?? []) },
      $and: [
        { $or: dates.map(({ startsAt, endsAt }) => ({ startsAt: { $lt: endsAt }, endsAt: { $gt: startsAt } })) },
        {
          $or: [
            { seats: { $elemMatch: { member: { $in: among }, state: { $in: ['held', 'offered'] } } } },
            { trainer: { $in: among } },
          ],
        },
      ],
    })
    .sort({ startsAt: 1 })
    .limit(MOST)
    .lean<Session[]>();
}
