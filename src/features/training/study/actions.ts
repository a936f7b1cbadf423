import type { ModalView } from '../../../bot/draw/block-kit.ts';
import type { Action } from '../../../bot/feature.ts';
import type { ActionRequest } from '../../../bot/request.ts';
import { unpack } from '../../../bot/text/command-text.ts';
import { endStudy } from '../course/service/terms.ts';
import { coursePageOf, showModal } from '../pages/show.ts';
import { readerOf } from '../session/service/present.ts';
import { studyMessages } from './messages.ts';
import { pageOfStudies, pageOfWaiting, shownStudy, studyShown } from './service/lists.ts';
import { answerStudy, beginStudy, finishReading, isMeantFor, type StudyCourse, studyCourse } from './service/study.ts';
import { type StudyExtras, studiesModal, studyMessage, studyModal, studyOf } from './views.ts';

const worker = (run: (request: ActionRequest) => Promise<void>): Action => ({ role: 'worker', run });

/** What a press has come to, where it was pressed. */
async function answered(request: ActionRequest, course: StudyCourse, extras?: StudyExtras): Promise<void> {
  const { ctx, actor, origin } = request;
  const shown = await shownStudy(ctx, actor, course);
  const reader = readerOf(actor);
  if (origin.kind === 'message') await request.replace(studyMessage(reader, shown, extras));
  else await showModal(request, studyOf(course._id), async () => studyModal(reader, shown, extras));
  await request.refreshHome();
}

/** Opens it from a list; a card is drawn as it is now. */
async function openStudy(request: ActionRequest): Promise<void> {
  const { ctx, value, origin, suffix } = request;
  if (origin.kind === 'message' && suffix === '') return answered(request, await studyCourse(ctx, value));
  await showStudy(request, value);
}

export async function showStudy(request: ActionRequest, id: string): Promise<void> {
  const { ctx, actor } = request;
  const course = await studyCourse(ctx, id);
  await showModal(request, studyOf(id), async () => {
    const shown = await shownStudy(ctx, actor, course);
    const isOwn = shown.stage !== 'new' || (await isMeantFor(ctx, course, actor.user));
    return studyModal(readerOf(actor), isOwn ? shown : { ...shown, stage: 'closed' });
  });
}

/** A list takes the place of the modal that it was opened from: what is opened from it may need a form above. */
async function inPlace(request: ActionRequest, view: () => Promise<ModalView>): Promise<void> {
  await (request.origin.kind === 'modal' ? request.updateModal(await view()) : request.openModal(view));
}

export const studyActions: Record<string, Action> = {
  study: worker(openStudy),
  waiting: worker((request) => {
    const { ctx, actor, value } = request;
    return inPlace(request, async () =>
      studiesModal(readerOf(actor), 'waiting', await pageOfWaiting(ctx, actor, Number(value))),
    );
  }),
  studies: {
    role: 'officer',
    run: (request) => {
      const { ctx, actor, value } = request;
      return inPlace(request, async () => {
        const { found, ...turn } = await pageOfStudies(ctx, actor, Number(value));
        const shown = found.map((one) => studyShown(one, undefined));
        return studiesModal(readerOf(actor), 'studies', { ...turn, found: shown });
      });
    },
  },
  begin: worker(async (request) => answered(request, await beginStudy(request.ctx, request.actor, request.value))),
  finish: worker(async (request) =>
    answered(request, await finishReading(request.ctx, request.actor, request.value), { isTooEarly: true }),
  ),
  studyAnswer: worker(async (request) => {
    const { ctx, actor, value, suffix } = request;
    const [id = '', rev = ''] = unpack(value, 2);
    const done = await answerStudy(ctx, actor, id, Number(rev), Number(suffix));
    await answered(request, done.course, { answered: done.answered });
  }),
  studyEnd: {
    role: 'officer',
    run: async (request) => {
      const { ctx, actor, value } = request;
      const course = await endStudy(ctx, actor, value);
      await showModal(request, value, () => coursePageOf(ctx, actor, course, studyMessages[actor.locale].ended));
    },
  },
};
