import type { Context } from '../../../../context.ts';
import { enrolments, type Session } from '../../model.ts';
import { rollOpensAt } from '../rules/attendance.ts';

/** What is taken away with a mark. */
export const UNMARKED = { mark: 1, markedAt: 1, markedBy: 1, agrees: 1 } as const;

/** Who has no seat any more has no mark either: the code may have been typed already. What a crash leaves, settling voids. */
export async function voidMarksOf(ctx: Context, session: string, members: readonly string[]): Promise<void> {
  await enrolments(ctx).updateMany(
    { workspace: ctx.workspace, session, member: { $in: [...members] }, settled: { $exists: false } },
    { $unset: UNMARKED },
  );
}

/**
 * A session that was moved after its roll was opened: what was marked before the roll of the new hour opens says nothing of it, and
 * everybody's part in it is of that hour. Done again it changes nothing.
 */
export async function voidEarlyMarks(ctx: Context, session: Session): Promise<void> {
  const own = { workspace: ctx.workspace, session: session._id, settled: { $exists: false } };
  await enrolments(ctx).updateMany({ ...own, markedAt: { $lt: rollOpensAt(session) } }, { $unset: UNMARKED });
  await enrolments(ctx).updateMany({ ...own, at: { $ne: session.startsAt } }, { $set: { at: session.startsAt } });
}
