import type { Context } from '../../../../context.ts';
import { type Session, sessions } from '../../model.ts';
import { attendedBy, datesThatCount } from '../../session/service/attended.ts';

/** A person's part in the dates of one course. */
export interface OwnDates {
  /** The date to come on which they have a seat: the next. */
  held: Session | undefined;
  /** The first that they have attended, or have made up for. */
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
  const held = await sessions(ctx)
    .find({
      workspace: ctx.workspace,
      course: { $in: [...new Set(ids)] },
      state: 'open',
      startsAt: { $gt: now },
      seats: { $elemMatch: { member: user, state: 'held' } },
    })
    .sort({ startsAt: 1, _id: 1 })
    .lean<Session[]>();
  const dates = await datesThatCount(ctx, ids);
  const attended = (await attendedBy(ctx, dates, [user])).get(user);
  return new Map(
    ids.map((course) => [
      course,
      {
        held: held.find((one) => one.course === course),
        attended: dates.find((one) => one.course === course && attended?.has(one._id) === true),
      },
    ]),
  );
}
