import type { Actor } from '../../../bot/feature.ts';
import type { Context } from '../../../context.ts';
import { clock } from '../../../lib/clock.ts';
import type { Session } from '../model.ts';
import type { Needed } from '../rules/terms.ts';
import { ownDatesOf } from './own-dates.ts';
import { termsOfCourses } from './terms-of.ts';

type Span = Pick<Session, 'startsAt' | 'endsAt'>;

/** What a reader has to do with a date's course, beside this date. */
export interface OwnCourse {
  needed: Needed;
  /** One date is enough, and they have a seat on this other one. */
  elsewhere: Span | undefined;
  /** One date is enough, and they have attended this one. */
  attended: Span | undefined;
}

/** Of a course that is still a draft, or whose reader has no part in it. */
export const noPart = (needed: Needed): OwnCourse => ({ needed, elsewhere: undefined, attended: undefined });

/** @returns what each of these sessions' courses is to the reader */
export async function ownCoursesOf(
  ctx: Context,
  { user }: Pick<Actor, 'user'>,
  found: readonly Session[],
): Promise<(session: Session) => OwnCourse> {
  const terms = await termsOfCourses(
    ctx,
    found.map((one) => one.course),
  );
  const isOne = (one: Session) => one.count > 1 && terms.get(one.course)?.needed === 'one';
  const own = await ownDatesOf(
    ctx,
    user,
    found.filter(isOne).map((one) => one.course),
    clock.now(),
  );
  return (session) => {
    const needed = terms.get(session.course)?.needed ?? 'each';
    const { held, attended } = own.get(session.course) ?? {};
    return {
      ...noPart(needed),
      elsewhere: held?._id === session._id ? undefined : held,
      attended,
    };
  };
}
