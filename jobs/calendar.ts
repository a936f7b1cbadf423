import { z } from 'zod';
import { defineJob } from './define.ts';

/** Does what follows from changes of the calendar: streaks of days that are over, clocks that run. A run goes on where one died. */
export const calendarFollow = defineJob({
  name: 'calendar.follow',
  payload: z.object({}),
  limitMs: 60 * 60_000,
});

/** Finds changes of the calendar and of leave that nobody has followed to their end, and tells administrators of a year whose notice is not in. */
export const calendarTick = defineJob({
  name: 'calendar.tick',
  payload: z.object({}),
  attempts: 1,
  limitMs: 60 * 60_000,
  everyMs: 10 * 60_000,
});
