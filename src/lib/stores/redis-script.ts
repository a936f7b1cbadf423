import { createHash } from 'node:crypto';
import type { Redis } from './redis.ts';

/** Runs a script on its keys, all in one slot of a cluster. */
export type RedisScript = (
  redis: Redis,
  keys: readonly string[],
  args?: readonly (string | number)[],
) => Promise<unknown>;

/**
 * A Lua script that Redis is told by its hash, and by its text only where it does not know it (any more).
 * @throws Redis's error
 */
export function redisScript(lua: string): RedisScript {
  const hash = createHash('sha1').update(lua).digest('hex');
  return async (redis, keys, args = []) => {
    try {
      return await redis.evalsha(hash, keys.length, ...keys, ...args);
    } catch (error) {
      if (!(error instanceof Error) || !error.message.startsWith('NOSCRIPT')) throw error;
      return redis.eval(lua, keys.length, ...keys, ...args);
    }
  };
}
