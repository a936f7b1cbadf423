import type { ModalView } from '../../../bot/draw/block-kit.ts';
import { turnedTo } from '../../../bot/draw/pager.ts';
import { present } from '../../../bot/draw/present.ts';
import type { Action } from '../../../bot/feature.ts';
import type { ActionRequest } from '../../../bot/request.ts';
import { readerOf } from '../messages/reader.ts';
import { pageOfStudies, pageOfWaiting, shownStudy, studyShown } from './service/lists.ts';
import { answerStudy, beginStudy, finishReading, isMeantFor, type StudyCourse, studyCourse } from './service/study.ts';
import { type StudyExtras, studiesModal, studyAnswerRef, studyMessage, studyModal, studyOf } from './views.ts';

const worker = (run: (request: ActionRequest) => Promise<void>): Action => ({ role: 'worker', run });

/** What a press has come to, where it was pressed. */
async function answered(request: ActionRequest, course: StudyCourse, extras?: StudyExtras): Promise<void> {
  const { ctx, actor } = request;
  const shown = await shownStudy(ctx, actor, course);
  const reader = readerOf(actor);
  await present(request, {
    about: studyOf(course._id),
    message: () => studyMessage(reader, shown, extras),
    modal: () => studyModal(reader, shown, extras),
  });
  await request.refreshHome();
}

/** Opens it from a list; a card is drawn as it is now. */
async function openStudy(request: ActionRequest): Promise<void> {
  const { ctx, actor, value, suffix } = request;
  if (suffix !== '') return showStudy(request, value);
  const course = await studyCourse(ctx, value);
  await present(request, {
    about: studyOf(value),
    message: async () => studyMessage(readerOf(actor), await shownStudy(ctx, actor, course)),
    modal: () => ownStudy(request, course),
  });
  await request.refreshHome();
}

export async function showStudy(request: ActionRequest, id: string): Promise<void> {
  const course = await studyCourse(request.ctx, id);
  await present(request, { about: studyOf(id), modal: () => ownStudy(request, course) });
}

/** To who is not meant by it and has not begun, it is closed. */
async function ownStudy({ ctx, actor }: ActionRequest, course: StudyCourse): Promise<ModalView> {
  const shown = await shownStudy(ctx, actor, course);
  const isOwn = shown.stage !== 'new' || (await isMeantFor(ctx, course, actor.user));
  return studyModal(readerOf(actor), isOwn ? shown : { ...shown, stage: 'closed' });
}

export const studyActions: Record<string, Action> = {
  study: worker(openStudy),
  waiting: worker((request) => {
    const { ctx, actor } = request;
    return present(request, {
      modal: async () => studiesModal(readerOf(actor), 'waiting', await pageOfWaiting(ctx, actor, turnedTo(request))),
    });
  }),
  studies: {
    role: 'officer',
    run: (request) => {
      const { ctx, actor } = request;
      return present(request, {
        modal: async () => {
          const { found, ...turn } = await pageOfStudies(ctx, actor, turnedTo(request));
          const shown = found.map((one) => studyShown(actor, one, undefined));
          return studiesModal(readerOf(actor), 'studies', { ...turn, found: shown });
        },
      });
    },
  },
  begin: worker(async (request) => answered(request, await beginStudy(request.ctx, request.actor, request.value))),
  finish: worker(async (request) =>
    answered(request, await finishReading(request.ctx, request.actor, request.value), { isTooEarly: true }),
  ),
  studyAnswer: worker(async (request) => {
    const { ctx, actor, value, suffix } = request;
    const { id, rev } = studyAnswerRef.read(value);
    const done = await answerStudy(ctx, actor, id, rev, Number(suffix));
    await answered(request, done.course, { answered: done.answered });
  }),
};
