import { UserError } from '../../../bot/errors.ts';
import type { Actor } from '../../../bot/feature.ts';
import type { Context } from '../../../context.ts';
import { type PlannedNotice, plan } from '../../../delivery/plan.ts';
import { resolveAudience } from '../../../members/audience-resolve.ts';
import type { Session } from '../model.ts';
import { WORDS } from '../words.ts';
import { type Doubt, doubtsAbout } from './doubts.ts';
import { moveAll } from './seats.ts';
import { managedSession, withinOf } from './sessions.ts';
import { termsOfCourse } from './terms-of.ts';

/**
 * An officer puts people on the list; where no seat is free they wait in the line. Each of them is told.
 * @param asked of whom the officer was told what speaks against it: they are meant
 * @returns the session, or first the question whether those are meant
 */
export async function assign(
  ctx: Context,
  actor: Actor,
  id: string,
  users: readonly string[],
  asked: readonly string[] = [],
): Promise<Session | { doubts: Doubt[] }> {
  let session = await managedSession(ctx, actor, id);
  const doubts = await doubtsAbout(ctx, session, users);
  if (doubts.some((one) => !asked.includes(one.user))) return { doubts };
  const spec = { include: users.map((user) => ({ kind: 'member', user }) as const), except: [] };
  const alone = session.count > 1 && (await termsOfCourse(ctx, session.course)).needed === 'one';
  let count = 0;
  for await (const page of resolveAudience(ctx, spec, withinOf(session))) {
    count += page.length;
    const steps = page.map(({ user }) => ({ do: 'assign', member: user, alone }) as const);
    ({ session } = await moveAll(ctx, id, steps));
    const seqOf = new Map(session.seats.map((one) => [one.member, one.seq]));
    await plan(
      ctx,
      page.map(
        ({ user }): PlannedNotice => ({
          ...{
            notice: `training.assigned-${id}-${seqOf.get(user) ?? 0}`,
            kind: 'training.assigned',
            recipient: user,
            to: 'member',
          },
          ...{ params: { session: id }, expiresAt: session.endsAt },
        }),
      ),
    );
  }
  if (count === 0) throw new UserError(WORDS.nobodyToAdd);
  return session;
}
