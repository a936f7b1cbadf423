import { z } from 'zod';
import { defineJob } from './define.ts';

/** Finishes what a process that died has left between a thanks and those who are to hear of it. */
export const thanksTick = defineJob({
  name: 'thanks.tick',
  payload: z.object({}),
  attempts: 1,
  everyMs: 60_000,
  priority: 12,
  limitMs: 5 * 60_000,
});
