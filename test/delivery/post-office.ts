import { WebClient } from '@slack/web-api';
import { pino } from 'pino';
import { inject, vi } from 'vitest';
import { createEnqueue, type JobQueues } from '../../jobs/enqueue.ts';
import type { WorkspaceState } from '../../playground/protocol.ts';
import { type Playground, startPlayground } from '../../playground/server/playground.ts';
import { readConfig } from '../../src/config.ts';
import type { Context } from '../../src/context.ts';
import { type Delivery, deliveries, prepareDelivery } from '../../src/delivery/model.ts';
import { type PlannedNotice, plan } from '../../src/delivery/plan.ts';
import { clock } from '../../src/lib/clock.ts';
import { newId } from '../../src/lib/ids.ts';
import { connectMongo } from '../../src/lib/stores/mongo.ts';
import { connectRedis } from '../../src/lib/stores/redis.ts';

/** 陈小梅 of the demo company, on her day shift. */
export const READER = 'U0QH1003';
export const CHANNEL = 'C0SAFETY';

/** Wednesday, 10:00 in Shanghai: everybody is at work. */
export const WORKING_HOUR = new Date('2026-11-18T02:00:00Z');

export interface PostOffice {
  ctx: Context;
  queues: JobQueues;
  playground: Playground;
  /** Freezes the clock. */
  setTime(at: Date): void;
  /** Moves the frozen clock on. */
  pass(ms: number): void;
  /** Orders the workspace to misbehave. */
  fault(order: Record<string, unknown>): Promise<void>;
  /** Plans one notice for someone and gives its record. */
  planOne(notice?: Partial<PlannedNotice>): Promise<Delivery>;
  read(id: string): Promise<Delivery>;
  /** The texts of the bot that this person sees. */
  posted(as?: string): Promise<string[]>;
  /** Lets the buckets rest, as time does. */
  restBuckets(): Promise<void>;
  close(): Promise<void>;
}

/** A context on real services with names of its own, and a Slack workspace beside it. */
export async function openPostOffice(env: Record<string, string> = {}): Promise<PostOffice> {
  let now = WORKING_HOUR;
  const spy = vi.spyOn(clock, 'now').mockImplementation(() => new Date(now));
  const playground = await startPlayground({ now: () => clock.now().getTime(), limits: false });
  const config = readConfig({
    SLACK_BOT_TOKEN: playground.botToken,
    SLACK_SIGNING_SECRET: playground.signingSecret,
    SLACK_API_URL: playground.apiUrl,
    MONGODB_URI: inject('mongoUri'),
    REDIS_URL: inject('redisUrl'),
    QUEUE_PREFIX: `{${newId()}}`,
    SENDS_PER_MINUTE: '100000',
    ...env,
  });
  const db = await connectMongo(config.MONGODB_URI, `delivery-${newId()}`);
  const redis = connectRedis(config.REDIS_URL);
  const queues = createEnqueue(connectRedis(config.REDIS_URL), config.QUEUE_PREFIX);
  const slack = new WebClient(config.SLACK_BOT_TOKEN, {
    slackApiUrl: config.SLACK_API_URL,
    rejectRateLimitedCalls: true,
    retryConfig: { retries: 0 },
    timeout: 1_000,
    logger: quiet,
  });
  const ctx: Context = {
    config,
    log: pino({ level: 'silent' }),
    db,
    redis,
    slack,
    workspace: playground.teamId,
    botUser: playground.botUserId,
    enqueue: queues.enqueue,
    enqueueMany: queues.enqueueMany,
  };
  await prepareDelivery(ctx);
  const read = async (id: string): Promise<Delivery> => {
    const found = await deliveries(ctx).findById(id).lean();
    if (found === null) throw new Error(`no delivery ${id}`);
    return found;
  };
  return {
    ctx,
    queues,
    playground,
    read,
    setTime: (at) => {
      now = at;
    },
    pass: (ms) => {
      now = new Date(now.getTime() + ms);
    },
    fault: async (order) => {
      const headers = { 'content-type': 'application/json' };
      await fetch(`${playground.url}/play/faults`, { method: 'POST', headers, body: JSON.stringify(order) });
    },
    planOne: async (notice = {}) => {
      const wanted: PlannedNotice = { ...someNotice(), ...notice };
      await plan(ctx, [wanted]);
      const found = await deliveries(ctx).findOne({ notice: wanted.notice, recipient: wanted.recipient }).lean();
      if (found === null) throw new Error('it was not planned');
      return found;
    },
    posted: async (as = READER) => {
      const answer = await fetch(`${playground.url}/play/state?as=${as}`);
      const { messages } = (await answer.json()) as WorkspaceState;
      const mine = Object.values(messages)
        .flat()
        .filter((one) => one.user === playground.botUserId);
      return mine.map((one) => one.text);
    },
    restBuckets: async () => {
      const keys = await redis.keys(`${config.QUEUE_PREFIX}:bucket:*`);
      if (keys.length > 0) await redis.del(...keys);
    },
    close: async () => {
      spy.mockRestore();
      await queues.queue('clockwork').obliterate({ force: true });
      await queues.queue('delivery').obliterate({ force: true });
      await queues.queue('changes').obliterate({ force: true });
      await queues.close();
      await db.dropDatabase();
      await db.close();
      redis.disconnect();
      await playground.close();
    },
  };
}

/** A notice of its own for a member of the demo company. */
export function someNotice(): PlannedNotice {
  const params = { run: newId() };
  return { notice: `quiz.card-${params.run}`, kind: 'quiz.card', recipient: READER, to: 'member', params };
}

const nothing = (): void => undefined;
const quiet = {
  debug: nothing,
  info: nothing,
  warn: nothing,
  error: nothing,
  setLevel: nothing,
  getLevel: () => 'error' as never,
  setName: nothing,
};
