import type { Context } from '../../../context.ts';
import { type PlannedNotice, plan } from '../../../delivery/plan.ts';
import { clock } from '../../../lib/clock.ts';
import { resolveAudience } from '../../../members/audience-resolve.ts';
import { type Course, courses } from '../model.ts';
import { finishBy, REMIND_MS, remindsAt } from '../rules/study.ts';
import { type Study, studies } from '../study-model.ts';
import { mustCome, withinOf } from './sessions.ts';
import { isStudy, type StudyCourse } from './study.ts';

const DUE = 20;

/** A day before the end of a self-study: reminds who must do it, and who has begun, of those who are not done. Once for each end. */
export async function remindStudies(ctx: Context): Promise<void> {
  const now = clock.now();
  const near = await courses(ctx)
    .find({
      ...{ workspace: ctx.workspace, state: 'published', 'facts.kind': 'self-study' },
      'terms.study.until': { $gt: now, $lte: new Date(now.getTime() + REMIND_MS) },
      $expr: { $ne: ['$remindedOf', '$terms.study.until'] },
    })
    .limit(DUE)
    .lean<Course[]>();
  for (const course of near) if (isStudy(course)) await remindOf(ctx, course, now);
}

async function remindOf(ctx: Context, course: StudyCourse, now: Date): Promise<void> {
  const { until } = course.terms.study;
  const at = remindsAt(until, course.publishedAt ?? course.createdAt);
  if (at !== undefined && at <= now) {
    const begun = await studies(ctx).find({ workspace: ctx.workspace, course: course._id }).lean<Study[]>();
    const known = new Set(begun.map((one) => one.member));
    await plan(
      ctx,
      begun
        .filter((one) => one.passedAt === undefined)
        .map(({ member }) => reminderOf(course, member, finishBy(until))),
    );
    for await (const page of resolveAudience(ctx, mustCome(course), withinOf(course)))
      await plan(
        ctx,
        page.filter(({ user }) => !known.has(user)).map(({ user }) => reminderOf(course, user, until)),
      );
  }
  await courses(ctx).updateOne({ workspace: ctx.workspace, _id: course._id }, { $set: { remindedOf: until } });
}

function reminderOf({ _id: course, terms }: StudyCourse, recipient: string, expiresAt: Date): PlannedNotice {
  const until = String(terms.study.until.getTime());
  return {
    ...{ notice: `training.remind-${course}-${until}`, kind: 'training.remind', recipient, to: 'member' },
    ...{ params: { course, until }, expiresAt },
  };
}
