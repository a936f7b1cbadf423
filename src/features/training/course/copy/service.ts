import type { Actor } from '../../../../bot/actor.ts';
import { UserError } from '../../../../bot/routing/errors.ts';
import type { Context } from '../../../../context.ts';
import { clock } from '../../../../lib/clock.ts';
import { type Paged, pageOf } from '../../../../lib/pages.ts';
import { insertNew } from '../../../../lib/stores/mongo.ts';
import { dayOf, instantOf, MINUTE_MS } from '../../../../lib/zone.ts';
import { membersOf } from '../../../../members/audience/audience.ts';
import { affairsOf, inAffairs, ownedBy } from '../../../../members/roles.ts';
import { type Course, courses, type Session, sessions } from '../../model.ts';
import { datesIn } from '../../rules/course-dates.ts';
import { readDates, startsOf, wallOf, weeksLater, writeDates } from '../../rules/dates.ts';
import { type CourseDate, shiftLines } from '../../rules/shift-dates.ts';
import type { Terms } from '../../rules/terms.ts';
import { courseFor } from '../../session/service/courses.ts';
import { COPY_WORDS } from './words.ts';

/** As many as a form has boxes. */
export const COPIES_AT_ONCE = 10;
/** The same weekday a year later. */
const YEAR_WEEKS = 52;

/** The courses of an officer's affairs that begin in a year, the first first; a self-study begins when it is published. */
export async function coursesOfYear(ctx: Context, actor: Actor, year: number, page: number): Promise<Paged<Course>> {
  const startOf = (one: number) => instantOf(`${one}-01-01`, '00:00', actor.tz);
  const within = { $gte: startOf(year), $lt: startOf(year + 1) };
  return pageOf(
    courses(ctx),
    {
      workspace: ctx.workspace,
      state: 'published',
      ...inAffairs(affairsOf(actor)),
      $or: [{ 'facts.startsAt': within }, { 'facts.kind': 'self-study', publishedAt: within }],
    },
    { 'facts.startsAt': 1, publishedAt: 1, _id: 1 },
    { page, size: COPIES_AT_ONCE },
  );
}

/** The drafts of an officer, the last first. */
export async function draftsPage(ctx: Context, actor: Actor, page: number): Promise<Paged<Course>> {
  const own = { workspace: ctx.workspace, state: 'draft' as const, author: actor.user };
  return pageOf(courses(ctx), own, { updatedAt: -1, _id: 1 }, { page, size: COPIES_AT_ONCE });
}

/** The year whose courses are offered to be held again: the one before that of an instant. */
export function yearBefore(at: Date, tz: string): number {
  return Number(dayOf(at, tz).slice(0, 4)) - 1;
}

/**
 * Drafts a course as it was held, a year later: on the same weekdays and at the same hours, with the same people to invite and
 * the same terms. What was changed after publishing counts, and dates that were cancelled do not. Its form is on the clock of the
 * officer who copies it. One draft for each course: a second press finds the first one's.
 * @param another one more is wanted beside it; names the wish, so that pressing twice is pressing once
 * @returns `isNew`: this call has made it
 * @throws UserError when the course is not in the officer's affairs, or another officer's draft of it is there
 */
export async function copyCourse(
  ctx: Context,
  actor: Actor,
  source: string,
  another?: string,
): Promise<{ course: Course; isNew: boolean }> {
  const before = await courseFor(ctx, actor, source);
  if (before.state === 'draft') throw new UserError(COPY_WORDS.draft);
  const id = `${source}-again${another === undefined ? '' : `-${another}`}`;
  const made = await insertNew(courses(ctx), [await copyOf(ctx, actor, before, id)]);
  const [course] = made;
  if (course !== undefined) return { course, isNew: true };
  const there = await courses(ctx).findOne({ workspace: ctx.workspace, _id: id }).lean<Course>();
  if (there !== null && there.state === 'draft' && there.author !== actor.user) throw new UserError(COPY_WORDS.others);
  return { course: await courseFor(ctx, actor, id), isNew: false };
}

