import { z } from 'zod';
import { defineJob } from './define.ts';

/** Puts confirmed imports that were lost with Redis, or with the process that took them, into the queue again. */
export const importsTick = defineJob({
  name: 'imports.tick',
  payload: z.object({}),
  attempts: 1,
  everyMs: 60_000,
  priority: 12,
});

/** Takes a confirmed import and tells the person who confirmed it. Running it again completes it. */
export const importsRun = defineJob({
  name: 'imports.run',
  payload: z.object({ id: z.string().min(1) }),
  priority: 30,
  limitMs: 10 * 60_000,
});
