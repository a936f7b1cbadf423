import type { Context } from '../../../../context.ts';
import { type PlannedNotice, plan } from '../../../../delivery/plan.ts';
import { plannedSince } from '../../../../delivery/read.ts';
import { wakeAt } from '../../../../gatherings/rules/wake.ts';
import { clock } from '../../../../lib/clock.ts';
import { insertNew } from '../../../../lib/stores/mongo.ts';
import { MINUTE_MS } from '../../../../lib/zone.ts';
import { resolveAudience } from '../../../../members/audience/resolve.ts';
import { type Course, courses, type Session, sessions } from '../../model.ts';
import { tellTrainers } from '../../notices/service/teach.ts';
import { aboutCourse } from '../../rules/about.ts';
import { datesIn } from '../../rules/course-dates.ts';
import type { AddedDate, CourseDate } from '../../rules/shift-dates.ts';
import { seatMust } from '../../seats/service/must.ts';
import { factsOf } from '../../session/service/facts.ts';
import { allDatesOf, mayCome, mustCome, withinOf } from '../../session/service/sessions.ts';
import { writeSession } from '../../session/service/write.ts';
import { announceStudy, isStudy } from '../../study/service/study.ts';

/**
 * Makes what a published course consists of, and after a revision what it lacks: dates, seats of who must come, invitations. Running
 * it again completes it; nobody is invited twice.
 */
export async function openCourse(ctx: Context, id: string): Promise<{ skipped: string } | { sessions: number }> {
  const course = await courses(ctx).findOne({ workspace: ctx.workspace, _id: id, state: 'publishing' }).lean<Course>();
  if (course === null) return { skipped: 'not waiting to be published' };
  if (isStudy(course)) {
    await announceStudy(ctx, course);
    await endPublishing(ctx, course);
    return { sessions: 0 };
  }
  const made = sessionsOf(course, await allDatesOf(ctx, id));
  await insertNew(sessions(ctx), made);
  const dates = await inOrder(ctx, course);
  const now = clock.now();
  const coming = dates.filter((one) => one.state === 'open' && one.startsAt > now);
  const last = coming.at(-1);
  const expiresAt = last?.startsAt ?? now;
  const invite = (recipient: string): PlannedNotice => ({
    notice: `training.invite-${id}`,
    kind: 'training.invite',
    about: aboutCourse(id),
    recipient,
    to: 'member',
    params: { course: id },
    expiresAt,
  });
  const within = withinOf(course);
  const told = await tellTrainers(ctx, course, coming);
  for await (const page of resolveAudience(ctx, mustCome(course), within)) {
    await seatMust(ctx, course, coming, page);
    await plan(
      ctx,
      page.map(({ user }) => invite(user)),
    );
  }
  // Nobody signs up for what they teach; the author, who is not told of it, has the invitation to look at.
  const teaching = new Set(coming.map((one) => one.trainer).filter((user) => user !== course.author));
  for await (const page of resolveAudience(ctx, mayCome(course), within))
    await plan(
      ctx,
      page.filter(({ user }) => !teaching.has(user)).map(({ user }) => invite(user)),
    );
  await tellOfAdded(ctx, course, expiresAt, told);
  await endPublishing(ctx, course);
  return { sessions: made.length };
}

/** Of what was read: a change that came meanwhile is still to be published, whoever is at work. */
async function endPublishing(ctx: Context, { _id, revision }: Course): Promise<void> {
  const isAsRead = revision === undefined ? { revision: { $exists: false } } : { revision };
  await courses(ctx).updateOne(
    { workspace: ctx.workspace, _id, state: 'publishing' as const, ...isAsRead },
    { $set: { state: 'published' as const } },
  );
}

/**
 * Whoever is on a list of the course hears of the dates that were added, or everybody who may come where the officer wants that; those
 * who are invited only now have them in the invitation.
 * @param trainers who is told that they teach these dates, and of nothing else
 */
