import { z } from 'zod';
import { defineJob } from './define.ts';

/**
 * Looks what is due of clubs and their events: offers, reminders, the end of attendance, chairs who have left, what was not told.
 * All of it stands in MongoDB, so that nothing is lost with Redis.
 */
export const clubsTick = defineJob({
  name: 'clubs.tick',
  payload: z.object({}),
  attempts: 1,
  everyMs: 60_000,
  priority: 12,
  limitMs: 10 * 60_000,
});

/** Plans who is told of an event. Running it again completes it. */
export const clubsInvite = defineJob({
  name: 'clubs.invite',
  payload: z.object({ event: z.string().min(1) }),
  priority: 20,
  limitMs: 10 * 60_000,
});

/** Passes seats on whose offer is over, at that moment; the tick finds what is lost with Redis. */
export const clubsExpire = defineJob({
  name: 'clubs.expire',
  payload: z.object({ session: z.string().min(1) }),
  priority: 8,
});

/** Draws the open screen of a roll again: the code of the minute, and who has come. It ends with the screen. */
export const clubsScreen = defineJob({
  name: 'clubs.screen',
  payload: z.object({ session: z.string().min(1), user: z.string().min(1), screen: z.string().min(1) }),
  priority: 5,
});
