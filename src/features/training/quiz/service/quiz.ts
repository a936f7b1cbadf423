import type { Actor } from '../../../../bot/actor.ts';
import type { Questions } from '../../../../bot/question-sources.ts';
import { UserError } from '../../../../bot/routing/errors.ts';
import type { Context } from '../../../../context.ts';
import { clock } from '../../../../lib/clock.ts';
import { dayOf } from '../../../../lib/zone.ts';
import { type Course, courses } from '../../model.ts';
import type { QuizTerms } from '../../rules/terms.ts';
import { QUIZ_WORDS } from '../messages.ts';
import { type CourseQuiz, courseQuizzes } from '../model.ts';
import { hasPassed, type QuizTry, quizStage } from '../rules.ts';

/** A course that has a quiz. */
export type QuizCourse = Course & { terms: { quiz: QuizTerms } };

export function hasQuiz(course: Course | null | undefined): course is QuizCourse {
  return course?.terms?.quiz !== undefined;
}

export interface QuizState {
  course: QuizCourse;
  own: CourseQuiz;
}

/** A person's quiz of a course; undefined when they were not invited, or the course has none any more. */
export async function findQuiz(ctx: Context, id: string, member: string): Promise<QuizState | undefined> {
  const [course, own] = await Promise.all([
    courses(ctx).findOne({ workspace: ctx.workspace, _id: id }).lean<Course>(),
    courseQuizzes(ctx).findOne({ workspace: ctx.workspace, course: id, member }).lean<CourseQuiz>(),
  ]);
  return hasQuiz(course) && own !== null ? { course, own } : undefined;
}

/** The same. @throws UserError when there is none */
export async function quizState(ctx: Context, id: string, member: string): Promise<QuizState> {
  const found = await findQuiz(ctx, id, member);
  if (found === undefined) throw new UserError(QUIZ_WORDS.noQuiz);
  return found;
}

/**
 * Begins a try, or goes on with the one that was begun: of two presses one draws the questions.
 * @throws UserError when it is too early for the second one, or the bank has nothing to ask
 */
export async function startTry(ctx: Context, actor: Actor, questions: Questions, id: string): Promise<QuizState> {
  const state = await quizState(ctx, id, actor.user);
  const { course, own } = state;
  const day = dayOf(clock.now(), actor.tz);
  const stage = quizStage(own.tries, day);
  if (stage === 'tomorrow') throw new UserError(QUIZ_WORDS.tomorrow);
  if (stage !== 'ready' && stage !== 'again') return state;
  const { bank, count, pass } = course.terms.quiz;
  const before = own.tries.flatMap((one) => one.asked.map(({ id: question }) => question));
  const asked = await questions.draw({ ctx, actor }, bank, count, before);
  if (asked.length === 0) throw new UserError(QUIZ_WORDS.noQuestions);
  const begun: QuizTry = { day, pass, asked, given: [] };
  await courseQuizzes(ctx).updateOne(
    { workspace: ctx.workspace, course: id, member: actor.user, tries: { $size: own.tries.length } },
    { $push: { tries: begun } },
  );
  return quizState(ctx, id, actor.user);
}

/**
 * Takes the answer to a question of a try, at once; each question takes the first one, and an answer that comes again, or to
 * an earlier question, changes nothing.
 */
export async function answerQuiz(
  ctx: Context,
  { user: member }: Actor,
  id: string,
  answer: { nth: number; question: number; chosen: number },
): Promise<QuizState> {
  const state = await quizState(ctx, id, member);
  const { nth, question, chosen } = answer;
  const present = state.own.tries[nth];
  const isNext = present?.given.length === question && present.asked[question]?.options[chosen] !== undefined;
  if (present === undefined || !isNext) return state;
  const given = [...present.given, chosen];
  const now = clock.now();
  const isLast = given.length === present.asked.length;
  const isPassed = isLast && hasPassed({ ...present, given, finishedAt: now });
  await courseQuizzes(ctx).updateOne(
    { workspace: ctx.workspace, course: id, member, [`tries.${nth}.given`]: { $size: question } },
    {
      $push: { [`tries.${nth}.given`]: chosen },
      ...(isLast
        ? { $set: { [`tries.${nth}.finishedAt`]: now, ...(isPassed ? { passedAt: now, uncertified: true } : {}) } }
        : {}),
    } as never,
  );
  return quizState(ctx, id, member);
}

/** Which of these people have passed the course's quiz; all of them when it has none. */
export async function quizPassed(ctx: Context, course: Course, members: readonly string[]): Promise<Set<string>> {
  if (!hasQuiz(course)) return new Set(members);
  const passed = await courseQuizzes(ctx)
    .find(
      { workspace: ctx.workspace, course: course._id, member: { $in: [...members] }, passedAt: { $exists: true } },
      { member: 1 },
    )
    .lean();
  return new Set(passed.map((one) => one.member));
}
