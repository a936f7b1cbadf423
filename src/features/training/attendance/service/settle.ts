import type { Context } from '../../../../context.ts';
import { type PlannedNotice, plan } from '../../../../delivery/plan.ts';
import { insertNew } from '../../../../lib/stores/mongo.ts';
import { type Enrolment, enrolments, type Session } from '../../model.ts';
import { leaveAfterAttending } from '../../seats/service/one-date.ts';
import { book } from './book.ts';
import { settleMarks } from './settle-marks.ts';
import { UNMARKED } from './void-marks.ts';

const PAGE = 500;

/**
 * What follows when the attendance is closed: who has no mark was absent, hours come into the ledger, absentees are asked why.
 * @returns other sessions in which seats have changed by it
 */
export async function settleAttendance(ctx: Context, session: Session): Promise<Session[]> {
  const { workspace } = ctx;
  const { _id: id, startsAt, closedAt = startsAt } = session;
  const expected = session.seats.filter((one) => one.state === 'held').map((one) => one.member);
  await insertNew(
    enrolments(ctx),
    expected.map(
      (member): Enrolment => ({
        ...{ workspace, session: id, member, at: startsAt, mark: 'absent', markedAt: closedAt },
        ...{ wrong: 0, corrections: [] },
      }),
    ),
  );
  await enrolments(ctx).updateMany(
    { workspace, session: id, member: { $in: expected }, mark: { $exists: false }, settled: { $exists: false } },
    { $set: { mark: 'absent', markedAt: closedAt } },
  );
  // Who gave the seat back after checking in has no part in it.
  await enrolments(ctx).updateMany(
    { workspace, session: id, member: { $nin: expected }, mark: { $exists: true }, settled: { $exists: false } },
    { $unset: UNMARKED },
  );
  await settleMarks(ctx, id);
  const rows = await enrolments(ctx)
    .find({ workspace, session: id, settled: true })
    .sort({ member: 1 })
    .lean<Enrolment[]>();
  for (let start = 0; start < rows.length; start += PAGE) await book(ctx, session, rows.slice(start, start + PAGE));
  await plan(
    ctx,
    rows
      .filter((one) => one.mark === 'absent')
      .map(
        ({ member }): PlannedNotice => ({
          ...{ notice: `training.absent-${id}`, kind: 'training.absent', recipient: member, to: 'member' },
          params: { session: id },
        }),
      ),
  );
  return leaveAfterAttending(ctx, session, rows);
}
