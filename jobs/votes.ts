import { z } from 'zod';
import { defineJob } from './define.ts';

/** Opens, reminds, closes and counts the votes that are due. All of it stands in MongoDB, so that nothing is lost with Redis. */
export const votesTick = defineJob({
  name: 'votes.tick',
  payload: z.object({}),
  attempts: 1,
  everyMs: 60_000,
  priority: 12,
  limitMs: 10 * 60_000,
});
