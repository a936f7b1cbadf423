import type { Actor } from '../../../../bot/feature.ts';
import { UserError } from '../../../../bot/routing/errors.ts';
import type { Context } from '../../../../context.ts';
import { type PlannedNotice, plan } from '../../../../delivery/plan.ts';
import { clock } from '../../../../lib/clock.ts';
import { membersOf } from '../../../../members/audience/audience.ts';
import { whoIsIn } from '../../../../members/audience/resolve.ts';
import { termsOfCourse } from '../../course/service/terms-of.ts';
import { WORDS } from '../../messages/words.ts';
import type { Session } from '../../model.ts';
import { type Doubt, doubtsAbout } from '../../prerequisites/service/doubts.ts';
import { datesOf, managedSession, withinOf } from '../../session/service/sessions.ts';
import { moveAll } from './seats.ts';

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
  const steps = going.map((user) => ({ do: 'assign', member: user, alone }) as const);
  const { session: after } = await moveAll(ctx, id, steps);
  for (const { _id } of others) await moveAll(ctx, _id, steps);
  await tellAssigned(ctx, after, going, isForAll);
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

async function tellAssigned(
  ctx: Context,
  session: Session,
  users: readonly string[],
  isForAll: boolean,
): Promise<void> {
  const { _id: id, course, endsAt } = session;
  const seqOf = new Map(session.seats.map((one) => [one.member, one.seq]));
  const kind = isForAll ? 'training.assigned-dates' : 'training.assigned';
  await plan(
    ctx,
    users.map(
      (recipient): PlannedNotice => ({
        ...{ notice: `${kind}-${id}-${seqOf.get(recipient) ?? 0}`, kind, recipient, to: 'member' },
        ...(isForAll ? { params: { course } } : { params: { session: id }, expiresAt: endsAt }),
      }),
    ),
  );
}

async function namesOf(ctx: Context, users: readonly string[]): Promise<string[]> {
  const people = await membersOf(ctx, users);
  return users.map((user) => people.get(user)?.name ?? user);
}
