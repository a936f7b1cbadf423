import type { Context } from '../../../../context.ts';
import type { Attendance } from '../../../../gatherings/attendance.ts';
import { hasAttended } from '../../../../gatherings/rules/marks.ts';
import { seatWrite } from '../../../../gatherings/writes.ts';
import { clock } from '../../../../lib/clock.ts';
import { type Session, sessions } from '../../model.ts';
import { termsOfCourse } from '../../session/service/terms-of.ts';
import { stored, writeSession } from '../../session/service/write.ts';
import { type DateSeats, datesToLeave } from '../rules/one-date.ts';

const dateOf = ({ _id: id, startsAt, seats }: Session): DateSeats => ({ id, startsAt, seats });

/** The other dates of a session's course to come, on which one of these people is. */
async function otherDates(ctx: Context, { _id, course }: Session, users: readonly string[]): Promise<Session[]> {
  return sessions(ctx)
    .find({
      workspace: ctx.workspace,
      course,
      _id: { $ne: _id },
      state: 'open',
      startsAt: { $gt: clock.now() },
      'seats.member': { $in: [...users] },
    })
    .sort({ index: 1 })
    .lean<Session[]>();
}

/** Whether somebody has a seat, an offer or a place in the line of another date to come of the same course. */
export async function isOnOtherDates(ctx: Context, session: Session, user: string): Promise<boolean> {
  return (await otherDates(ctx, session, [user])).length > 0;
}

/** Of which of these people's other dates of a course of which one is enough the seat is given back when they take this one. */
export async function heldElsewhere(
  ctx: Context,
  session: Session,
  users: readonly string[],
): Promise<Map<string, Session>> {
  const held = new Map<string, Session>();
  for (const other of await otherDates(ctx, session, users))
    for (const { member, state } of other.seats) if (state === 'held' && !held.has(member)) held.set(member, other);
  return held;
}

/**
 * Completes the moves to this date: gives back what was held on another one before. Doing it again gives back nothing more.
 * @returns the sessions in which something has changed
 */
export async function completeMoves(ctx: Context, session: Session): Promise<Session[]> {
  const moved = session.news.flatMap((one) => (one.what === 'moved' ? one.member : []));
  if (moved.length === 0) return [];
  const others = await otherDates(ctx, session, moved);
  const now = clock.now();
  return leave(ctx, others, (other) =>
    moved.filter((member) => datesToLeave(dateOf(session), [dateOf(other)], member, now).length > 0),
  );
}

/**
 * Whoever has attended one date of a course of which one is enough is not waited for, nor waits, on another.
 * @returns the sessions in which something has changed
 */
export async function leaveAfterAttending(
  ctx: Context,
  session: Session,
  rows: readonly Attendance[],
): Promise<Session[]> {
  if (rows.length === 0 || session.count < 2 || (await termsOfCourse(ctx, session.course)).needed !== 'one') return [];
  const attended = rows.filter((one) => hasAttended(one.mark)).map((one) => one.member);
  return leave(ctx, await otherDates(ctx, session, attended), () => attended);
}

async function leave(
  ctx: Context,
  dates: readonly Session[],
  whoLeaves: (date: Session) => readonly string[],
): Promise<Session[]> {
  const changed: Session[] = [];
  for (const date of dates) {
    const after = await writeSession(ctx, date._id, (found, now) => {
      if (found.state !== 'open' || found.startsAt <= now) return undefined;
      const steps = whoLeaves(found).map((member) => ({ do: 'withdraw', member }) as const);
      return seatWrite(found, steps, now).set;
    });
    if (after.rev === date.rev) continue;
    const seated = new Set(after.seats.map((one) => one.member));
    const left = date.seats.map((one) => one.member).filter((member) => !seated.has(member));
    await stored.voidMarks(ctx, date._id, left);
    changed.push(after);
  }
  return changed;
}
