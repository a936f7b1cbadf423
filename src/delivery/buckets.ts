import type { Context } from '../context.ts';
import { clock } from '../lib/clock.ts';
import { redisScript } from '../lib/stores/redis-script.ts';

/** A limit that all workers share: so many a minute, evenly, and `burst` at once after a rest. */
export interface Bucket {
  name: string;
  perMinute: number;
  burst: number;
  /** Slack does not say how much it allows: every refusal lowers the pace, which then climbs back to `perMinute`. */
  isLearnt?: boolean;
  /** How long before its turn one may be taken; who gets it waits that long. */
  leadMs?: number;
}

/** What a refusal leaves of the pace, the least it leaves, and what comes back in a minute: parts of `perMinute`. */
const AFTER_REFUSAL = 0.8;
const LEAST = 0.1;
const REGAINED_PER_MINUTE = 0.02;

export type Taken =
  /**
   * The turn is in `waitMs` of real time, 0 where nobody was ahead.
   * `rested[i]`: nothing had been taken from the i-th bucket lately, so that a refusal of Slack's cannot concern it.
   */
  { isFree: true; waitMs: number; rested: boolean[] } | { isFree: false; until: Date; busy: Bucket };

/*
 * GCRA ("virtual scheduling", ITU-T I.371): one number per bucket, the time at which it would be full again if nothing
 * more were taken. All buckets are asked first and taken from only when every one is free, so that a wait costs
 * nothing. A caller that comes no more than the bucket's lead too early takes the turn that will be free then; an
 * earlier one is told to come back when half of the lead is free again, so that waiting callers do not ask for each
 * turn again. The time is Redis's own: workers' clocks need not agree, and moving the programme's clock earns nothing.
 * A bucket has two keys: that time, and the pace as the last refusal left it.
 */
const NOW = `
local time = redis.call('TIME')
local now = time[1] * 1000 + time[2] / 1000
local function partOf(key)
  local known = redis.call('HMGET', key, 'part', 'at')
  if not known[1] then return 1 end
  return math.min(1, known[1] + math.max(0, now - known[2]) * ${REGAINED_PER_MINUTE / 60_000})
end`;

const take = redisScript(`${NOW}
local wait, back, busy = 0, 0, 0
local full, rested = {}, {}
for i = 1, #KEYS / 2 do
  local key = KEYS[2 * i - 1]
  local pause = tonumber(ARGV[3 * i - 2]) / partOf(KEYS[2 * i])
  local burst, lead = tonumber(ARGV[3 * i - 1]), tonumber(ARGV[3 * i])
  local at = tonumber(redis.call('GET', key) or '0')
  rested[i] = at <= now and 1 or 0
  full[i] = math.max(at, now) + pause
  local early = full[i] - pause * burst - now
  wait = math.max(wait, early)
  if early > lead and early - lead / 2 > back then back, busy = early - lead / 2, i end
end
if busy > 0 then return {busy, tostring(back)} end
for i = 1, #full do
  redis.call('SET', KEYS[2 * i - 1], string.format('%.3f', full[i]), 'PX', math.max(1, math.ceil(full[i] - now)))
end
return {0, tostring(wait), unpack(rested)}`);

/** Several calls that were under way together are refused together: they lower the pace once. */
const block = redisScript(`${NOW}
local ms, pause, burst, learns = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3]), ARGV[4] == '1'
if learns then
  local at = tonumber(redis.call('HGET', KEYS[2], 'at') or '0')
  if at <= now then
    local part = math.max(${LEAST}, partOf(KEYS[2]) * ${AFTER_REFUSAL})
    redis.call('HSET', KEYS[2], 'part', part, 'at', now + ms)
    redis.call('PEXPIRE', KEYS[2], math.ceil(ms + (1 - part) / ${REGAINED_PER_MINUTE / 60_000}))
  end
end
local full = now + ms + pause / partOf(KEYS[2]) * (burst - 1)
local was = tonumber(redis.call('GET', KEYS[1]) or '0')
if was < full then redis.call('SET', KEYS[1], string.format('%.3f', full), 'PX', math.max(1, math.ceil(full - now))) end
return tostring(partOf(KEYS[2]))`);

