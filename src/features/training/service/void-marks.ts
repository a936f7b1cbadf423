import type { Context } from '../../../context.ts';
import { enrolments, type Session } from '../model.ts';
import { rollOpensAt } from '../rules/attendance.ts';

/**
 * A session that was moved after its roll was opened: what was marked before the roll of the new hour opens says nothing of it, and
 * everybody's part in it is of that hour. Done again it changes nothing.
 */
export async function voidEarlyMarks(ctx: Context, session: Session): Promise<void> {
  const own = { workspace: ctx.workspace, session: session._id, settled: { $exists: false } };
  await enrolments(ctx).updateMany(
    { ...own, markedAt: { $lt: rollOpensAt(session) } },
    { $unset: { mark: 1, markedAt: 1, markedBy: 1, agrees: 1 } },
  );
  await enrolments(ctx).updateMany({ ...own, at: { $ne: session.startsAt } }, { $set: { at: session.startsAt } });
}
