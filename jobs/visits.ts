import { z } from 'zod';
import { defineJob } from './define.ts';

/** Looks which clocks of findings have run out, which discussions are over, and what has not been told; all of it stands in MongoDB. */
export const visitsTick = defineJob({
  name: 'visits.tick',
  payload: z.object({}),
  attempts: 1,
  everyMs: 60_000,
  priority: 15,
});
