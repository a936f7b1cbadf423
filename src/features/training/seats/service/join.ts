import type { Actor } from '../../../../bot/actor.ts';
import { UserError } from '../../../../bot/routing/errors.ts';
import type { Context } from '../../../../context.ts';
import { clock } from '../../../../lib/clock.ts';
import { WORDS } from '../../messages/words.ts';
import type { Session } from '../../model.ts';
import { clashesWith } from '../../session/service/clashes.ts';
import { datesOf, presentSession } from '../../session/service/sessions.ts';
import { termsOfCourse } from '../../session/service/terms-of.ts';
import { gathered, moveSeat } from './seats.ts';

/**
 * Takes an offered seat, or asks first: since they began to wait they may have taken a seat in another session at that time.
 * Signing up although it is so takes the seat.
 * @throws UserError when it has gone to the next
 */
export async function accept(
  ctx: Context,
  actor: Actor,
  id: string,
): Promise<{ session: Session; clashes: Session[] }> {
  const session = await presentSession(ctx, id);
  const { course, count } = session;
  const clashes = await clashesOfOffers(ctx, actor.user, [session]);
  if (clashes.length > 0) return { session, clashes };
  const alone = count > 1 && (await termsOfCourse(ctx, course)).needed === 'one';
  return { session: (await gathered.accept(ctx, actor.user, id, { alone })).gathering, clashes };
}

/** Takes the offered seats of all dates of a course to come, or asks first. @throws UserError when all of them have gone to the next */
export async function acceptAll(
  ctx: Context,
  { user }: Actor,
  course: string,
): Promise<{ dates: Session[]; clashes: Session[] }> {
  const own = await ownDates(ctx, course, user);
  const clashes = await clashesOfOffers(ctx, user, own);
  if (clashes.length > 0) return { dates: own, clashes };
  const dates: Session[] = [];
  for (const { _id } of own) {
    const { gathering, outcome } = await moveSeat(ctx, _id, { do: 'accept', member: user });
    if (outcome !== 'no-seat') dates.push(gathering);
  }
  if (dates.length === 0) throw new UserError(WORDS.noSeat);
  return { dates, clashes };
}

/** What else somebody has a seat in at the time of what is offered to them; other dates of the same course make room by themselves. */
async function clashesOfOffers(ctx: Context, user: string, dates: readonly Session[]): Promise<Session[]> {
  const offered = dates.filter((one) => one.seats.some(({ member, state }) => member === user && state === 'offered'));
  const found = await clashesWith(ctx, [user], offered);
  return found.filter((one) => one.course !== offered[0]?.course);
}

/** The dates of a course to come on which somebody has a seat, an offer or a place in the line. */
async function ownDates(ctx: Context, course: string, user: string): Promise<Session[]> {
  const now = clock.now();
  return (await datesOf(ctx, course)).filter(
    (one) => one.state === 'open' && one.startsAt > now && one.seats.some(({ member }) => member === user),
  );
}

/**
 * Gives back every seat, offer and place in a line of a course's dates to come, with one reason.
 * @returns the session where it was asked for
 */
export async function withdrawFromAll(ctx: Context, actor: Actor, id: string, reason: string): Promise<Session> {
  const { course, startsAt } = await presentSession(ctx, id);
  if (startsAt <= clock.now()) throw new UserError(WORDS.begun);
  for (const { _id } of await ownDates(ctx, course, actor.user))
    if (_id !== id) await gathered.withdraw(ctx, actor.user, _id, reason);
  return gathered.withdraw(ctx, actor.user, id, reason);
}

/** Who must come says so of all dates to come of a course at once; what was said before stays. */
export async function understandAll(ctx: Context, actor: Actor, course: string): Promise<void> {
  const isNew = ({ seats }: Session) =>
    seats.some((one) => one.member === actor.user && one.must === true && one.seenAt === undefined);
  const dates = (await ownDates(ctx, course, actor.user)).filter(isNew);
  await Promise.all(dates.map(({ _id }) => gathered.understand(ctx, actor.user, _id)));
}
