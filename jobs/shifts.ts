import { z } from 'zod';
import { defineJob } from './define.ts';

/** Counts streaks again after a shift was given other hours. A run goes on where one died. */
export const shiftsFollow = defineJob({
  name: 'shifts.follow',
  payload: z.object({}),
  limitMs: 60 * 60_000,
});

/** Finds changes whose job was lost with Redis. */
export const shiftsTick = defineJob({
  name: 'shifts.tick',
  payload: z.object({}),
  attempts: 1,
  limitMs: 60 * 60_000,
  everyMs: 10 * 60_000,
});
