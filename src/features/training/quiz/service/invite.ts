import type { Context } from '../../../../context.ts';
import { plan } from '../../../../delivery/plan.ts';
import { clock } from '../../../../lib/clock.ts';
import { insertNew } from '../../../../lib/stores/mongo.ts';
import { attendances, type Course, courses, sessions } from '../../model.ts';
import { termsOf } from '../../rules/terms.ts';
import { attendedBy, datesThatCount } from '../../session/service/attended.ts';
import { type CourseQuiz, courseQuizzes } from '../model.ts';
import { hasQuiz } from './quiz.ts';

const PRIORITY = 6;

/** Who has attended what the course asks for, or made up for it: one of its dates, or all of them once none is to come. */
async function attendedOf(ctx: Context, course: Course, among?: readonly string[]): Promise<string[]> {
  const { workspace } = ctx;
  const dates = await datesThatCount(ctx, [course._id]);
  const closed = dates.filter((one) => one.state === 'closed');
  const needsAll = termsOf(course).needed === 'all';
  if (closed.length === 0 || (needsAll && closed.length < dates.length)) return [];
  const ids = closed.map((one) => one._id);
  const makeUps: string[] = await sessions(ctx).distinct('_id', { workspace, makesUp: { $in: ids } });
  const members: string[] =
    among === undefined
      ? await attendances(ctx).distinct('member', { workspace, session: { $in: [...ids, ...makeUps] }, settled: true })
      : [...among];
  const attended = await attendedBy(ctx, closed, members);
  return [...attended].filter(([, own]) => own.size >= (needsAll ? closed.length : 1)).map(([member]) => member);
}

/**
 * Asks those who attended to take the course's quiz, each once for the course. Asking again adds nothing.
 * @param among only these
 */
export async function inviteToQuiz(ctx: Context, id: string, among?: readonly string[]): Promise<void> {
  const course = await courses(ctx).findOne({ workspace: ctx.workspace, _id: id }).lean<Course>();
  if (!hasQuiz(course)) return;
  const members = await attendedOf(ctx, course, among);
  const invitedAt = clock.now();
  await insertNew(
    courseQuizzes(ctx),
    members.map((member): CourseQuiz => ({ workspace: ctx.workspace, course: id, member, invitedAt, tries: [] })),
  );
  await plan(
    ctx,
    members.map((recipient) => ({
      notice: `training.quiz-${id}`,
      kind: 'training.quiz',
      recipient,
      to: 'member' as const,
      params: { course: id },
      priority: PRIORITY,
    })),
  );
}
