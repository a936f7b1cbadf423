import type { Context } from '../src/context.ts';
import { showCount } from '../src/features/quiz/card/service/channel-count.ts';
import { regrade } from '../src/features/quiz/reports/service/regrade.ts';
import { drawRun } from '../src/features/quiz/run/service/draw.ts';
import { lock, nudge, tick } from '../src/features/quiz/service/run.ts';
import { type JobOutcome, type JobWorker, workerFor } from './define.ts';
import { quizCount, quizDraw, quizLock, quizNudge, quizRegrade, quizTick } from './quiz.ts';

const DONE: JobOutcome = { done: true };

export const quizWorkers: JobWorker<Context>[] = [
  workerFor(quizTick, async (ctx) => {
    await tick(ctx);
    return DONE;
  }),
  workerFor(quizDraw, async (ctx, { run }) => {
    const drawn = await drawRun(ctx, run);
    return 'skipped' in drawn ? drawn : DONE;
  }),
  workerFor(quizNudge, async (ctx, { run }) => {
    await nudge(ctx, run);
    return DONE;
  }),
  workerFor(quizLock, async (ctx, { run }) => {
    await lock(ctx, run);
    return DONE;
  }),
  workerFor(quizRegrade, async (ctx, { question, version }) => {
    await regrade(ctx, question, version);
    return DONE;
  }),
  workerFor(quizCount, async (ctx, { run }) => {
    await showCount(ctx, run);
    return DONE;
  }),
];
