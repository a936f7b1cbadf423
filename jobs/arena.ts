import { z } from 'zod';
import { defineJob } from './define.ts';

/**
 * Looks what is due in the arena: draws, matches whose time is over, notices, what was not told. All of it stands in MongoDB, so that
 * nothing is lost with Redis.
 */
export const arenaTick = defineJob({
  name: 'arena.tick',
  payload: z.object({}),
  attempts: 1,
  everyMs: 60_000,
  priority: 12,
  limitMs: 10 * 60_000,
});

/** Decides the matches of a contest whose last papers have come in, one for all of a second; the tick finds what is lost with Redis. */
export const arenaEnd = defineJob({
  name: 'arena.end',
  payload: z.object({ contest: z.string().min(1) }),
  priority: 8,
});
