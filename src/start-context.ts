import { WebClient } from '@slack/web-api';
import { createEnqueue } from '../jobs/enqueue.ts';
import { slackLogger } from './bot/slack/logger.ts';
import type { Config } from './config.ts';
import type { Context } from './context.ts';
import { createLogger } from './lib/log.ts';
import { pooledFetch } from './lib/pooled-fetch.ts';
import { connectMongo } from './lib/stores/mongo.ts';
import { connectRedis } from './lib/stores/redis.ts';

export interface OpenContext {
  ctx: Context;
  /** Ends the connections; who uses them must have ended before. */
  close(): Promise<void>;
}

/**
 * Opens the connections of a process: MongoDB, Redis and Slack, each tried once, so that a process that starts is
 * one that can work.
 * @param process which process it is, for the log.
 * @param isHasty writes do not wait for MongoDB's journal; see `connectMongo`.
 * @throws what the first unreachable service says.
 */
export async function openContext(
  config: Config,
  process: 'bot' | 'worker' | 'cli',
  isHasty = false,
): Promise<OpenContext> {
  const log = createLogger(config.LOG_LEVEL, process);
  const slack = new WebClient(config.SLACK_BOT_TOKEN, {
    slackApiUrl: config.SLACK_API_URL,
    fetch: pooledFetch(),
    logger: slackLogger(log),
    rejectRateLimitedCalls: true,
    // Repeated by nobody but delivery: a second chat.postMessage after a cut connection may be a second message.
    retryConfig: { retries: 0 },
    timeout: 10_000,
  });
  const [db, identity] = await Promise.all([connectMongo(config.MONGODB_URI, undefined, isHasty), slack.auth.test()]);
  const redis = connectRedis(config.REDIS_URL);
  redis.on('error', (error) => log.warn({ err: error }, 'Redis is away'));
  const jobs = createEnqueue(connectRedis(config.REDIS_URL), config.QUEUE_PREFIX);
  const ctx: Context = {
    config,
    log,
    db,
    redis,
    slack,
    workspace: identity.team_id ?? '',
    botUser: identity.user_id ?? '',
    enqueue: jobs.enqueue,
    enqueueMany: jobs.enqueueMany,
  };
  return {
    ctx,
    close: async () => {
      await jobs.close();
      redis.disconnect();
      await db.close();
    },
  };
}
