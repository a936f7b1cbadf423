import { UserError } from '../../../../bot/routing/errors.ts';
import type { Context } from '../../../../context.ts';
import { clock } from '../../../../lib/clock.ts';
import { gather } from '../../../../lib/lists/gather.ts';
import { WORDS } from '../../messages/words.ts';
import type { Session } from '../../model.ts';
import { tellSoon } from '../../notices/service/tell.ts';
import { findSession, writeSession } from '../../session/service/write.ts';
import type { Move, Outcome } from '../rules/seats.ts';
import { inGroups } from './in-groups.ts';
import { seatWrite } from './write.ts';

export interface Seated {
  session: Session;
  outcome: Outcome;
}

/** Presses of the same moment on the same session share one write, in the order in which they came. */
const moveTogether = gather((ctx: Context, items: readonly { session: string; step: Move }[]) =>
  inGroups<(typeof items)[number], Seated>(
    items,
    (one) => one.session,
    async (id, own) => {
      const { session, outcomes } = await moveAll(
        ctx,
        id,
        own.map((one) => one.step),
      );
      return outcomes.map((outcome) => ({ session, outcome }));
    },
  ),
);

/**
 * Does moves in a session's seats, one after the other, in one write.
 * @throws UserError when the session is not open any more
 */
export async function moveAll(
  ctx: Context,
  id: string,
  steps: readonly Move[],
): Promise<{ session: Session; outcomes: Outcome[] }> {
  let outcomes: Outcome[] = [];
  const session = await writeSession(ctx, id, (before, now) => {
    if (before.state !== 'open') throw new UserError(WORDS.notOpen);
    const decided = seatWrite(before, steps, now);
    outcomes = decided.outcomes;
    return decided.set;
  });
  await tellSoon(ctx, session);
  return { session, outcomes };
}

/** Passes on what was offered and is over by now. @returns whether there was such an offer */
export async function expireOffers(ctx: Context, id: string): Promise<boolean> {
  const session = await findSession(ctx, id);
  const now = clock.now();
  const isOver = session?.seats.some((one) => one.until !== undefined && one.until <= now) === true;
  if (session?.state !== 'open' || !isOver) return false;
  await moveAll(ctx, id, [{ do: 'expire' }]);
  return true;
}

/** One person's move. @throws UserError when the session is not open any more */
export async function moveSeat(ctx: Context, session: string, step: Move): Promise<Seated> {
  const done = await moveTogether(ctx, { session, step });
  if (done instanceof UserError) throw done;
  return done;
}
