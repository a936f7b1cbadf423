import type { Actor } from '../../../../bot/actor.ts';
import { UserError } from '../../../../bot/routing/errors.ts';
import type { Context } from '../../../../context.ts';
import { clock } from '../../../../lib/clock.ts';
import { DAY_MS, MINUTE_MS } from '../../../../lib/zone.ts';
import { partKey } from '../../../../members/audience/spec.ts';
import { WORDS } from '../../messages/words.ts';
import { type Course, type Draft, type Session, sessions } from '../../model.ts';
import { weeksLater } from '../../rules/dates.ts';
import { heldElsewhere } from '../../seats/service/one-date.ts';
import { attendedBy, datesThatCount } from '../../session/service/attended.ts';
import { courseFor } from '../../session/service/courses.ts';
import { factsOf } from '../../session/service/facts.ts';
import { attendancesOf, managedSession } from '../../session/service/sessions.ts';
import { termsOfCourse } from '../../session/service/terms-of.ts';
import { newCourseId, saveDraft } from '../service/courses.ts';

const WEEK_MS = 7 * DAY_MS;
/** So many dates can be chosen in a form. */
const MOST_DATES = 10;

/** A date that a make-up may make up for, with who missed it and has not made up for it yet. */
export interface Missed {
  session: Session;
  people: string[];
}

/** Who was expected at these sessions, did not come, and has neither made up for it nor attended the date that is enough. */
async function missedOf(ctx: Context, dates: readonly Session[]): Promise<Missed[]> {
  const [first] = dates;
  if (first === undefined) return [];
  const rows = await attendancesOf(ctx, { session: { $in: dates.map((one) => one._id) } });
  const missing = rows.filter((one) => one.mark === 'absent' || one.mark === 'excused');
  const users = [...new Set(missing.map((one) => one.member))];
  const isOne = (await termsOfCourse(ctx, first.course)).needed === 'one';
  const counting = isOne ? await datesThatCount(ctx, [first.course]) : dates;
  const attended = await attendedBy(ctx, counting, users);
  // Who has a seat on another date, where one is enough, has not missed it yet.
  const held = isOne ? await heldElsewhere(ctx, first, users) : new Map<string, Session>();
  const isDone = (member: string, date: string) =>
    isOne ? attended.has(member) || held.has(member) : attended.get(member)?.has(date) === true;
  return dates.map((session) => ({
    session,
    people: missing
      .filter((one) => one.session === session._id)
      .filter((one) => !isDone(one.member, session._id))
      .map((one) => one.member)
      .toSorted(),
  }));
}

/** The dates that a make-up opened from this session's page can make up for: its own first, then the course's others. */
async function originalsOf(ctx: Context, { _id, course, makesUp }: Session): Promise<Session[]> {
  const own = { workspace: ctx.workspace, state: 'closed' as const };
  const ids = makesUp ?? [_id];
  const first = await sessions(ctx)
    .find({ ...own, _id: { $in: ids } })
    .sort({ startsAt: 1 })
    .lean<Session[]>();
  const others = await sessions(ctx)
    .find({ ...own, course: makesUp === undefined ? course : (first[0]?.course ?? ''), _id: { $nin: ids } })
    .sort({ startsAt: -1 })
    .limit(MOST_DATES)
    .lean<Session[]>();
  return [...first, ...others].slice(0, MOST_DATES);
}

/** A make-up before it is kept: what the form begins with. */
export interface MakeUp {
  id: string;
  draft: Draft;
  /** The dates to choose from. */
  missed: Missed[];
}

/**
 * What a new make-up of a closed session begins with: the next time that it is its weekday and hour, all else as it was.
 * @throws UserError while the attendance is open, or when nobody missed it
 */
export async function newMakeUp(ctx: Context, actor: Actor, id: string): Promise<MakeUp> {
  const session = await managedSession(ctx, actor, id);
  if (session.state !== 'closed') throw new UserError(WORDS.notClosedYet);
  const missed = (await missedOf(ctx, await originalsOf(ctx, session))).filter((one) => one.people.length > 0);
  if (missed.length === 0) throw new UserError(WORDS.nobodyMissed);
  const { startsAt, endsAt, about, ...facts } = factsOf(session);
  const duration = (endsAt.getTime() - startsAt.getTime()) / MINUTE_MS;
  const own = session.makesUp ?? [id];
  const chosen = missed.filter((one) => own.includes(one.session._id));
  return {
    id: newCourseId(),
    draft: {
      facts: { ...facts, startsAt: nextAfter(clock.now(), session), duration },
      about,
      repeat: 'once',
      times: 1,
      more: '',
      include: [],
      except: [],
      must: [],
      makesUp: (chosen.length > 0 ? chosen : missed.slice(0, 1)).map((one) => one.session._id),
    },
    missed,
  };
}

/** Whole weeks after a session, on the wall of its zone: the first that are still to come. */
function nextAfter(now: Date, { startsAt, tz }: Session): Date {
  let weeks = Math.max(1, Math.floor((now.getTime() - startsAt.getTime()) / WEEK_MS));
  // When the clocks change a week on the wall is an hour shorter or longer.
  while (weeksLater(startsAt, weeks, tz) <= now) weeks += 1;
  return weeksLater(startsAt, weeks, tz);
}

/** A make-up that is a draft already, with the dates to choose from. */
export async function makeUpOf(ctx: Context, actor: Actor, id: string): Promise<MakeUp> {
  const course = await courseFor(ctx, actor, id);
  const [first = ''] = course.makesUp ?? [];
  const session = await managedSession(ctx, actor, first);
  const missed = await missedOf(ctx, await originalsOf(ctx, session));
  const isShown = (one: Missed) => one.people.length > 0 || course.makesUp?.includes(one.session._id) === true;
  return { id, draft: course, missed: missed.filter(isShown) };
}

/**
 * Whom a make-up is for, as it is now: who had to come to a date must come, who had signed up may.
 * @returns nothing for any other course
 */
export async function whoMissed(
  ctx: Context,
  { makesUp }: Pick<Course, 'makesUp'>,
): Promise<{ include?: string[]; must?: string[] }> {
  if (makesUp === undefined) return {};
  const dates = await sessions(ctx)
    .find({ workspace: ctx.workspace, _id: { $in: makesUp } })
    .lean<Session[]>();
  const [may, must] = [new Set<string>(), new Set<string>()];
  for (const { session, people } of await missedOf(ctx, dates)) {
    const obliged = new Set(session.seats.filter((one) => one.must === true).map((one) => one.member));
    for (const user of people) (obliged.has(user) ? must : may).add(user);
  }
  const keys = (users: Iterable<string>) => [...users].map((user) => partKey({ kind: 'member', user })).toSorted();
  return { include: keys([...may].filter((user) => !must.has(user))), must: keys(must) };
}

/**
 * Keeps a make-up as a draft, to be previewed and published as any course.
 * @throws UserError for dates that are not in the officer's affairs, or that nobody missed
 */
export async function saveMakeUp(ctx: Context, actor: Actor, id: string, draft: Draft): Promise<Course> {
  for (const date of draft.makesUp ?? []) await managedSession(ctx, actor, date);
  const whom = await whoMissed(ctx, draft);
  if ((whom.include ?? []).length + (whom.must ?? []).length === 0) throw new UserError(WORDS.nobodyMissed);
  return saveDraft(ctx, actor, id, { ...draft, ...whom });
}
