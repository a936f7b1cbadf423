import { z } from 'zod';
import { defineJob } from './define.ts';

const LONG_MS = 10 * 60_000;

/**
 * Looks what is due of training sessions: offers, reminders, the end of attendance, on Monday the week's digest; all of it stands
 * in MongoDB. A digest of a Monday in which nothing ran is planned as soon as something runs, as long as it is Monday where the
 * person is; what has not arrived by then, and people who are off duty all Monday get none.
 */
export const trainingTick = defineJob({
  name: 'training.tick',
  payload: z.object({}),
  attempts: 1,
  everyMs: 60_000,
  priority: 12,
  limitMs: LONG_MS,
});

/** Makes a course's sessions, seats the people who must come, and plans the notices. Running it again completes it. */
export const trainingPublish = defineJob({
  name: 'training.publish',
  payload: z.object({ course: z.string().min(1) }),
  priority: 20,
  limitMs: LONG_MS,
});

/** Passes seats on whose offer is over, at that moment; the tick finds what is lost with Redis. Running it again passes on nothing more. */
export const trainingExpire = defineJob({
  name: 'training.expire',
  payload: z.object({ session: z.string().min(1) }),
  priority: 8,
});

/** Draws a trainer's open screen again: the code of the minute, and who has come. It ends with the screen. */
export const trainingScreen = defineJob({
  name: 'training.screen',
  payload: z.object({ session: z.string().min(1), user: z.string().min(1), screen: z.string().min(1) }),
  priority: 5,
});
