import { Redis } from 'ioredis';

/**
 * Makes BullMQ's waiting workers look at their queues again at once, after the clock has moved forward.
 *
 * A worker without work waits in `BZPOPMIN <prefix>:<queue>:marker` for as long as its own clock says that the next
 * delayed job needs, 10 s at most; a marker of score 0 ends the wait and means "look now". The one worker that takes it
 * promotes all jobs that are due by its (moved) clock, and adds a marker for the others.
 * @param queues their names; all queues under the prefix unless told.
 */
export async function wakeQueues(redisUrl: string, prefix: string, queues?: readonly string[]): Promise<void> {
  const redis = new Redis(redisUrl, { maxRetriesPerRequest: 1, disconnectTimeout: 50 });
  redis.on('error', () => {});
  try {
    const names = queues ?? (await findQueues(redis, prefix));
    await Promise.all(names.map((name) => redis.zadd(`${prefix}:${name}:marker`, 0, '0')));
  } finally {
    redis.disconnect();
  }
}

/** The names of the queues that exist under a prefix. */
export async function findQueues(redis: Redis, prefix: string): Promise<string[]> {
  const names = new Set<string>();
  const pattern = `${prefix.replaceAll(/[\\*?[\]]/g, '\\$&')}:*:meta`;
  let cursor = '0';
  do {
    const [next, keys] = await redis.scan(cursor, 'MATCH', pattern, 'COUNT', 500);
    for (const key of keys) names.add(key.slice(prefix.length + 1, -':meta'.length));
    cursor = next;
  } while (cursor !== '0');
  return [...names].sort();
}
