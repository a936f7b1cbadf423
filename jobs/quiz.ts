import { z } from 'zod';
import { defineJob } from './define.ts';

const runOnly = z.object({ run: z.string().min(1) });

/** What goes through all members of a company of 20,000. */
const LONG_MS = 10 * 60_000;

/**
 * Looks what is due: runs to draw, nudges, locks, digests. It derives all of it from MongoDB, so that a lost
 * Redis or a night without a worker loses nothing; what is past its lock by then is skipped.
 */
export const quizTick = defineJob({
  name: 'quiz.tick',
  payload: z.object({}),
  attempts: 1,
  everyMs: 60_000,
  priority: 10,
});

/** Draws the cards of a run and plans their delivery. Running it again completes it. */
export const quizDraw = defineJob({ name: 'quiz.draw', payload: runOnly, priority: 20, limitMs: LONG_MS });

/** Reminds those of a run who have not answered, once. */
export const quizNudge = defineJob({ name: 'quiz.nudge', payload: runOnly, priority: 40, limitMs: LONG_MS });

/** Counts what was chosen and not confirmed, and closes the run. */
export const quizLock = defineJob({ name: 'quiz.lock', payload: runOnly, priority: 30, limitMs: LONG_MS });

/** Re-grades all answers to a question whose key was corrected. */
export const quizRegrade = defineJob({
  name: 'quiz.regrade',
  payload: z.object({ question: z.string().min(1), version: z.number().int() }),
  priority: 50,
  limitMs: LONG_MS,
});

/** Shows on a channel's card how many have answered. */
export const quizCount = defineJob({ name: 'quiz.count', payload: runOnly, priority: 60 });
