import { updateLiveView } from '../src/bot/draw/live-view.ts';
import type { Context } from '../src/context.ts';
import { liveScreen } from '../src/features/training/attendance/service/screen.ts';
import { rollModal } from '../src/features/training/attendance/views.ts';
import { openCourse } from '../src/features/training/course/service/open-course.ts';
import { expireOffers } from '../src/features/training/seats/service/seats.ts';
import { tick } from '../src/features/training/service/tick.ts';
import { readerOf } from '../src/features/training/session/service/present.ts';
import { type JobWorker, workerFor } from './define.ts';
import { trainingExpire, trainingPublish, trainingScreen, trainingTick } from './training.ts';

export const trainingWorkers: JobWorker<Context>[] = [
  workerFor(trainingTick, async (ctx) => {
    await tick(ctx);
    return { done: true };
  }),
  workerFor(trainingPublish, async (ctx, { course }) => {
    const opened = await openCourse(ctx, course);
    return 'skipped' in opened ? opened : { done: true };
  }),
  workerFor(trainingExpire, async (ctx, { session }) =>
    (await expireOffers(ctx, session)) ? { done: true } : { skipped: 'no offer is over' },
  ),
  workerFor(trainingScreen, async (ctx, { session, user, screen }) => {
    const live = await liveScreen(ctx, user, session);
    if (live === undefined) return { skipped: 'nothing more to show' };
    const view = { ...rollModal(readerOf(live.actor), live.screen), external_id: screen };
    return (await updateLiveView(ctx, view)) ? { again: live.next } : { skipped: 'closed' };
  }),
];
