import type { Actor } from '../../../../bot/actor.ts';
import type { Context } from '../../../../context.ts';
import { clock } from '../../../../lib/clock.ts';
import type { Bilingual } from '../../../../lib/language.ts';
import { DAY_MS } from '../../../../lib/zone.ts';
import { resolveAudience } from '../../../../members/audience/resolve.ts';
import { affairsOf, inAffairs } from '../../../../members/roles.ts';
import { aggregateEntries } from '../../../../participation/ledger/read.ts';
import { type Course, courses, type Session, sessions } from '../../model.ts';
import { quizPassed } from '../../quiz/service/quiz.ts';
import { hasCompleted } from '../../rules/attended-dates.ts';
import { topicsIn } from '../../rules/facts.ts';
import { termsOf } from '../../rules/terms.ts';
import { attendedBy, datesThatCount } from '../../session/service/attended.ts';
import { mustCome, withinOf } from '../../session/service/sessions.ts';
import { termsOfCourse, termsOfCourses } from '../../session/service/terms-of.ts';
import { type Study, studies } from '../../study/model.ts';
import { isStudy } from '../../study/service/study.ts';
import { goesRound, missingOf, type NamedMissing, type Prerequisites } from '../rules.ts';

const YEAR_MS = 365 * DAY_MS;
const FOUND = 100;
/** Deeper than that nobody builds one course upon another. */
const DEEPEST = 10;

export function asksForSomething({ before = [], points = 0 }: Prerequisites): boolean {
  return before.length > 0 || points > 0;
}

/** What each of these people lacks; who lacks nothing is not in it. */
export async function missingFor(
  ctx: Context,
  terms: Prerequisites,
  users: readonly string[],
): Promise<Map<string, NamedMissing[]>> {
  if (!asksForSomething(terms) || users.length === 0) return new Map();
  const missing = await broughtBy(ctx, [terms], users);
  const all = users.map((user) => [user, missing(user, terms)] as const);
  return new Map(all.filter(([, lacking]) => lacking.length > 0));
}

/** What one person lacks for each of these courses; where nothing is missing, the course is not in it. */
export async function missingForEach(
  ctx: Context,
  user: string,
  asked: ReadonlyMap<string, Prerequisites>,
): Promise<Map<string, NamedMissing[]>> {
  const asking = [...asked].filter(([, terms]) => asksForSomething(terms));
  if (asking.length === 0) return new Map();
  const missing = await broughtBy(
    ctx,
    asking.map(([, terms]) => terms),
    [user],
  );
  const all = asking.map(([course, terms]) => [course, missing(user, terms)] as const);
  return new Map(all.filter(([, lacking]) => lacking.length > 0));
}

/** Looks up at once what these people bring along for all of these. */
async function broughtBy(
  ctx: Context,
  asked: readonly Prerequisites[],
  users: readonly string[],
): Promise<(user: string, terms: Prerequisites) => NamedMissing[]> {
  const before = [...new Set(asked.flatMap((one) => one.before ?? []))];
  const [completed, points, topics] = await Promise.all([
    completedBy(ctx, before, users),
    asked.every((one) => one.points === undefined) ? new Map<string, number>() : pointsOf(ctx, users),
    topicsOf(ctx, before),
  ]);
  return (user, terms) =>
    missingOf(terms, { completed: completed.get(user) ?? new Set(), points: points.get(user) ?? 0 }).map((one) =>
      one.what === 'course' ? { ...one, topic: topics.get(one.course) ?? { zh: '', en: '' } } : one,
    );
}

/**
 * Which of these courses each of these people has completed: has attended what is needed, and passed the quiz if it has one;
 * of a self-study, has passed.
 */
