import type { Context } from '../../../../context.ts';
import { enrolments } from '../../model.ts';

/** The mark before the first correction; the present one where none was made. */
const FIRST = {
  $let: {
    vars: { first: { $arrayElemAt: ['$corrections', 0] } },
    in: { $cond: [{ $gt: ['$$first', null] }, '$$first.from', '$mark'] },
  },
};

/**
 * Settles the marks of a session whose attendance is closed, once: from then on they are changed by corrections only. Marks
 * from before this was written down are settled when they are next needed, as they were before their first correction.
 */
export async function settleMarks(ctx: Pick<Context, 'db' | 'workspace'>, session: string): Promise<void> {
  await enrolments(ctx).updateMany(
    { workspace: ctx.workspace, session, settled: { $exists: false } },
    [{ $set: { settled: true, first: FIRST, unbooked: true } }],
    { updatePipeline: true },
  );
}
