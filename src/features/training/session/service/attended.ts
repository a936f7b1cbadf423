import type { Context } from '../../../../context.ts';
import { type Session, sessions } from '../../model.ts';
import { attendedDates, type DateMark } from '../../rules/attended-dates.ts';
import { attendancesOf } from './sessions.ts';

type Dated = Pick<Session, '_id' | 'makesUp'>;

/** Which of these sessions each of these people has attended, or has made up for. Who has attended none is not in it. */
export async function attendedBy(
  ctx: Context,
  dates: readonly Dated[],
  users: readonly string[],
): Promise<Map<string, Set<string>>> {
  const ids = dates.map((one) => one._id);
  if (ids.length === 0 || users.length === 0) return new Map();
  const makeUps = await sessions(ctx)
    .find({ workspace: ctx.workspace, makesUp: { $in: ids } }, { makesUp: 1 })
    .lean<Dated[]>();
  const madeUp = new Map([...dates, ...makeUps].map((one) => [one._id, one.makesUp]));
  const marks = new Map<string, DateMark[]>();
  for (const { member, session, mark } of await attendancesOf(ctx, {
    member: { $in: [...users] },
    session: { $in: [...madeUp.keys()] },
  }))
    marks.set(member, [...(marks.get(member) ?? []), { session, mark, makesUp: madeUp.get(session) }]);
  return new Map(
    [...marks].flatMap(([member, own]) => {
      const attended = attendedDates(ids, own);
      return attended.size === 0 ? [] : [[member, attended] as const];
    }),
  );
}

/** The dates of courses but for those that were cancelled, in order. */
export function datesThatCount(ctx: Context, courses: readonly string[]): Promise<Session[]> {
  return sessions(ctx)
    .find(
      { workspace: ctx.workspace, course: { $in: [...courses] }, state: { $ne: 'cancelled' } },
      { seats: 0, past: 0 },
    )
    .sort({ course: 1, index: 1 })
    .lean<Session[]>();
}

/** The courses that an attendance counts for: a make-up's own, and those whose dates it makes up for. */
export async function coursesOf(ctx: Context, { course, makesUp = [] }: Session): Promise<string[]> {
  const others = await sessions(ctx).distinct('course', { workspace: ctx.workspace, _id: { $in: makesUp } });
  return [...new Set([course, ...others])];
}
