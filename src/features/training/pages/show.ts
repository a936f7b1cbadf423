import type { Actor } from '../../../bot/actor.ts';
import type { Message, ModalView } from '../../../bot/draw/block-kit.ts';
import { updateViewBelow } from '../../../bot/draw/live-view.ts';
import type { SubmitResult } from '../../../bot/feature.ts';
import type { ActionRequest } from '../../../bot/request.ts';
import { mayRun } from '../../../bot/routing/roles.ts';
import type { Context } from '../../../context.ts';
import { coursePageModal, draftPageModal } from '../course/page-views.ts';
import { courseFor, datesIn, draftsOf, faultsIn, sizesOf } from '../course/service/courses.ts';
import { affairsOf, mineOf } from '../course/service/mine.ts';
import { busyThen } from '../course/service/must-doubts.ts';
import { shiftsWithout } from '../dates/service/shift-dates.ts';
import type { Course, Session } from '../model.ts';
import { countLacking } from '../prerequisites/service/prerequisites.ts';
import { quizzesFor } from '../quiz/service/results.ts';
import { shownQuiz } from '../quiz/shown.ts';
import { gathered } from '../seats/service/seats.ts';
import { type CardExtras, cardMessage } from '../session/card-views.ts';
import { sessionModal } from '../session/page-views.ts';
import { previewsOf, readerOf, type Shown, shownOf, shownOne } from '../session/service/present.ts';
import { allDatesOf, managedSessions } from '../session/service/sessions.ts';
import { managedStudies, studiesFor, studyShown } from '../study/service/lists.ts';
import { studyPageOf } from '../study/show.ts';
import type { Mine, officeModal } from './list-views.ts';

/** A session as a person sees it in a modal. */
export async function pageOf(ctx: Context, actor: Actor, session: Session, extras?: CardExtras): Promise<ModalView> {
  const shown = await shownOne(ctx, actor, session);
  const affairs = shown.isAffair || shown.isTrainer ? await affairsOf(ctx, session) : undefined;
  return sessionModal(readerOf(actor), shown, affairs, extras);
}

/** The same as a message: what a notice becomes when it was answered. */
export async function cardOf(ctx: Context, actor: Actor, session: Session, extras?: CardExtras): Promise<Message> {
  return cardMessage(readerOf(actor), await shownOne(ctx, actor, session), extras);
}

/** A draft, or what it has become. */
export async function coursePageOf(ctx: Context, actor: Actor, course: Course, note?: string): Promise<ModalView> {
  if (course.facts.kind === 'self-study') return studyPageOf(ctx, actor, course, note);
  const reader = readerOf(actor);
  const size = { ...(await sizesOf(ctx, course)), uncovered: await shiftsWithout(ctx, course) };
  if (course.state !== 'draft') {
    const dates = await shownOf(ctx, actor, await allDatesOf(ctx, course._id));
    const page = { id: course._id, isOnItsWay: course.state === 'publishing', isMakeUp: course.makesUp !== undefined };
    return coursePageModal(reader, { ...size, ...page, topic: course.facts.topic, dates }, note);
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
    previewsOf(ctx, course),
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

export async function mineFor(ctx: Context, actor: Actor): Promise<Mine> {
  const [{ own, open, taught, minutes, studied }, studies, quizzes] = await Promise.all([
    mineOf(ctx, actor),
    studiesFor(ctx, actor),
    quizzesFor(ctx, actor),
  ]);
  const [a, b, c] = await Promise.all([own, open, taught].map((found) => shownOf(ctx, actor, found)));
  const isLeft = (one: Shown) => one.ofCourse.attended === undefined;
  return {
    own: a ?? [],
    open: (b ?? []).filter(isLeft),
    taught: c ?? [],
    studies,
    quizzes: quizzes.map((one) => shownQuiz(actor, one)),
    minutes,
    studied,
    isOfficer: mayRun(actor, 'officer'),
  };
}

/** What a person comes to or waits for. */
export async function ownFor(ctx: Context, actor: Actor): Promise<Shown[]> {
  return shownOf(ctx, actor, await gathered.ownOf(ctx, actor.user));
}

export async function officeFor(ctx: Context, actor: Actor): Promise<Parameters<typeof officeModal>> {
  const [{ found, hasMore }, drafts, studies] = await Promise.all([
    managedSessions(ctx, actor),
    draftsOf(ctx, actor),
    managedStudies(ctx, actor),
  ]);
  const topics = drafts.map((one) => ({ id: one._id, topic: one.facts.topic }));
  const shown = { ...studies, found: studies.found.map((one) => studyShown(one, undefined)) };
  return [readerOf(actor), await shownOf(ctx, actor, found), topics, shown, hasMore];
}

/** In a modal that shows the same thing the view takes its place; from anywhere else it opens. */
export async function showModal(request: ActionRequest, about: string, view: () => Promise<ModalView>): Promise<void> {
  const isSame = request.origin.kind === 'modal' && request.origin.metadata === about;
  await (isSame ? request.updateModal(await view()) : request.openModal(view));
}

/** The modal in which a form was opened; empty if there is none. */
export function below({ origin }: ActionRequest): string {
  return origin.kind === 'modal' ? origin.viewId : '';
}

/** Closes a form and shows the page below it as it is now; without one the page takes the form's place. */
export async function backTo(ctx: Context, viewBelow: string, page: ModalView): Promise<SubmitResult> {
  if (viewBelow !== '' && (await updateViewBelow(ctx, viewBelow, page))) return { close: true };
  return { update: page };
}
