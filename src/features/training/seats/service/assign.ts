import type { Actor } from '../../../../bot/actor.ts';
import { UserError } from '../../../../bot/routing/errors.ts';
import type { Context } from '../../../../context.ts';
import { type PlannedNotice, plan } from '../../../../delivery/plan.ts';
import type { SeatTerms } from '../../../../gatherings/joining.ts';
import { clock } from '../../../../lib/clock.ts';
import { membersOf } from '../../../../members/audience/audience.ts';
import { whoIsIn } from '../../../../members/audience/resolve.ts';
import { WORDS } from '../../messages/words.ts';
import type { Session } from '../../model.ts';
import { type Doubt, doubtsAbout } from '../../prerequisites/service/doubts.ts';
import { aboutCourse } from '../../rules/about.ts';
import { datesOf, managedSession, withinOf } from '../../session/service/sessions.ts';
import { termsOfCourse } from '../../session/service/terms-of.ts';
import { gathered, moveAll } from './seats.ts';

export interface Assigned {
  session: Session;
  /** Names of those who could not be added: of another branch, or gone. */
  left: string[];
}

/** Whether people can be put on all dates of a session's course at once: where all are needed, and more are to come. */
export async function canAssignToAll(ctx: Context, session: Session): Promise<boolean> {
  return session.count > 1 && (await termsOfCourse(ctx, session.course)).needed === 'all';
}

/**
 * An officer puts people on the list; where no seat is free they wait in the line. Each of them is told, once.
 * @param asked of whom the officer was told what speaks against it: they are meant
 * @param isForAll all dates to come of the course are meant
 * @returns what became of it, or first the question whether those are meant
 */
export async function assign(
  ctx: Context,
  actor: Actor,
  id: string,
  users: readonly string[],
  asked: readonly string[] = [],
  isForAll = false,
): Promise<Assigned | { doubts: Doubt[] }> {
  const session = await managedSession(ctx, actor, id);
  const others = isForAll ? await comingBeside(ctx, session) : [];
  const doubts = await doubtsAbout(ctx, [session, ...others], users);
  if (doubts.some((one) => !asked.includes(one.user))) return { doubts };
  const spec = { include: users.map((user) => ({ kind: 'member', user }) as const), except: [] };
  const found = await whoIsIn(ctx, spec, users, withinOf(session));
  const going = users.filter((user) => found.has(user));
  if (going.length === 0) throw new UserError(WORDS.nobodyToAdd);
  const alone = session.count > 1 && (await termsOfCourse(ctx, session.course)).needed === 'one';
  const after = isForAll
    ? await assignToAll(ctx, [session, ...others], going, { alone })
    : await gathered.assign(ctx, id, going, { alone });
  return {
    session: after,
    left: await namesOf(
      ctx,
      users.filter((user) => !found.has(user)),
    ),
  };
}

/** The other dates of a course to come. */
async function comingBeside(ctx: Context, { _id, course }: Session): Promise<Session[]> {
  const now = clock.now();
  return (await datesOf(ctx, course)).filter((one) => one._id !== _id && one.state === 'open' && one.startsAt > now);
}

/** Puts people on several dates of a course, and tells each of them of all at once. @returns the first date */
async function assignToAll(
  ctx: Context,
  dates: readonly [Session, ...Session[]],
  users: readonly string[],
  terms: SeatTerms,
): Promise<Session> {
  const [{ _id: id, course }, ...others] = dates;
  const steps = users.map((user) => ({ do: 'assign', member: user, ...terms }) as const);
  const { gathering: first } = await moveAll(ctx, id, steps);
  for (const { _id } of others) await moveAll(ctx, _id, steps);
  const seqOf = new Map(first.seats.map((one) => [one.member, one.seq]));
  await plan(
    ctx,
    users.map(
      (recipient): PlannedNotice => ({
        notice: `training.assigned-dates-${id}-${seqOf.get(recipient) ?? 0}`,
        kind: 'training.assigned-dates',
        about: aboutCourse(course),
        recipient,
        to: 'member',
        params: { course },
      }),
    ),
  );
  return first;
}

async function namesOf(ctx: Context, users: readonly string[]): Promise<string[]> {
  const people = await membersOf(ctx, users);
  return users.map((user) => people.get(user)?.name ?? user);
}
