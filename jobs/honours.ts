import { z } from 'zod';
import { defineJob } from './define.ts';

/**
 * Looks what is due of honours: phases, dossiers, panels, objections, the end of terms, what was not told. All of it stands in MongoDB,
 * so that nothing is lost with Redis.
 */
export const honoursTick = defineJob({
  name: 'honours.tick',
  payload: z.object({}),
  attempts: 1,
  everyMs: 60_000,
  priority: 12,
  limitMs: 10 * 60_000,
});
