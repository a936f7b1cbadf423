import type { Questions } from '../src/bot/question-sources.ts';
import type { Context } from '../src/context.ts';
import { tick } from '../src/features/mentoring/service/tick.ts';
import { type JobWorker, workerFor } from './define.ts';
import { mentoringTick } from './mentoring.ts';

/** @param questions the banks of all features, and what is still known of them */
export const mentoringWorkers = (questions: Questions): JobWorker<Context>[] => [
  workerFor(mentoringTick, async (ctx) => {
    await tick(ctx, questions);
    return { done: true };
  }),
];