async function completedBy(
  ctx: Context,
  ids: readonly string[],
  users: readonly string[],
): Promise<Map<string, Set<string>>> {
  if (ids.length === 0) return new Map();
  const { workspace } = ctx;
  const [found, dates, studied] = await Promise.all([
    courses(ctx)
      .find({ workspace, _id: { $in: [...ids] } })
      .lean<Course[]>(),
    datesThatCount(ctx, ids),
    studies(ctx)
      .find({ workspace, course: { $in: [...ids] }, member: { $in: [...users] }, passedAt: { $exists: true } })
      .lean<Study[]>(),
  ]);
  const attended = await attendedBy(ctx, dates, users);
  const completed = new Map<string, Set<string>>();
  const add = (user: string, course: string) => completed.set(user, (completed.get(user) ?? new Set()).add(course));
  for (const { member, course } of studied) add(member, course);
  for (const one of found.filter((course) => !isStudy(course))) {
    const passed = await quizPassed(ctx, one, users);
    const own = dates.filter((date) => date.course === one._id).map((date) => date._id);
    for (const [user, all] of attended) {
      const here = new Set(own.filter((date) => all.has(date)));
      if (passed.has(user) && hasCompleted(termsOf(one).needed, own, here)) add(user, one._id);
    }
  }
  return completed;
}

/** Points of the quiz within a year, as the ledger has them. */
async function pointsOf(ctx: Context, users: readonly string[]): Promise<Map<string, number>> {
  const since = new Date(clock.now().getTime() - YEAR_MS);
  const found = await aggregateEntries<{ _id: string; points: number }>(
    ctx,
    { member: { $in: [...users] }, at: { $gte: since }, feature: 'quiz' },
    [{ $group: { _id: '$member', points: { $sum: '$points' } } }],
  ).toArray();
  return new Map(found.map((one) => [one._id, one.points]));
}

/** What these courses are about, by the newest date of each where there is one: dates may be renamed. */
export async function topicsOf(ctx: Context, ids: readonly string[]): Promise<Map<string, Bilingual>> {
  if (ids.length === 0) return new Map();
  const { workspace } = ctx;
  const [found, dates] = await Promise.all([
    courses(ctx)
      .find({ workspace, _id: { $in: [...ids] } }, { 'facts.topic': 1, 'facts.second': 1 })
      .lean<Pick<Course, '_id' | 'facts'>[]>(),
    sessions(ctx)
      .find({ workspace, course: { $in: [...ids] } }, { course: 1, topic: 1, second: 1 })
      .sort({ course: 1, index: 1 })
      .lean<Pick<Session, 'course' | 'topic' | 'second'>[]>(),
  ]);
  return new Map([
    ...found.map(({ _id, facts }) => [_id, topicsIn(facts)] as const),
    ...dates.map((one) => [one.course, topicsIn(one)] as const),
  ]);
}

/** How many of those who must come to a course lack something. */
export async function countLacking(ctx: Context, course: Course): Promise<number> {
  const terms = await termsOfCourse(ctx, course._id);
  let count = 0;
  if (asksForSomething(terms) && course.must.length > 0)
    for await (const page of resolveAudience(ctx, mustCome(course), withinOf(course)))
      count += (
        await missingFor(
          ctx,
          terms,
          page.map((one) => one.user),
        )
      ).size;
  return count;
}

/** Whether completing these courses before a course would ask for the course itself. */
export async function isCircular(ctx: Context, course: string, asked: readonly string[]): Promise<boolean> {
  const before = new Map<string, readonly string[]>();
  for (let next = [...asked], depth = 0; next.length > 0 && depth < DEEPEST; depth++) {
    for (const [id, terms] of await termsOfCourses(ctx, next)) before.set(id, terms.before ?? []);
    next = [...before.values()].flat().filter((one) => !before.has(one));
  }
  return goesRound(course, asked, before);
}

/** Published courses in an officer's affairs that fit what was typed, the latest first; make-ups are none of their own. */
export async function searchCourses(
  ctx: Context,
  actor: Actor,
  query: string,
): Promise<{ id: string; topic: string; publishedAt: Date }[]> {
  const found = await courses(ctx)
    .find({ workspace: ctx.workspace, state: 'published', makesUp: { $exists: false }, ...inAffairs(affairsOf(actor)) })
    .select({ publishedAt: 1, createdAt: 1 })
    .sort({ updatedAt: -1 })
    .limit(FOUND * 5)
    .lean<Pick<Course, '_id' | 'publishedAt' | 'createdAt'>[]>();
  const topics = await topicsOf(
    ctx,
    found.map((one) => one._id),
  );
  const word = query.toLowerCase();
  return found
    .map(({ _id: id, createdAt, publishedAt = createdAt }) => ({
      id,
      topic: topics.get(id)?.[actor.locale] ?? '',
      publishedAt,
    }))
    .filter((one) => one.topic.toLowerCase().includes(word))
    .slice(0, FOUND);
}
