import type { Earned } from '../../../../certificates/certified.ts';
import type { Context } from '../../../../context.ts';
import type { Attendance } from '../../../../gatherings/attendance.ts';
import { hasAttended } from '../../../../gatherings/rules/marks.ts';
import { attendances, type Course, courses, type Session, sessions } from '../../model.ts';
import { courseQuizzes } from '../../quiz/model.ts';
import { inviteToQuiz } from '../../quiz/service/invite.ts';
import { quizPassed } from '../../quiz/service/quiz.ts';
import { termsOf } from '../../rules/terms.ts';
import { type Certificate, certificates } from '../model.ts';
import { attendedSpan, type DatePart, isComplete, type Whole, wholesOf } from '../rules/completion.ts';
import { trainingCertificates } from './certified.ts';

const AT_ONCE = 500;
/** What was written is looked at again, as long as somebody corrects marks meanwhile. */
const MOST_LOOKS = 5;

/**
 * Gives these members of a course the certificates that their marks deserve, and annuls what they deserve no more. It follows
 * from what stands in MongoDB alone, so that whoever does it, and however often, comes to the same.
 */
export async function certify(ctx: Context, course: string, members: readonly string[]): Promise<void> {
  const found = await courses(ctx).findOne({ workspace: ctx.workspace, _id: course }).lean<Course>();
  if (found === null || members.length === 0) return;
  for (let look = 0; look < MOST_LOOKS; look += 1) if (!(await certifyOnce(ctx, found, members))) break;
  await trainingCertificates.tell(ctx, { course, member: { $in: [...members] } });
}

/** @returns whether something was written: marks may have been corrected since they were read */
async function certifyOnce(ctx: Context, course: Course, members: readonly string[]): Promise<boolean> {
  const { workspace } = ctx;
  const { needed, certificate: given } = termsOf(course);
  const had = await certificates(ctx)
    .find({ workspace, course: course._id, member: { $in: [...members] } })
    .lean<Certificate[]>();
  if (given === undefined && had.length === 0) return false;
  const datesOf = await datesByMember(ctx, course._id, members);
  let isWritten = false;
  for (const one of had) if (await restate(ctx, one, datesOf(one.member))) isWritten = true;
  if (given === undefined) return isWritten;
  const known = new Set(had.map((one) => `${one.scope} ${one.member}`));
  const passed = await quizPassed(ctx, course, members);
  const earned = members
    .filter((one) => passed.has(one))
    .flatMap((member) =>
      wholesOf(course._id, needed, datesOf(member))
        .filter((one) => isComplete(needed, one.dates) && !known.has(`${one.scope} ${member}`))
        .map((whole) => ({ member, whole })),
    );
  const added = await trainingCertificates.issue(ctx, await earnedFor(ctx, course, earned));
  return isWritten || added.length > 0;
}

const FIELDS = { startsAt: 1, endsAt: 1, minutes: 1, state: 1 } as const;
type Dated = Pick<Session, '_id' | 'startsAt' | 'endsAt' | 'minutes' | 'state'>;

/** What each member's part in the dates of a course has come to; who has made up for a date was there then. */
async function datesByMember(
  ctx: Context,
  course: string,
  members: readonly string[],
): Promise<(member: string) => DatePart[]> {
  const { workspace } = ctx;
  const all = await sessions(ctx).find({ workspace, course }, FIELDS).sort({ index: 1 }).lean<Dated[]>();
  const makeUps = await sessions(ctx)
    .find({ workspace, makesUp: { $in: all.map((one) => one._id) } }, { ...FIELDS, makesUp: 1 })
    .sort({ startsAt: 1 })
    .lean<(Dated & Pick<Session, 'makesUp'>)[]>();
  const rows = await attendances(ctx)
    .find({
      workspace,
      session: { $in: [...all, ...makeUps].map((one) => one._id) },
      settled: true,
      member: { $in: [...members] },
    })
    .lean<Attendance[]>();
  const marks = new Map(rows.map((one) => [`${one.session} ${one.member}`, one.mark]));
  const markOf = ({ _id }: Dated, member: string) => marks.get(`${_id} ${member}`);
  return (member) =>
    all.map((date) => {
      const madeUp = makeUps.find(
        (one) => one.makesUp?.includes(date._id) === true && hasAttended(markOf(one, member)),
      );
      const { startsAt, endsAt, minutes } = madeUp ?? date;
      return {
        session: date._id,
        attended: (madeUp ?? date)._id,
        startsAt,
        endsAt,
        minutes,
        isCancelled: date.state === 'cancelled',
        mark: markOf(madeUp ?? date, member),
      };
    });
}

