import type { Actor } from '../../../../bot/actor.ts';
import { readQuestion } from '../../../../bot/draw/question-text.ts';
import { UserError } from '../../../../bot/routing/errors.ts';
import type { Context } from '../../../../context.ts';
import { plan } from '../../../../delivery/plan.ts';
import { clock } from '../../../../lib/clock.ts';
import { insertNew } from '../../../../lib/stores/mongo.ts';
import { resolveAudience, whoIsIn } from '../../../../members/audience/resolve.ts';
import { type Course, courses } from '../../model.ts';
import type { StudyTerms } from '../../rules/terms.ts';
import { mayCome, mustCome, withinOf } from '../../session/service/sessions.ts';
import { STUDY_WORDS } from '../messages.ts';
import { type Study, studies } from '../model.ts';
import { againAt, readyAt, stageOf } from '../rules.ts';
import { bookStudies } from './book.ts';

/** A published self-study. */
export type StudyCourse = Course & { terms: { study: StudyTerms } };

export function isStudy(course: Course | null): course is StudyCourse {
  return course?.facts.kind === 'self-study' && course.terms?.study !== undefined;
}

export const studyNotice = (course: string): string => `training.study-${course}`;

/** Tells everybody whom a self-study is for. Running it again completes it. */
export async function announceStudy(ctx: Context, course: StudyCourse): Promise<void> {
  const within = withinOf(course);
  for (const whom of [mustCome(course), mayCome(course)])
    for await (const page of resolveAudience(ctx, whom, within))
      await plan(
        ctx,
        page.map(({ user: recipient }) => ({
          notice: studyNotice(course._id),
          kind: 'training.study',
          recipient,
          to: 'member' as const,
          params: { course: course._id },
          expiresAt: course.terms.study.until,
        })),
      );
}

/** A published self-study. */
export async function findStudy(ctx: Context, id: string): Promise<StudyCourse | undefined> {
  const found = await courses(ctx)
    .findOne({ workspace: ctx.workspace, _id: id, state: { $ne: 'draft' } })
    .lean<Course>();
  return isStudy(found) ? found : undefined;
}

/** The same. @throws UserError when there is none */
export async function studyCourse(ctx: Context, id: string): Promise<StudyCourse> {
  const found = await findStudy(ctx, id);
  if (found === undefined) throw new UserError(STUDY_WORDS.noStudy);
  return found;
}

export async function progressOf(ctx: Context, course: string, member: string): Promise<Study | undefined> {
  return (await studies(ctx).findOne({ workspace: ctx.workspace, course, member }).lean<Study>()) ?? undefined;
}

/** Who has begun a self-study and not passed, then who must do it and has not begun; a page at a time. */
export async function* notDone(
  ctx: Context,
  course: StudyCourse,
): AsyncGenerator<{ members: string[]; hasBegun: boolean }, void, void> {
  const begun = await studies(ctx).find({ workspace: ctx.workspace, course: course._id }).lean<Study[]>();
  yield { members: begun.filter((one) => one.passedAt === undefined).map((one) => one.member), hasBegun: true };
  const known = new Set(begun.map((one) => one.member));
  for await (const page of resolveAudience(ctx, mustCome(course), withinOf(course)))
    yield { members: page.map((one) => one.user).filter((user) => !known.has(user)), hasBegun: false };
}

/** Whether a self-study is meant for a person. */
export async function isMeantFor(ctx: Context, course: StudyCourse, user: string): Promise<boolean> {
  const within = withinOf(course);
  if ((await whoIsIn(ctx, mayCome(course), [user], within)).has(user)) return true;
  return (await whoIsIn(ctx, mustCome(course), [user], within)).has(user);
}

/** Notes when somebody begins; the first time counts. Nothing is begun when it is too late. */
export async function beginStudy(ctx: Context, { user: member }: Actor, id: string): Promise<StudyCourse> {
  const course = await studyCourse(ctx, id);
  if ((await progressOf(ctx, id, member)) !== undefined) return course;
  if (!(await isMeantFor(ctx, course, member))) throw new UserError(STUDY_WORDS.noStudy);
  const beganAt = clock.now();
  if (stageOf(course.terms.study, undefined, beganAt) === 'new')
    await insertNew(studies(ctx), [
      { workspace: ctx.workspace, course: id, member, beganAt, wrong: 0 } satisfies Study,
    ]);
  return course;
}

/** Takes "done", unless it is too early: how much is missing says the server's clock. */
export async function finishReading(ctx: Context, { user: member }: Actor, id: string): Promise<StudyCourse> {
  const course = await studyCourse(ctx, id);
  const { study } = course.terms;
  const own = await progressOf(ctx, id, member);
  const now = clock.now();
  if (own !== undefined && stageOf(study, own, now) === 'reading' && readyAt(study, own) <= now)
    await studies(ctx).updateOne(
      { workspace: ctx.workspace, course: id, member, doneAt: { $exists: false } },
      { $set: { doneAt: now } },
    );
  return course;
}

/** What an answer has come to; `stale`: the question was changed since it was shown, and nothing counts. */
export type Answered = 'right' | 'wrong' | 'early' | 'stale';

/**
 * Takes an answer. A right one counts once; after a wrong one none counts until some minutes have gone by, on whatever device.
 * @param seen the number of the terms under which the question was shown
 */
export async function answerStudy(
  ctx: Context,
  { user: member }: Actor,
  id: string,
  seen: number,
  chosen: number,
): Promise<{ course: StudyCourse; answered: Answered }> {
  const course = await studyCourse(ctx, id);
  const { study } = course.terms;
  const question = readQuestion(study.question);
  if (question === undefined || (course.termsRev ?? 0) !== seen) return { course, answered: 'stale' };
  const now = clock.now();
  if (stageOf(study, await progressOf(ctx, id, member), now) !== 'asked') return { course, answered: 'early' };
  const isRight = question.right === chosen;
  const written = await studies(ctx)
    .findOneAndUpdate(
      {
        workspace: ctx.workspace,
        course: id,
        member,
        doneAt: { $exists: true },
        passedAt: { $exists: false },
        againAt: { $not: { $gt: now } },
      },
      isRight
        ? { $set: { passedAt: now, unbooked: true } }
        : { $inc: { wrong: 1 }, $set: { againAt: againAt(study, now) } },
      { returnDocument: 'after' },
    )
    .lean<Study>();
  if (written === null) return { course, answered: 'early' };
  if (!isRight) return { course, answered: 'wrong' };
  await bookStudies(ctx, course, [written]);
  return { course, answered: 'right' };
}
