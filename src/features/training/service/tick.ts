import type { Context } from '../../../context.ts';
import { clock } from '../../../lib/clock.ts';
import { type Session, sessions } from '../model.ts';
import { closesAt } from '../rules/attendance.ts';
import { bookUnbooked } from './book.ts';
import { certifyWaiting } from './certify.ts';
import { finishWaves } from './change.ts';
import { closeAttendance } from './close.ts';
import { askForTrainers } from './handover.ts';
import { publishWaiting } from './publish.ts';
import { remindRefreshers } from './refresh.ts';
import { planLadders } from './remind.ts';
import { moveAll } from './seats.ts';
import { tell } from './tell.ts';

const AT_ONCE = 500;

/**
 * What is due by itself: what has not been told, offers whose time is over, reminders, the end of attendance. All of it is
 * found in MongoDB, so that nothing is lost with Redis or in a night without a worker.
 */
export async function tick(ctx: Context): Promise<void> {
  const { workspace } = ctx;
  await publishWaiting(ctx);
  await finishWaves(ctx);
  await bookUnbooked(ctx);
  await certifyWaiting(ctx);
  await remindRefreshers(ctx);
  await askForTrainers(ctx);
  const due = await sessions(ctx)
    .find({ workspace, wakeAt: { $lte: clock.now() } })
    .sort({ wakeAt: 1 })
    .limit(AT_ONCE)
    .lean<Session[]>();
  for (const session of due)
    await woken(ctx, session).catch((error: unknown) =>
      // One that cannot be changed must not hold up the others; its hour is still past at the next tick.
      ctx.log.error({ err: error, session: session._id }, 'what is due of a session could not be done'),
    );
  await planLadders(ctx, due);
}

async function woken(ctx: Context, session: Session): Promise<void> {
  const now = clock.now();
  await tell(ctx, session);
  if (session.state !== 'open') return;
  const isPassed = session.seats.some((one) => one.until !== undefined && one.until <= now);
  if (isPassed) await moveAll(ctx, session._id, [{ do: 'expire' }]);
  if (closesAt(session) <= now) await closeAttendance(ctx, session._id);
}
