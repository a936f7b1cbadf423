import { z } from 'zod';
import { defineJob } from './define.ts';

/** Tells the people responsible of channels that take no message any more. */
export const sendsTick = defineJob({
  name: 'sends.tick',
  payload: z.object({}),
  attempts: 1,
  everyMs: 60_000,
});
