import type { Actor } from '../../../bot/actor.ts';
import type { Message, ModalView } from '../../../bot/draw/block-kit.ts';
import { mayRun } from '../../../bot/routing/roles.ts';
import type { Context } from '../../../context.ts';
import { type Shown, shownOf, shownOne } from '../card/service/present.ts';
import { type CardExtras, cardMessage } from '../card/views.ts';
import { readerOf } from '../messages/reader.ts';
import type { Session } from '../model.ts';
import { quizzesFor } from '../quiz/service/results.ts';
import { shownQuiz } from '../quiz/shown.ts';
import { courseWords } from '../rules/course-words.ts';
import { draftsOf } from '../session/service/courses.ts';
import { managedSessions } from '../session/service/sessions.ts';
import { managedStudies, studiesFor, studyShown } from '../study/service/lists.ts';
import type { Mine, officeModal } from './list-views.ts';
import { affairsOf, mineOf } from './service/mine.ts';
import { sessionModal } from './session-views.ts';

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

export async function officeFor(ctx: Context, actor: Actor): Promise<Parameters<typeof officeModal>> {
  const [{ found, hasMore }, drafts, studies] = await Promise.all([
    managedSessions(ctx, actor),
    draftsOf(ctx, actor),
    managedStudies(ctx, actor),
  ]);
  const topics = drafts.map((one) => ({ id: one._id, topic: courseWords(actor.locale, one).topic }));
  const shown = { ...studies, found: studies.found.map((one) => studyShown(actor, one, undefined)) };
  return [readerOf(actor), await shownOf(ctx, actor, found), topics, shown, hasMore];
}
