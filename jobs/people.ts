import { z } from 'zod';
import { defineJob } from './define.ts';

/** Reads Slack's list of people once a day: what an event did not tell is made good. */
export const peopleSync = defineJob({
  name: 'people.sync',
  payload: z.object({}),
  limitMs: 30 * 60_000,
  everyMs: 24 * 3_600_000,
});
