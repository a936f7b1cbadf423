import type { Context } from '../../../../context.ts';
import { seatsFree } from '../../../../gatherings/rules/seats.ts';
import type { Member } from '../../../../members/model.ts';
import { attendances, type Course, type Session } from '../../model.ts';
import { isOfGroup } from '../../rules/shift-dates.ts';
import { termsOf } from '../../rules/terms.ts';
import { findSession } from '../../session/service/write.ts';
import { moveAll } from './seats.ts';

/**
 * Seats whoever must come: on every date, on the one of their shift, or, where one date is enough, on the first that has a seat free.
 * Doing it again moves nobody, and seats nobody again who has given the seat back, with a reason, since.
 */
export async function seatMust(
  ctx: Context,
  course: Course,
  made: readonly Session[],
  page: readonly Pick<Member, 'user' | 'tz' | 'shift'>[],
): Promise<void> {
  const gone = await withdrawnFrom(ctx, made, page);
  const assign = async (id: string, wanted: readonly string[]) => {
    // Who teaches a date is there anyway.
    const trainer = made.find((one) => one._id === id)?.trainer;
    const steps = wanted
      .filter((member) => member !== trainer && !gone.has(`${id} ${member}`))
      .map((member) => ({ do: 'assign', member }) as const);
    if (steps.length > 0) await moveAll(ctx, id, steps);
  };
  const users = page.map((one) => one.user);
  if (course.repeat === 'shifts') {
    for (const { _id, group } of made)
      await assign(
        _id,
        page.filter((one) => isOfGroup(one, group)).map((one) => one.user),
      );
    return;
  }
  if (termsOf(course).needed !== 'one') {
    for (const { _id } of made) await assign(_id, users);
    return;
  }
  const seated = new Set<string>();
  const dates: Session[] = [];
  for (const { _id } of made) {
    const date = await findSession(ctx, _id);
    if (date === undefined) continue;
    dates.push(date);
    for (const { member } of date.seats) seated.add(member);
  }
  const hasLeft = (user: string) => made.some(({ _id }) => gone.has(`${_id} ${user}`));
  let left = users.filter((user) => !seated.has(user) && !hasLeft(user));
  for (const [nth, date] of dates.entries()) {
    const room = nth === dates.length - 1 ? left.length : Math.max(0, seatsFree(date));
    const here = left.slice(0, room);
    if (here.length > 0) await assign(date._id, here);
    left = left.slice(here.length);
  }
}

/** Who has given back a seat on which of these dates: "session member". */
async function withdrawnFrom(
  ctx: Context,
  dates: readonly Session[],
  page: readonly Pick<Member, 'user'>[],
): Promise<Set<string>> {
  const rows = await attendances(ctx)
    .find(
      {
        workspace: ctx.workspace,
        session: { $in: dates.map((one) => one._id) },
        member: { $in: page.map((one) => one.user) },
        withdrawnAt: { $exists: true },
      },
      { session: 1, member: 1 },
    )
    .lean();
  return new Set(rows.map(({ session, member }) => `${session} ${member}`));
}