/** Takes a certificate away, or gives it back under its number, as its own rule says; hours follow the marks. */
function restate(ctx: Context, had: Certificate, all: readonly DatePart[]): Promise<boolean> {
  const dates = wholesOf(had.course, had.needed, all).find((one) => one.scope === had.scope)?.dates ?? [];
  return trainingCertificates.restate(ctx, had, isComplete(had.needed, dates) ? attendedSpan(dates) : undefined);
}

async function earnedFor(
  ctx: Context,
  course: Course,
  earned: readonly { member: string; whole: Whole }[],
): Promise<Earned<Certificate>[]> {
  if (earned.length === 0) return [];
  const { needed, certificate: { months, skill } = {} } = termsOf(course);
  const topics = await topicsOf(ctx, course);
  return earned.flatMap(({ member, whole: { scope, dates } }): Earned<Certificate>[] => {
    const span = attendedSpan(dates);
    if (span === undefined) return [];
    const { topic, second } = topics.get(scope) ?? course.facts;
    const own = { course: course._id, needed };
    return [{ member, scope, topic, second: secondTopic(second), span, branch: course.branch, skill, months, own }];
  });
}

/** A date may have got a topic of its own. */
async function topicsOf(
  ctx: Context,
  { _id: course }: Course,
): Promise<Map<string, Pick<Session, 'topic' | 'second'>>> {
  const found = await sessions(ctx)
    .find({ workspace: ctx.workspace, course }, { topic: 1, second: 1, index: 1 })
    .sort({ index: 1 })
    .lean<Pick<Session, '_id' | 'topic' | 'second'>[]>();
  const last = found.at(-1);
  return new Map([
    ...(last === undefined ? [] : ([[course, last]] as const)),
    ...found.map((one) => [one._id, one] as const),
  ]);
}

/** What a certificate keeps of the other language. */
function secondTopic(second: Session['second']): Certificate['second'] {
  const topic = second?.words.topic;
  return second === undefined || topic === undefined ? undefined : { locale: second.locale, words: { topic } };
}

type Waiting = Course & Required<Pick<Course, 'uncertified'>>;

/**
 * What follows for a course as a whole: its terms were changed, or a date was cancelled. What follows from a quiz that was passed after
 * the attendance. And what a process that died has written but not told.
 */
export async function certifyWaiting(ctx: Context): Promise<void> {
  const { workspace } = ctx;
  const waiting = await courses(ctx)
    .find({ workspace, uncertified: { $exists: true } })
    .limit(AT_ONCE)
    .lean<Waiting[]>();
  for (const { _id: course, uncertified } of waiting) {
    const ids = await sessions(ctx).distinct('_id', { workspace, course });
    const members = await attendances(ctx).distinct('member', { workspace, session: { $in: ids }, settled: true });
    for (let start = 0; start < members.length; start += AT_ONCE)
      await certify(ctx, course, members.slice(start, start + AT_ONCE));
    // A date that was cancelled may have been the last one that was missing.
    await inviteToQuiz(ctx, course);
    // What has changed meanwhile is looked at next time.
    await courses(ctx).updateOne({ workspace, _id: course, uncertified }, { $unset: { uncertified: 1 } });
  }
  const quizzes = await courseQuizzes(ctx)
    .find({ workspace, uncertified: true }, { course: 1, member: 1 })
    .limit(AT_ONCE)
    .lean();
  for (const { _id, course, member } of quizzes) {
    await certify(ctx, course, [member]);
    await courseQuizzes(ctx).updateOne({ _id }, { $unset: { uncertified: 1 } });
  }
  const untold = await certificates(ctx).find({ workspace, untold: true }).limit(AT_ONCE).lean<Certificate[]>();
  for (const { course, member } of untold) await certify(ctx, course, [member]);
}
