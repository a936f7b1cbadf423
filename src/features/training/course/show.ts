import type { Actor } from '../../../bot/actor.ts';
import type { ModalView } from '../../../bot/draw/block-kit.ts';
import type { Context } from '../../../context.ts';
import { previewsOf, shownOf } from '../card/service/present.ts';
import { readerOf } from '../messages/reader.ts';
import type { Course } from '../model.ts';
import { countLacking } from '../prerequisites/service/prerequisites.ts';
import { datesIn } from '../rules/course-dates.ts';
import { courseWords } from '../rules/course-words.ts';
import { courseFor } from '../session/service/courses.ts';
import { allDatesOf } from '../session/service/sessions.ts';
import { coursePageModal, draftPageModal } from './page-views.ts';
import { faultsIn, sizesOf } from './service/courses.ts';
import { busyThen } from './service/must-doubts.ts';
import { shiftsWithout } from './service/shift-dates.ts';
import { studyPageOf } from './study-page.ts';

/** A draft, or what it has become. */
export async function coursePageOf(ctx: Context, actor: Actor, course: Course, note?: string): Promise<ModalView> {
  if (course.facts.kind === 'self-study') return studyPageOf(ctx, actor, course, note);
  const reader = readerOf(actor);
  const size = { ...(await sizesOf(ctx, course)), uncovered: await shiftsWithout(ctx, course) };
  if (course.state !== 'draft') {
    const dates = await shownOf(ctx, actor, await allDatesOf(ctx, course._id));
    const page = { id: course._id, isOnItsWay: course.state === 'publishing', isMakeUp: course.makesUp !== undefined };
    return coursePageModal(reader, { ...size, ...page, topic: courseWords(actor.locale, course).topic, dates }, note);
  }
  const ms = course.facts.duration * 60_000;
  const dates = datesIn(course).map(({ startsAt, group }) => ({
    startsAt,
    endsAt: new Date(startsAt.getTime() + ms),
    shift: group?.shift,
  }));
  const [lacking, busy, shown] = await Promise.all([
    countLacking(ctx, course),
    busyThen(ctx, course),
    previewsOf(ctx, actor, course),
  ]);
  return draftPageModal(
    reader,
    { ...size, id: course._id, faults: await faultsIn(ctx, actor, course), lacking, busy, dates, shown },
    note,
  );
}

export async function openCoursePage(ctx: Context, actor: Actor, id: string, note?: string): Promise<ModalView> {
  return coursePageOf(ctx, actor, await courseFor(ctx, actor, id), note);
}
