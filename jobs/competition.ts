import { z } from 'zod';
import { defineJob } from './define.ts';

/** Looks which competitions are over, what has to be ranked again, and what has not been told; all of it stands in MongoDB. */
export const competitionTick = defineJob({
  name: 'competition.tick',
  payload: z.object({}),
  attempts: 1,
  everyMs: 60_000,
  priority: 15,
});
