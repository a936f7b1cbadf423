import type { Action } from '../../../bot/feature.ts';
import type { ActionRequest } from '../../../bot/request.ts';
import { unpack } from '../../../bot/text/command-text.ts';
import { courseMessage, datesOfCourse } from '../course/views.ts';
import type { Session } from '../model.ts';
import { pageOf, showModal } from '../pages/show.ts';
import { showDates } from '../seats/actions.ts';
import { readerOf, shownOf } from '../session/service/present.ts';
import { comingFor, presentSession } from '../session/service/sessions.ts';
import { showStudy } from '../study/actions.ts';
import { findStudy } from '../study/service/study.ts';

/** Leads to the course that has to come first; where that is done by now, what asked for it is drawn anew. */
async function lookAtFirst(request: ActionRequest): Promise<void> {
  const { ctx, actor, value } = request;
  const [first = '', id = ''] = unpack(value, 2);
  const session = await presentSession(ctx, id);
  const [shown] = await shownOf(ctx, actor, [session]);
  const isMissing = shown?.ofCourse.missing.some((one) => one.what === 'course' && one.course === first);
  if (isMissing !== true) return drawAnew(request, session);
  if ((await findStudy(ctx, first)) !== undefined) return showStudy(request, first);
  return showDates(request, first);
}

async function drawAnew(request: ActionRequest, session: Session): Promise<void> {
  const { ctx, actor, origin } = request;
  const { _id: id, course } = session;
  if (origin.kind === 'message')
    return request.replace(
      courseMessage(readerOf(actor), await shownOf(ctx, actor, await comingFor(ctx, actor, course))),
    );
  if (origin.kind === 'modal' && origin.metadata === datesOfCourse(course)) return showDates(request, course);
  await showModal(request, id, () => pageOf(ctx, actor, session));
}

export const beforeActions: Record<string, Action> = { before: { role: 'worker', run: lookAtFirst } };