async function tellOfAdded(
  ctx: Context,
  course: Course,
  expiresAt: Date,
  trainers: ReadonlySet<string>,
): Promise<void> {
  const { _id: id, revision = 0, added = [] } = course;
  const fresh = added.filter((one) => one.revision === revision);
  if (fresh.length === 0) return;
  const tell = (users: Iterable<string>) =>
    plan(
      ctx,
      [...users]
        .filter((user) => !trainers.has(user))
        .map((recipient) => ({
          notice: `training.added-${id}-${revision}`,
          kind: 'training.added',
          about: aboutCourse(id),
          recipient,
          to: 'member' as const,
          params: { course: id, revision: String(revision) },
          expiresAt,
        })),
    );
  await tell(new Set((await allDatesOf(ctx, id)).flatMap((one) => one.seats.map(({ member }) => member))));
  const at = fresh.find((one) => one.isForAll === true)?.at;
  if (at === undefined) return;
  for await (const page of resolveAudience(ctx, mayCome(course), withinOf(course))) {
    const users = page.map((one) => one.user);
    // They have these dates in their invitation, which is drawn when it leaves.
    const invited = new Set(await plannedSince(ctx, `training.invite-${id}`, users, at));
    await tell(users.filter((user) => !invited.has(user)));
  }
}

/**
 * The sessions of a course's dates. One that was added is as the last of the others is now.
 * @param there those that are made already
 */
function sessionsOf(course: Course, there: readonly Session[]): Session[] {
  const { _id: id, facts, createdAt, publishedAt = createdAt, workspace, author, branch, tz, about, makesUp } = course;
  const { startsAt: _first, duration, ...same } = facts;
  const first = datesIn(course);
  const dates: (CourseDate | AddedDate)[] = [...first, ...(course.added ?? [])];
  const model = byStart(there).findLast((one) => one.state !== 'cancelled');
  const {
    startsAt: from,
    endsAt: to,
    ...now
  } = model === undefined ? { ...same, about, ...span(duration) } : factsOf(model);
  return dates.map((date, index) => {
    const isAdded = index >= first.length;
    const length = isAdded ? to.getTime() - from.getTime() : duration * MINUTE_MS;
    const session: Session = {
      ...(isAdded ? present(now) : { ...same, about }),
      _id: `${id}-${index}`,
      workspace,
      course: id,
      index,
      count: dates.length,
      author,
      tz,
      ...(branch === undefined ? {} : { branch }),
      ...(makesUp === undefined ? {} : { makesUp }),
      ...(date.group === undefined ? {} : { group: date.group }),
      ...('revision' in date ? { addedWith: date.revision } : {}),
      startsAt: date.startsAt,
      endsAt: new Date(date.startsAt.getTime() + length),
      include: course.include,
      except: course.except,
      must: course.must,
      state: 'open',
      seats: [],
      seq: 0,
      rev: 0,
      version: 1,
      past: [],
      news: [],
      createdAt: isAdded ? clock.now() : publishedAt,
      updatedAt: publishedAt,
    };
    const wake = wakeAt(session);
    return wake === undefined ? session : { ...session, wakeAt: wake };
  });
}

const byStart = (dates: readonly Session[]): Session[] =>
  dates.toSorted((a, b) => a.startsAt.getTime() - b.startsAt.getTime());

/** Without what is absent: MongoDB would keep it as null. */
const present = <T extends object>(facts: T): T =>
  Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined && value !== null)) as T;

const span = (minutes: number) => ({ startsAt: new Date(0), endsAt: new Date(minutes * MINUTE_MS) });

/** Brings number, count and audience of all dates to what the course says. @returns all of them, the first first */
async function inOrder(ctx: Context, course: Course): Promise<Session[]> {
  const { include, except, must, revision } = course;
  const all = byStart(await allDatesOf(ctx, course._id));
  if (revision === undefined) return all;
  const count = all.length;
  const done: Session[] = [];
  for (const [index, { _id }] of all.entries())
    done.push(
      await writeSession(ctx, _id, (found) =>
        found.revision === revision && found.index === index && found.count === count
          ? undefined
          : { index, count, include, except, must, revision },
      ),
    );
  return done;
}
