import type { Context } from '../../../context.ts';
import { type Session, sessions } from '../model.ts';
import { hasAttended } from '../rules/attendance.ts';
import { enrolmentsOf } from './sessions.ts';

/** A person's part in the dates of one course. */
export interface OwnDates {
  /** The date to come on which they have a seat: the next. */
  held: Session | undefined;
  /** The first that they have attended. */
  attended: Session | undefined;
}

/** A person's part in the dates of these courses. */
export async function ownDatesOf(
  ctx: Context,
  user: string,
  ids: readonly string[],
  now: Date,
): Promise<Map<string, OwnDates>> {
  if (ids.length === 0) return new Map();
  const dates = await sessions(ctx)
    .find({ workspace: ctx.workspace, course: { $in: [...new Set(ids)] }, 'seats.member': user })
    .sort({ startsAt: 1, _id: 1 })
    .lean<Session[]>();
  const rows = await enrolmentsOf(ctx, { member: user, among: dates.map((one) => one._id) });
  const attended = new Set(rows.filter((one) => hasAttended(one.mark)).map((one) => one.session));
  const isHeld = ({ state, startsAt, seats }: Session) =>
    state === 'open' && startsAt > now && seats.some((one) => one.member === user && one.state === 'held');
  return new Map(
    ids.map((course) => {
      const own = dates.filter((one) => one.course === course);
      return [course, { held: own.find(isHeld), attended: own.find((one) => attended.has(one._id)) }];
    }),
  );
}

/** Which of these people have attended a date of a course. */
export async function whoAttendedOne(ctx: Context, course: string, users: readonly string[]): Promise<Set<string>> {
  const dates = await sessions(ctx)
    .find({ workspace: ctx.workspace, course, 'seats.member': { $in: [...users] } }, { _id: 1 })
    .lean();
  const rows = await enrolmentsOf(ctx, { members: users, among: dates.map((one) => one._id) });
  return new Set(rows.filter((one) => hasAttended(one.mark)).map((one) => one.member));
}
