import { trainingExpire } from '../../../../../jobs/training.ts';
import type { Context } from '../../../../context.ts';
import type { Attendance } from '../../../../gatherings/attendance.ts';
import { gatherings } from '../../../../gatherings/gatherings.ts';
import { kindOf } from '../../../../gatherings/rules/bookings.ts';
import { ATTENDED } from '../../../../gatherings/rules/marks.ts';
import { clock } from '../../../../lib/clock.ts';
import { certify } from '../../certificate/service/certify.ts';
import { askAttended } from '../../feedback/service/after-class.ts';
import { courses, type Session } from '../../model.ts';
import { deadlineOf, toldOtherwise, trainersOf } from '../../notices/service/tell.ts';
import { aboutCourse } from '../../rules/about.ts';
import { worthOf } from '../../rules/worth.ts';
import { coursesOf } from '../../session/service/attended.ts';
import { mayManage } from '../../session/service/sessions.ts';
import { stored } from '../../session/service/write.ts';
import { type Asked, maySignUp } from './guards.ts';
import { completeMoves, leaveAfterAttending } from './one-date.ts';

/** What follows from people's marks: they are asked how it was, invited to the quiz, and have their certificates. */
async function attended(ctx: Context, session: Session, rows: readonly Attendance[]): Promise<void> {
  await askAttended(ctx, session, rows);
  const members = rows.map((one) => one.member);
  for (const course of await coursesOf(ctx, session)) await certify(ctx, course, members);
}

/** Where one date is enough, other dates are given back; a cancellation may complete a course. */
async function follow(ctx: Context, session: Session): Promise<Session[]> {
  const has = (what: string) => session.news.some((one) => one.what === what);
  const rows = has('closed')
    ? await stored.attendancesOf(ctx, { session: session._id, settled: true, mark: { $in: [...ATTENDED] } })
    : [];
  const others = [...(await leaveAfterAttending(ctx, session, rows)), ...(await completeMoves(ctx, session))];
  if (has('cancelled'))
    await courses(ctx).updateOne(
      { workspace: ctx.workspace, _id: session.course },
      { $set: { uncertified: clock.now() } },
    );
  return others;
}

/** The sessions as gatherings: seats, reminders, attendance. */
export const gathered = gatherings<Session, Asked>(stored, {
  may: maySignUp,
  manages: (_ctx, actor, session) => mayManage(actor, session),
  leads: (actor, session) => session.trainer === actor.user,
  worth: ({ minutes, makesUp }, mark) => {
    const kind = kindOf(mark);
    // A person who misses a make-up was absent once already, on the date that it makes up for.
    const isCounted = kind !== undefined && (kind === 'attend' || makesUp === undefined);
    return isCounted ? { kind, ...worthOf(mark, minutes) } : undefined;
  },
  entry: ({ kind, course }) => ({ category: kind, outcome: { course } }),
  attended,
  follow,
  concerned: trainersOf,
  notices: toldOtherwise,
  abouts: ({ course }) => [aboutCourse(course)],
  deadline: deadlineOf,
  passOn: trainingExpire,
});

export const { moveAll, moveSeat, expireOffers, tellSoon } = gathered;
