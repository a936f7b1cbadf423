import type { Context } from '../../../../context.ts';
import { clock } from '../../../../lib/clock.ts';
import { membersOf } from '../../../../members/audience/audience.ts';
import { whichInclude } from '../../../../members/audience/of-one.ts';
import { type Session, sessions } from '../../model.ts';
import { isOfGroup } from '../../rules/shift-dates.ts';
import { mayCome, withinOf } from '../../session/service/sessions.ts';
import { termsOfCourses } from '../../session/service/terms-of.ts';

/** Dates looked through: a year of every week of twenty courses. */
const LOOKED = 1_000;

type Coming = Pick<Session, '_id' | 'course' | 'startsAt' | 'group' | 'branch' | 'include' | 'except' | 'must'> & {
  /** The own seat; absent without one. */
  seats?: Session['seats'];
};

/** What a person could still sign up for: of each course, or each of its shifts, the next date on whose list they are not. */
export async function openFor(ctx: Context, user: string, most: number): Promise<Session[]> {
  const { workspace } = ctx;
  const now = clock.now();
  const coming = await sessions(ctx)
    .find(
      { workspace, state: 'open', endsAt: { $gt: now }, startsAt: { $gt: now }, trainer: { $ne: user } },
      // Of the seats only the own one: App Home opens often, and lists are long.
      { course: 1, startsAt: 1, group: 1, branch: 1, include: 1, except: 1, seats: { $elemMatch: { member: user } } },
    )
    .sort({ startsAt: 1, _id: 1 })
    .limit(LOOKED)
    .lean<Coming[]>();
  const mine = [...new Set(coming.filter((one) => one.seats !== undefined).map((one) => one.course))];
  const terms = await termsOfCourses(ctx, mine);
  // Where one date is enough, who has a seat needs no other.
  const settled = new Set(mine.filter((course) => terms.get(course)?.needed === 'one'));
  const next = new Map<string, Coming>();
  for (const one of coming)
    if (one.seats === undefined && !settled.has(one.course) && !next.has(nameOf(one))) next.set(nameOf(one), one);
  const dates = [...next.values()];
  const person = (await membersOf(ctx, [user])).get(user);
  const isFor = await whichInclude(
    ctx,
    user,
    dates.map((one) => ({ spec: mayCome(one), within: withinOf(one) })),
  );
  const found = dates
    .filter((one, nth) => isFor[nth] === true && person !== undefined && isOfGroup(person, one.group))
    .slice(0, most)
    .map((one) => one._id);
  return sessions(ctx)
    .find({ workspace, _id: { $in: found } })
    .sort({ startsAt: 1, _id: 1 })
    .lean<Session[]>();
}

const nameOf = ({ course, group }: Coming): string =>
  group === undefined ? course : `${course} ${group.tz} ${group.shift}`;
