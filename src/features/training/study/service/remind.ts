import type { Context } from '../../../../context.ts';
import { type PlannedNotice, plan } from '../../../../delivery/plan.ts';
import { clock } from '../../../../lib/clock.ts';
import { type Course, courses } from '../../model.ts';
import { aboutCourse } from '../../rules/about.ts';
import { finishBy, REMIND_MS, remindsAt } from '../rules.ts';
import { isStudy, notDone, type StudyCourse } from './study.ts';

const DUE = 20;

/** A day before the end of a self-study: reminds who must do it, and who has begun, of those who are not done. Once for each end. */
export async function remindStudies(ctx: Context): Promise<void> {
  const now = clock.now();
  const near = await courses(ctx)
    .find({
      workspace: ctx.workspace,
      state: 'published',
      'facts.kind': 'self-study',
      'terms.study.until': { $gt: now, $lte: new Date(now.getTime() + REMIND_MS) },
      $expr: { $ne: ['$remindedOf', '$terms.study.until'] },
    })
    .limit(DUE)
    .lean<Course[]>();
  for (const course of near) if (isStudy(course)) await remindOf(ctx, course, now);
}

async function remindOf(ctx: Context, course: StudyCourse, now: Date): Promise<void> {
  const { until } = course.terms.study;
  const toldAt = course.ends?.at(-1)?.at ?? course.publishedAt ?? course.createdAt;
  const at = remindsAt(until, toldAt);
  if (at !== undefined && at <= now)
    for await (const { members, hasBegun } of notDone(ctx, course))
      await plan(
        ctx,
        members.map((member) => reminderOf(course, member, hasBegun ? finishBy(until) : until)),
      );
  await courses(ctx).updateOne({ workspace: ctx.workspace, _id: course._id }, { $set: { remindedOf: until } });
}

export const studyReminderNotice = (course: string, until: Date): string =>
  `training.remind-${course}-${until.getTime()}`;

function reminderOf({ _id: course, terms }: StudyCourse, recipient: string, expiresAt: Date): PlannedNotice {
  const until = String(terms.study.until.getTime());
  return {
    notice: studyReminderNotice(course, terms.study.until),
    kind: 'training.remind',
    about: aboutCourse(course),
    recipient,
    to: 'member',
    params: { course, until },
    expiresAt,
  };
}
