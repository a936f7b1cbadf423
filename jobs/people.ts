import { z } from 'zod';
import { defineJob } from './define.ts';

/** Reads Slack's list of people once a day: what an event did not tell is made good. */
export const peopleSync = defineJob({
  name: 'people.sync',
  payload: z.object({}),
  limitMs: 30 * 60_000,
  everyMs: 24 * 3_600_000,
});

/**
 * Ends a change of the roster that a killed process had begun, and makes what people are searched by, where it is missing or of older rules: a release that searches otherwise finds its
 * keys within minutes of its start, for a scheduler that is new runs at once.
 */
export const peopleIndex = defineJob({
  name: 'people.index',
  payload: z.object({}),
  limitMs: 10 * 60_000,
  everyMs: 3_600_000,
});
