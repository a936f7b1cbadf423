import { Redis } from 'ioredis';

export type { Redis };

/**
 * A connection to Redis. Commands wait at most five seconds for a lost server and then fail, so that nobody
 * who clicked waits for ever.
 * @param url `redis://host:port`, `rediss://…` or `unix:///path/to.sock`.
 */
export function connectRedis(url: string): Redis {
  return open(url, { maxRetriesPerRequest: 2, commandTimeout: 5_000 });
}

/** A connection for BullMQ's workers, which block and must wait for a lost server as long as it takes. */
export function connectBlockingRedis(url: string): Redis {
  return open(url, { maxRetriesPerRequest: null });
}

function open(url: string, options: { maxRetriesPerRequest: number | null; commandTimeout?: number }): Redis {
  const retryStrategy = (attempt: number) => Math.min(attempt * 100, 2_000);
  const path = url.startsWith('unix://') ? url.slice('unix://'.length) : undefined;
  return path === undefined
    ? new Redis(url, { ...options, retryStrategy })
    : new Redis({ path, ...options, retryStrategy });
}
