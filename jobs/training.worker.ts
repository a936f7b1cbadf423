import type { Context } from '../src/context.ts';
import { trainerScreens } from '../src/features/training/attendance/service/screen.ts';
import { openCourse } from '../src/features/training/course/service/open-course.ts';
import { expireOffers } from '../src/features/training/seats/service/seats.ts';
import { tick } from '../src/features/training/service/tick.ts';
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
  workerFor(trainingScreen, trainerScreens.redraw),
];