const readClosed = redisScript(`${NOW}
return tostring((redis.call('HGET', KEYS[1], 'at') or 0) - now)`);

const readPace = redisScript(`${NOW}
return tostring(partOf(KEYS[1]))`);

/**
 * What Slack allows the whole app: "several hundred a minute"; at most as configured, less where Slack refuses. After a
 * rest no more than a second's at once: the calls of a moment may reach Slack in less time than they were meant to.
 * Turns are taken a second ahead, so that a message is drawn when its turn comes.
 */
export function workspaceBucket(ctx: Context): Bucket {
  const perMinute = ctx.config.SENDS_PER_MINUTE;
  return {
    name: `workspace-${ctx.workspace}`,
    perMinute,
    burst: Math.max(1, Math.floor(perMinute / 60)),
    isLearnt: true,
    leadMs: 1_000,
  };
}

/** One message a second in a channel, a DM being one; short bursts pass. */
export function channelBucket(channel: string): Bucket {
  return { name: `channel-${channel}`, perMinute: 60, burst: 3 };
}

/** Slack's tier 3: more than 50 calls a minute of each method. Where it allows fewer, that is learnt. */
export function methodBucket(ctx: Context, method: 'conversations.history' | 'chat.update' | 'chat.delete'): Bucket {
  return { name: `${method}-${ctx.workspace}`, perMinute: 50, burst: 3, isLearnt: true };
}

/** Takes one from each bucket, or from none and says when to ask again. */
export async function takeFrom(ctx: Context, buckets: Bucket[]): Promise<Taken> {
  const keys = buckets.flatMap((bucket) => keysOf(ctx, bucket));
  const limits = buckets.flatMap((bucket) => [pauseOf(bucket), bucket.burst, bucket.leadMs ?? 0]);
  const answer = (await take(ctx.redis, keys, limits)) as [number, string, ...number[]];
  const [which, waitMs, ...rested] = answer;
  const busy = which > 0 ? buckets[which - 1] : undefined;
  if (busy === undefined) return { isFree: true, waitMs: Number(waitMs), rested: rested.map((one) => one === 1) };
  return { isFree: false, until: inMs(Number(waitMs)), busy };
}

/**
 * Closes a bucket for a while, as Slack demanded, and opens it without a burst.
 * @returns when it opens, and how many a minute pass from then on
 */
export async function blockBucket(
  ctx: Context,
  bucket: Bucket,
  ms: number,
): Promise<{ until: Date; perMinute: number }> {
  const { perMinute, burst, isLearnt } = bucket;
  const keys = keysOf(ctx, bucket);
  const part = await block(ctx.redis, keys, [ms, pauseOf(bucket), burst, isLearnt ? '1' : '0']);
  return { until: inMs(ms), perMinute: Math.round(perMinute * Number(part)) };
}

/** Until when a refusal of Slack's has closed a bucket whose pace is learnt; undefined when it is open. */
export async function closedUntil(ctx: Context, bucket: Bucket): Promise<Date | undefined> {
  const [, pace] = keysOf(ctx, bucket);
  const ms = Number(await readClosed(ctx.redis, [pace]));
  return ms > 0 ? inMs(ms) : undefined;
}

/** How many a minute pass now: as configured, less where Slack has refused lately. */
export async function paceOf(ctx: Context, bucket: Bucket): Promise<number> {
  const [, pace] = keysOf(ctx, bucket);
  return bucket.perMinute * Number(await readPace(ctx.redis, [pace]));
}

function pauseOf(bucket: Bucket): number {
  return 60_000 / bucket.perMinute;
}

/** Under the queues' prefix, whose braces keep all keys of a script on one node of a cluster. */
function keysOf(ctx: Context, bucket: Bucket): [string, string] {
  const key = `${ctx.config.QUEUE_PREFIX}:bucket:${bucket.name}`;
  return [key, `${key}:pace`];
}

function inMs(ms: number): Date {
  return new Date(clock.now().getTime() + Math.max(1, Math.ceil(ms)));
}
