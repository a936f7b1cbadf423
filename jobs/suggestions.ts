import { z } from 'zod';
import { defineJob } from './define.ts';

/** Looks which clocks of suggestions have run out, and what has not been told yet; all of it stands in MongoDB. */
export const suggestionsTick = defineJob({
  name: 'suggestions.tick',
  payload: z.object({}),
  attempts: 1,
  everyMs: 60_000,
  priority: 15,
});
