import { z } from 'zod';
import { defineJob } from './define.ts';

/**
 * Looks what is due of pairs: check-ins, months without a sign, the end of terms, people who have left, credit, what was not told.
 * All of it stands in MongoDB, so that nothing is lost with Redis.
 */
export const mentoringTick = defineJob({
  name: 'mentoring.tick',
  payload: z.object({}),
  attempts: 1,
  everyMs: 60_000,
  priority: 12,
  limitMs: 10 * 60_000,
});
