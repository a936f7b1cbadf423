import type { Actor } from '../../../../bot/actor.ts';
import { UserError } from '../../../../bot/routing/errors.ts';
import type { Context } from '../../../../context.ts';
import { hasAttended } from '../../../../gatherings/rules/marks.ts';
import { clock } from '../../../../lib/clock.ts';
import { dayOf } from '../../../../lib/zone.ts';
import { membersOf } from '../../../../members/audience/audience.ts';
import { maySee } from '../../../../members/roles.ts';
import { type Course, courses, type Session } from '../../model.ts';
import type { QuizTerms } from '../../rules/terms.ts';
import { attendancesOf, managedSession } from '../../session/service/sessions.ts';
import { QUIZ_WORDS } from '../messages.ts';
import { type CourseQuiz, courseQuizzes } from '../model.ts';
import { bestOf, type QuizStage, quizStage } from '../rules.ts';
import { hasQuiz, type QuizState } from './quiz.ts';

const MINE = 20;

/** One person's result, as an officer may see it. */
export interface QuizResult {
  name: string;
  /** Per cent; undefined: not answered yet. */
  best: number | undefined;
  passed: boolean;
}

export interface QuizResults {
  session: Session;
  /** What the course asks for now. */
  terms: QuizTerms;
  passed: number;
  /** Answered, and not reached what is needed. */
  notYet: number;
  unanswered: number;
  /** Of the people of the officer's affairs, the best first. */
  people: QuizResult[];
}

/** How those who attended a session did in the course's quiz. @throws UserError for who does not look after it */
export async function quizResults(ctx: Context, actor: Actor, id: string): Promise<QuizResults> {
  const session = await managedSession(ctx, actor, id);
  const there = (await attendancesOf(ctx, { session: id })).filter((one) => hasAttended(one.mark));
  const members = there.map((one) => one.member);
  const [course, rows, known] = await Promise.all([
    courses(ctx).findOne({ workspace: ctx.workspace, _id: session.course }).lean<Course>(),
    courseQuizzes(ctx)
      .find({ workspace: ctx.workspace, course: session.course, member: { $in: members } })
      .lean<CourseQuiz[]>(),
    membersOf(ctx, members),
  ]);
  if (!hasQuiz(course)) throw new UserError(QUIZ_WORDS.noQuiz);
  const own = new Map(rows.map((one) => [one.member, one]));
  const results = members.map((member) => {
    const row = own.get(member);
    const { name = '', branch } = known.get(member) ?? {};
    return { name, branch, best: bestOf(row?.tries ?? []), passed: row?.passedAt !== undefined };
  });
  const count = (fits: (one: QuizResult) => boolean) => results.filter(fits).length;
  return {
    session,
    terms: course.terms.quiz,
    passed: count((one) => one.passed),
    notYet: count((one) => !one.passed && one.best !== undefined),
    unanswered: count((one) => !one.passed && one.best === undefined),
    people: results
      .filter((one) => maySee(actor, one.branch))
      .map(({ name, best, passed }) => ({ name, best, passed }))
      .sort((a, b) => (b.best ?? -1) - (a.best ?? -1) || (a.name < b.name ? -1 : 1)),
  };
}

/** Where a person stands, by their own day. */
export function stageFor({ tz }: Pick<Actor, 'tz'>, { tries }: Pick<CourseQuiz, 'tries'>): QuizStage {
  return quizStage(tries, dayOf(clock.now(), tz));
}

/** The quizzes that wait for a person. */
export async function quizzesFor(ctx: Context, { user }: Actor): Promise<QuizState[]> {
  const rows = await courseQuizzes(ctx)
    .find({
      workspace: ctx.workspace,
      member: user,
      passedAt: { $exists: false },
      'tries.1.finishedAt': { $exists: false },
    })
    .sort({ invitedAt: -1 })
    .limit(MINE)
    .lean<CourseQuiz[]>();
  if (rows.length === 0) return [];
  const found = await courses(ctx)
    .find({ workspace: ctx.workspace, _id: { $in: rows.map((one) => one.course) } })
    .lean();
  return rows.flatMap((own) => {
    const course = found.find((one) => one._id === own.course);
    return hasQuiz(course) ? [{ course, own }] : [];
  });
}

/** Whether a session's course has a quiz. */
export async function hasQuizAfter(ctx: Context, course: string): Promise<boolean> {
  const found = await courses(ctx).exists({ workspace: ctx.workspace, _id: course, 'terms.quiz': { $exists: true } });
  return found !== null;
}
