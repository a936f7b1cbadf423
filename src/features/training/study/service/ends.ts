import type { Context } from '../../../../context.ts';
import { type PlannedNotice, plan } from '../../../../delivery/plan.ts';
import { deliveriesTo } from '../../../../delivery/read.ts';
import { readersOf } from '../../../../gatherings/readers.ts';
import { toldAt } from '../../../../gatherings/rules/ladder.ts';
import { NEWS_PRIORITY } from '../../../../gatherings/telling.ts';
import { clock } from '../../../../lib/clock.ts';
import { dayOf } from '../../../../lib/zone.ts';
import { workTimesOf } from '../../../../members/calendar/work-times.ts';
import { spanOn } from '../../../../members/leave/rules.ts';
import { type Course, courses } from '../../model.ts';
import type { PastEnd } from '../../rules/terms.ts';
import { endAsSeen, finishBy, knownBy } from '../rules.ts';
import { studyReminderNotice } from './remind.ts';
import { isStudy, notDone, progressOf, type StudyCourse, studyNotice } from './study.ts';

const AT_ONCE = 20;

const endNotice = (course: string, rev: number): string => `training.study-changed-${course}-${rev}`;

/** What a write adds that gives a self-study another end: the end before, and that it is to be told. Nothing of a draft. */
export function withNewEnd(
  course: Course,
  until: Date | undefined,
  rev: number,
  at: Date,
): { $set: Pick<Course, 'untoldEnd'>; $push?: { ends: PastEnd } } {
  const before = isStudy(course) && course.state !== 'draft' ? course.terms.study.until : undefined;
  if (before === undefined || until === undefined || before.getTime() === until.getTime()) return { $set: {} };
  return { $set: { untoldEnd: rev }, $push: { ends: { until: before, rev, at } } };
}

/** Tells who is not done that a self-study ends earlier or later than it did, each once for a change. */
export async function tellStudyEnds(ctx: Context): Promise<void> {
  const untold = await courses(ctx)
    .find({ workspace: ctx.workspace, untoldEnd: { $exists: true }, state: 'published' })
    .limit(AT_ONCE)
    .lean<Course[]>();
  for (const course of untold)
    try {
      if (isStudy(course)) await tellEnd(ctx, course, course.untoldEnd ?? 0);
    } catch (error) {
      // Whose audience cannot be read now must not keep the others waiting.
      ctx.log.warn(
        { err: error, course: course._id },
        'another end of a self-study could not be told; it will be tried again',
      );
    }
}

async function tellEnd(ctx: Context, course: StudyCourse, rev: number): Promise<void> {
  const { _id: id, terms } = course;
  const { until } = terms.study;
  const now = clock.now();
  for await (const { members, hasBegun } of notDone(ctx, course)) {
    const [readers, times] = [await readersOf(ctx, members), await workTimesOf(ctx)];
    const deadline = knownBy(terms.study, hasBegun);
    // That there is nothing left to begin is in time whenever it comes.
    const expiresAt = hasBegun ? finishBy(until) : until > now ? until : undefined;
    await plan(
      ctx,
      members.map((recipient): PlannedNotice => {
        const reader = readers.get(recipient);
        const at = reader === undefined || expiresAt === undefined ? undefined : toldAt(reader, now, deadline);
        // On leave it waits until they are back, and is dropped when that is too late.
        const isAway =
          at !== undefined && spanOn(times.of({ user: recipient }).away, dayOf(at, reader?.tz)) !== undefined;
        return {
          notice: endNotice(id, rev),
          kind: 'training.study-changed',
          recipient,
          to: 'member',
          params: { course: id, rev: String(rev) },
          priority: NEWS_PRIORITY,
          ...(expiresAt === undefined ? {} : { expiresAt, exactly: !isAway }),
          ...(at === undefined ? {} : { dueAt: at }),
        };
      }),
    );
  }
  await courses(ctx).updateOne({ workspace: ctx.workspace, _id: id, untoldEnd: rev }, { $unset: { untoldEnd: 1 } });
}

/**
 * How the end differs from what a person knows of it; undefined when it does not, when another notice will tell them, and when it is
 * over and they have never heard of it.
 * @param rev of the notice that is being drawn; an older one says nothing when there is a newer one
 */
export async function endNewsFor(
  ctx: Context,
  { _id: id, ends = [], terms }: StudyCourse,
  member: string,
  rev: number,
): Promise<'earlier' | 'later' | undefined> {
  const { until } = terms.study;
  const [first] = ends;
  if (first === undefined || (ends.at(-1)?.rev ?? 0) > rev) return undefined;
  const names = [
    studyNotice(id),
    ...[until, ...ends.map((one) => one.until)].map((one) => studyReminderNotice(id, one)),
    ...ends.filter((one) => one.rev !== rev).map((one) => endNotice(id, one.rev)),
  ];
  const [told, own] = await Promise.all([deliveriesTo(ctx, member, names), progressOf(ctx, id, member)]);
  // An invitation that is still to come is drawn with the present end.
  const isToCome = told.some(
    ({ notice, state }) => notice === studyNotice(id) && ['planned', 'paused', 'sending'].includes(state),
  );
  // Nothing is drawn before it is due.
  const seen = told
    .filter((one) => one.state === 'sent')
    .map(({ createdAt, dueAt }) => Math.max(createdAt.getTime(), dueAt.getTime()))
    .concat((own?.doneAt ?? own?.beganAt)?.getTime() ?? []);
  if (seen.length === 0 && (isToCome || until <= clock.now())) return undefined;
  const known = seen.length === 0 ? first.until : endAsSeen(ends, until, new Date(Math.max(...seen)));
  if (known.getTime() === until.getTime()) return undefined;
  return until < known ? 'earlier' : 'later';
}
