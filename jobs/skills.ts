import { z } from 'zod';
import { defineJob } from './define.ts';

/**
 * Looks what is due of skill contests: start numbers, panels, notices, offers of seats, the end of appeals, certificates, what was not
 * told. All of it stands in MongoDB, so that nothing is lost with Redis.
 */
export const skillsTick = defineJob({
  name: 'skills.tick',
  payload: z.object({}),
  attempts: 1,
  everyMs: 60_000,
  priority: 12,
  limitMs: 10 * 60_000,
});

/** Passes seats on whose offer is over, at that moment; the tick finds what is lost with Redis. */
export const skillsExpire = defineJob({
  name: 'skills.expire',
  payload: z.object({ session: z.string().min(1) }),
  priority: 8,
});
