import { z } from 'zod';
import { defineJob } from './define.ts';

const LONG_MS = 10 * 60_000;

/** Looks what is due of training sessions: offers, reminders, the end of attendance; all of it stands in MongoDB. */
export const trainingTick = defineJob({
  name: 'training.tick',
  payload: z.object({}),
  attempts: 1,
  everyMs: 60_000,
  priority: 12,
  limitMs: LONG_MS,
});

/** Makes a course's sessions, seats whoever must come, and plans the notices. Running it again completes it. */
export const trainingPublish = defineJob({
  name: 'training.publish',
  payload: z.object({ course: z.string().min(1) }),
  priority: 20,
  limitMs: LONG_MS,
});

/** Draws a trainer's open screen anew: the code of the minute, and who has come. It ends with the screen. */
export const trainingScreen = defineJob({
  name: 'training.screen',
  payload: z.object({ session: z.string().min(1), user: z.string().min(1), screen: z.string().min(1) }),
  priority: 5,
});

/**
 * Plans the digests of the week where it is Monday. How far it came stands in MongoDB. After a Monday on which nothing ran until
 * the afternoon they come late, in what is left of it; after one on which nothing ran at all, not any more: on a Tuesday the
 * reminders have begun, and a digest would say what is half over.
 */
export const trainingWeek = defineJob({
  name: 'training.week',
  payload: z.object({}),
  attempts: 1,
  everyMs: 10 * 60_000,
  priority: 40,
  limitMs: LONG_MS,
});

/** Makes drafts of the sessions in a file that an officer sent, and publishes them if that was asked. Again, it completes it. */
export const trainingImport = defineJob({
  name: 'training.import',
  payload: z.object({ file: z.string().min(1), user: z.string().min(1), isPublished: z.boolean() }),
  priority: 30,
  limitMs: LONG_MS,
});
