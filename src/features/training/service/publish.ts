import { trainingPublish } from '../../../../jobs/training.ts';
import { UserError } from '../../../bot/errors.ts';
import type { Actor } from '../../../bot/feature.ts';
import type { Context } from '../../../context.ts';
import { type PlannedNotice, plan } from '../../../delivery/plan.ts';
import { clock } from '../../../lib/clock.ts';
import { insertNew } from '../../../lib/mongo.ts';
import { MINUTE_MS } from '../../../lib/zone.ts';
import { resolveAudience } from '../../../members/audience-resolve.ts';
import { type Course, courses, type Session, sessions } from '../model.ts';
import { termsOf } from '../rules/terms.ts';
import { wakeAt } from '../rules/wake.ts';
import { WORDS } from '../words.ts';
import { courseFor, datesIn, faultsIn, sizesOf } from './courses.ts';
import { whoMissed } from './make-up.ts';
import { seatMust } from './seat-must.ts';
import { mayCome, mustCome, withinOf } from './sessions.ts';
import { announceStudy, isStudy } from './study.ts';

const DUE = 50;

/**
 * An officer publishes a draft. Its sessions, the seats of who must come and the notices are made by a job.
 * @throws UserError when it is not complete, goes beyond the branch, or reaches nobody
 */
export async function publish(ctx: Context, actor: Actor, id: string): Promise<Course> {
  const found = await courseFor(ctx, actor, id);
  const whom = found.state === 'draft' ? await whoMissed(ctx, found) : {};
  const draft: Course = { ...found, ...whom };
  // A second press finds it published already.
  if (draft.state !== 'draft') return draft;
  const faults = faultsIn(actor, draft);
  if (faults.includes('beyond')) throw new UserError(WORDS.beyondBranch);
  if (faults.length > 0) throw new UserError(WORDS.notComplete);
  if (draft.facts.kind === 'self-study' && !isReadyStudy(draft, clock.now())) throw new UserError(WORDS.notComplete);
  const { may, must } = await sizesOf(ctx, draft);
  if (may + must === 0) throw new UserError(WORDS.nobody);
  if (must > seatsForEach(draft)) throw new UserError(WORDS.tooMany);
  const now = clock.now();
  const published = await courses(ctx)
    .findOneAndUpdate(
      { workspace: ctx.workspace, _id: id, state: 'draft', updatedAt: draft.updatedAt },
      { $set: { ...whom, state: 'publishing', publishedAt: now, updatedAt: now } },
      { returnDocument: 'after' },
    )
    .lean<Course>();
  if (published === null) return courseFor(ctx, actor, id);
  await ctx
    .enqueue(trainingPublish, { course: id }, { key: id })
    .catch((error: unknown) =>
      ctx.log.warn({ err: error, course: id }, 'a course is not queued to be published; the tick will find it'),
    );
  return published;
}

/** How many people can come to all that they have to come to. */
function seatsForEach(draft: Course): number {
  const { capacity = Number.POSITIVE_INFINITY } = draft.facts;
  return termsOf(draft).needed === 'one' ? capacity * datesIn(draft).length : capacity;
}

/** Makes what a published course consists of. Running it again completes it. */
export async function openCourse(ctx: Context, id: string): Promise<{ skipped: string } | { sessions: number }> {
  const course = await courses(ctx).findOne({ workspace: ctx.workspace, _id: id, state: 'publishing' }).lean<Course>();
  if (course === null) return { skipped: 'not waiting to be published' };
  if (isStudy(course)) {
    await announceStudy(ctx, course);
    await courses(ctx).updateOne({ workspace: ctx.workspace, _id: id }, { $set: { state: 'published' } });
    return { sessions: 0 };
  }
  const made = sessionsOf(course);
  await insertNew(sessions(ctx), made);
  const last = made.at(-1);
  const expiresAt = last?.startsAt ?? clock.now();
  const invite = (recipient: string): PlannedNotice => ({
    ...{ notice: `training.invite-${id}`, kind: 'training.invite', recipient, to: 'member' },
    ...{ params: { course: id }, expiresAt },
  });
  const within = withinOf(course);
  for await (const page of resolveAudience(ctx, mustCome(course), within)) {
    await seatMust(ctx, course, made, page);
    await plan(
      ctx,
      page.map(({ user }) => invite(user)),
    );
  }
  for await (const page of resolveAudience(ctx, mayCome(course), within))
    await plan(
      ctx,
      page.map(({ user }) => invite(user)),
    );
  await courses(ctx).updateOne({ workspace: ctx.workspace, _id: id }, { $set: { state: 'published' } });
  return { sessions: made.length };
}

/** Whether its material and question are written, and there is still time. */
function isReadyStudy(draft: Course, now: Date): boolean {
  return isStudy(draft) && draft.terms.study.until > now;
}

function sessionsOf(course: Course): Session[] {
  const { _id: id, facts, createdAt, publishedAt = createdAt, workspace, author, branch, tz, about, makesUp } = course;
  const { startsAt: _first, duration, ...same } = facts;
  const dates = datesIn(course);
  return dates.map(({ startsAt, group }, index) => {
    const session: Session = {
      ...same,
      ...{ _id: `${id}-${index}`, workspace, course: id, index, count: dates.length, author, tz, about },
      ...(branch === undefined ? {} : { branch }),
      ...(makesUp === undefined ? {} : { makesUp }),
      ...(group === undefined ? {} : { group }),
      ...{ startsAt, endsAt: new Date(startsAt.getTime() + duration * MINUTE_MS) },
      ...{ include: course.include, except: course.except, must: course.must },
      ...{ state: 'open', seats: [], seq: 0, rev: 0, version: 1, past: [], news: [] },
      ...{ createdAt: publishedAt, updatedAt: publishedAt },
    };
    const wake = wakeAt(session);
    return wake === undefined ? session : { ...session, wakeAt: wake };
  });
}

/** Those whose job was lost. */
export async function publishWaiting(ctx: Context): Promise<void> {
  const waiting = await courses(ctx)
    .find({ workspace: ctx.workspace, state: 'publishing' }, { _id: 1 })
    .limit(DUE)
    .lean();
  for (const { _id } of waiting) await ctx.enqueue(trainingPublish, { course: _id }, { key: _id });
}
