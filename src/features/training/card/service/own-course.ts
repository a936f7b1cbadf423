import type { Actor } from '../../../../bot/actor.ts';
import type { Context } from '../../../../context.ts';
import { clock } from '../../../../lib/clock.ts';
import { type Session, sessions } from '../../model.ts';
import type { NamedMissing } from '../../prerequisites/rules.ts';
import { missingForEach } from '../../prerequisites/service/prerequisites.ts';
import type { Needed } from '../../rules/terms.ts';
import { termsOfCourses } from '../../session/service/terms-of.ts';
import { ownDatesOf } from './own-dates.ts';

type Span = Pick<Session, 'startsAt' | 'endsAt'>;

/** What a reader has to do with a date's course, beside this date. */
export interface OwnCourse {
  needed: Needed;
  /** One date is enough, and they have a seat on this other one. */
  elsewhere: Span | undefined;
  /** One date is enough, and they have attended this one. */
  attended: Span | undefined;
  /** It is a make-up, of these dates. */
  makesUp: Span[];
  /** It is only for who has this shift; empty: for who has none. */
  shift: string | undefined;
  /** What they lack before they can sign up; empty for who is on the list. */
  missing: NamedMissing[];
}

/** Of a course that is still a draft, or whose reader has no part in it. */
export const noPart = (needed: Needed): OwnCourse => ({
  needed,
  elsewhere: undefined,
  attended: undefined,
  makesUp: [],
  missing: [],
  shift: undefined,
});

/** @returns what each of these sessions' courses is to the reader */
export async function ownCoursesOf(
  ctx: Context,
  { user }: Pick<Actor, 'user'>,
  found: readonly Session[],
): Promise<(session: Session) => OwnCourse> {
  const isIn = (one: Session) => one.seats.some(({ member }) => member === user);
  // Nothing is to be known of a single date on whose list one is: reminders are drawn in thousands.
  const asking = found.filter((one) => one.count > 1 || !isIn(one));
  const terms = await termsOfCourses(
    ctx,
    asking.map((one) => one.course),
  );
  const isOne = (one: Session) => one.count > 1 && terms.get(one.course)?.needed === 'one';
  const own = await ownDatesOf(
    ctx,
    user,
    found.filter(isOne).map((one) => one.course),
    clock.now(),
  );
  const originals = await spansOf(
    ctx,
    found.flatMap((one) => one.makesUp ?? []),
  );
  const missing = await missingForEach(ctx, user, terms);
  return (session) => {
    const needed = terms.get(session.course)?.needed ?? 'each';
    const { held, attended } = own.get(session.course) ?? {};
    return {
      ...noPart(needed),
      elsewhere: held?._id === session._id ? undefined : held,
      attended,
      shift: session.group?.shift,
      missing: isIn(session) ? [] : (missing.get(session.course) ?? []),
      makesUp: (session.makesUp ?? []).flatMap((id) => originals.get(id) ?? []),
    };
  };
}

/** When these sessions were. */
export async function spansOf(ctx: Context, ids: readonly string[]): Promise<Map<string, Span>> {
  if (ids.length === 0) return new Map();
  const dates = await sessions(ctx)
    .find({ workspace: ctx.workspace, _id: { $in: [...ids] } }, { startsAt: 1, endsAt: 1 })
    .lean<(Span & { _id: string })[]>();
  return new Map(dates.map((one) => [one._id, one]));
}