async function copyOf(ctx: Context, actor: Actor, before: Course, id: string): Promise<Course> {
  const held = await sessions(ctx)
    .find({ workspace: ctx.workspace, course: before._id, state: { $ne: 'cancelled' } })
    .sort({ startsAt: 1 })
    .lean<Session[]>();
  const last = held.at(-1);
  const { first, ...rhythm } = datesOf(before, held.length > 0 ? held : datesIn(before), actor.tz);
  const { trainer } = last ?? before.facts;
  const teacher = (await membersOf(ctx, [trainer])).get(trainer);
  const now = clock.now();
  const { branch = ownedBy(actor).branch, include, except, must, terms, materials } = before;
  return {
    _id: id,
    workspace: ctx.workspace,
    state: 'draft',
    author: actor.user,
    tz: actor.tz,
    ...(branch === undefined ? {} : { branch }),
    facts: {
      ...factsOf(before, last),
      trainer: teacher?.state === 'active' ? trainer : '',
      ...(first === undefined ? {} : { startsAt: first }),
    },
    about: last?.about ?? before.about,
    ...rhythm,
    include,
    except,
    must,
    createdAt: now,
    updatedAt: now,
    ...(terms === undefined ? {} : { terms: yearLater(terms, before.tz) }),
    ...(materials === undefined ? {} : { materials }),
  };
}

/** A self-study ends a year later, too. */
function yearLater({ study, ...terms }: Terms, tz: string): Terms {
  return study === undefined
    ? terms
    : { ...terms, study: { ...study, until: weeksLater(study.until, YEAR_WEEKS, tz) } };
}

/** What the last of the dates said. */
function factsOf({ facts }: Course, last: Session | undefined): Course['facts'] {
  if (last === undefined) return facts;
  const { topic, kind, where, link, trainer, capacity, minutes, second, reminders, startsAt, endsAt } = last;
  const duration = Math.round((endsAt.getTime() - startsAt.getTime()) / MINUTE_MS);
  const seats = capacity === undefined ? {} : { capacity };
  return {
    topic,
    kind,
    where,
    link,
    trainer,
    minutes,
    duration,
    ...seats,
    ...(second == null ? {} : { second }),
    ...(reminders == null ? {} : { reminders }),
  };
}

/**
 * The form's dates a year later by the clock of the course, as they stand on another clock: with the rhythm where that comes to
 * the same, else each date by itself; of one date for each shift each with its shift.
 */
function datesOf(
  before: Course,
  dates: readonly CourseDate[],
  tz: string,
): Pick<Course, 'repeat' | 'times' | 'more'> & { first: Date | undefined } {
  const { repeat, times, more, facts } = before;
  const later = (at: Date) => weeksLater(at, YEAR_WEEKS, before.tz);
  const starts = dates.map((one) => later(one.startsAt));
  const [first, ...others] = starts;
  if (first === undefined) return { repeat, times, more: '', first: undefined };
  const wished = facts.startsAt === undefined ? first : later(facts.startsAt);
  if (repeat === 'shifts') {
    const own = dates.flatMap(({ startsAt, group }) =>
      group === undefined ? [] : [{ startsAt: later(startsAt), group }],
    );
    return { repeat, times, more: shiftLines(own, tz), first: sameHour(wished, first, before.tz) };
  }
  const read = readDates(more, before.tz);
  const own = 'wrong' in read ? [] : read.dates.map(later);
  const isKept = startsOf(wished, repeat, times, own, tz).map(Number).join() === starts.map(Number).join();
  return isKept
    ? { repeat, times, more: writeDates(own, tz), first: wished }
    : { repeat: 'once', times: 1, more: writeDates(others, tz), first };
}

/** The wished hour on the day of the first date: from there on the dates are filled in anew when they are taken out. */
function sameHour(wished: Date, first: Date, tz: string): Date {
  return instantOf(wallOf(first, tz).day, wallOf(wished, tz).time, tz);
}
