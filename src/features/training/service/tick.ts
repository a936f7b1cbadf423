import type { Context } from '../../../context.ts';
import { clock } from '../../../lib/clock.ts';
import { closesAt } from '../attendance/rules/attendance.ts';
import { bookUnbooked } from '../attendance/service/book.ts';
import { closeAttendance } from '../attendance/service/close.ts';
import { certifyWaiting } from '../certificate/service/certify.ts';
import { remindRefreshers } from '../certificate/service/refresh.ts';
import { askForTrainers } from '../course/service/handover.ts';
import { publishWaiting } from '../course/service/publish.ts';
import { finishWaves } from '../dates/service/waves.ts';
import { planDigests } from '../digest/service.ts';
import { importWaiting } from '../import/service/import.ts';
import { type Session, sessions } from '../model.ts';
import type { Readers } from '../notices/service/readers.ts';
import { planLadders } from '../notices/service/remind.ts';
import { tell } from '../notices/service/tell.ts';
import { expireOffers } from '../seats/service/seats.ts';
import { bookUnbookedStudies } from '../study/service/book.ts';
import { tellStudyEnds } from '../study/service/ends.ts';
import { remindStudies } from '../study/service/remind.ts';

const MOST = 500;
/** One after the other, each for itself. */
const STEPS: readonly ((ctx: Context) => Promise<unknown>)[] = [
  ...[importWaiting, publishWaiting, finishWaves, bookUnbooked, bookUnbookedStudies, certifyWaiting],
  ...[remindRefreshers, tellStudyEnds, remindStudies, askForTrainers, wake, planDigests],
];

/** Whole sessions in memory at once, with all their seats. */
const AT_ONCE = 20;

/**
 * What is due by itself: what has not been told, offers whose time is over, reminders, the end of attendance. All of it is
 * found in MongoDB, so that nothing is lost with Redis or in a night without a worker.
 */
export async function tick(ctx: Context): Promise<void> {
  for (const step of STEPS)
    try {
      await step(ctx);
    } catch (error) {
      // What is due of sessions must not wait for a certificate that cannot be made.
      ctx.log.error({ err: error, step: step.name }, 'a part of what is due of training could not be done');
    }
}

/** Does what is due of each session, and plans the reminders that are near. @returns how many of these were new */
export async function wake(ctx: Context): Promise<number> {
  const { workspace } = ctx;
  const due = await sessions(ctx)
    .find({ workspace, wakeAt: { $lte: clock.now() } }, { _id: 1 })
    .sort({ wakeAt: 1 })
    .limit(MOST)
    .lean<Pick<Session, '_id'>[]>();
  const readers: Readers = new Map();
  let planned = 0;
  for (let start = 0; start < due.length; start += AT_ONCE) {
    const ids = due.slice(start, start + AT_ONCE).map((one) => one._id);
    const found = await sessions(ctx)
      .find({ workspace, _id: { $in: ids } })
      .lean<Session[]>();
    for (const session of found)
      await woken(ctx, session).catch((error: unknown) =>
        // One that cannot be changed must not hold up the others; its hour is still past at the next tick.
        ctx.log.error({ err: error, session: session._id }, 'what is due of a session could not be done'),
      );
    planned += await planLadders(ctx, found, readers).catch((error: unknown) => {
      ctx.log.error({ err: error, sessions: ids }, 'reminders of sessions could not be planned');
      return 0;
    });
  }
  return planned;
}

async function woken(ctx: Context, session: Session): Promise<void> {
  const now = clock.now();
  await tell(ctx, session);
  if (session.state !== 'open') return;
  if (session.seats.some((one) => one.until !== undefined && one.until <= now)) await expireOffers(ctx, session._id);
  if (closesAt(session) <= now) await closeAttendance(ctx, session._id);
}
