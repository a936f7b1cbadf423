import type { Context } from '../context.ts';
import { clock } from '../lib/clock.ts';

/** A limit that all workers share: so many a minute, evenly, and `burst` at once after a rest. */
export interface Bucket {
  name: string;
  perMinute: number;
  burst: number;
}

export type Taken =
  /** `rested[i]`: nothing had been taken from the i-th bucket lately, so that a refusal of Slack's cannot concern it. */
  { isFree: true; rested: boolean[] } | { isFree: false; until: Date; busy: Bucket };

/*
 * GCRA ("virtual scheduling", ITU-T I.371): one number per bucket, the time at which it would be full again if nothing
 * more were taken. All buckets are asked first and taken from only when every one is free, so that a wait costs nothing.
 * The time is Redis's own: workers' clocks need not agree, and moving the programme's clock earns nothing.
 */
const TAKE = `
local time = redis.call('TIME')
local now = time[1] * 1000 + time[2] / 1000
local wait, busy = 0, 0
local full, rested = {}, {}
for i, key in ipairs(KEYS) do
  local pause, burst = tonumber(ARGV[2 * i - 1]), tonumber(ARGV[2 * i])
  local at = tonumber(redis.call('GET', key) or '0')
  rested[i] = at <= now and 1 or 0
  full[i] = math.max(at, now) + pause
  local early = full[i] - pause * burst - now
  if early > wait then wait, busy = early, i end
end
if busy > 0 then return {busy, tostring(wait)} end
for i, key in ipairs(KEYS) do
  redis.call('SET', key, string.format('%.3f', full[i]), 'PX', math.ceil(full[i] - now))
end
return {0, '0', unpack(rested)}`;

const BLOCK = `
local time = redis.call('TIME')
local now = time[1] * 1000 + time[2] / 1000
local full = now + tonumber(ARGV[1])
local at = tonumber(redis.call('GET', KEYS[1]) or '0')
if at < full then redis.call('SET', KEYS[1], string.format('%.3f', full), 'PX', math.ceil(full - now)) end
return 1`;

/** What Slack allows the whole app: "several hundred a minute", as configured. */
export function workspaceBucket(ctx: Context): Bucket {
  const perMinute = ctx.config.SENDS_PER_MINUTE;
  return { name: `workspace-${ctx.workspace}`, perMinute, burst: Math.max(1, Math.floor(perMinute / 25)) };
}

/** One message a second in a channel, a DM being one; short bursts pass. */
export function channelBucket(channel: string): Bucket {
  return { name: `channel-${channel}`, perMinute: 60, burst: 3 };
}

/** Slack's tier 3, of which the reconciler's look-ups are a part. */
export function historyBucket(ctx: Context): Bucket {
  return { name: `history-${ctx.workspace}`, perMinute: 45, burst: 3 };
}

/** Takes one from each bucket, or from none and says when to ask again. */
export async function takeFrom(ctx: Context, buckets: Bucket[]): Promise<Taken> {
  const keys = buckets.map((bucket) => keyOf(ctx, bucket));
  const limits = buckets.flatMap((bucket) => [pauseOf(bucket), bucket.burst]);
  const answer = (await ctx.redis.eval(TAKE, keys.length, ...keys, ...limits)) as [number, string, ...number[]];
  const [which, waitMs, ...rested] = answer;
  const busy = which > 0 ? buckets[which - 1] : undefined;
  if (busy === undefined) return { isFree: true, rested: rested.map((one) => one === 1) };
  return { isFree: false, until: inMs(Number(waitMs)), busy };
}

/** Closes a bucket for a while, as Slack demanded, and opens it without a burst. @returns when it opens */
export async function blockBucket(ctx: Context, bucket: Bucket, ms: number): Promise<Date> {
  await ctx.redis.eval(BLOCK, 1, keyOf(ctx, bucket), ms + pauseOf(bucket) * (bucket.burst - 1));
  return inMs(ms);
}

function pauseOf(bucket: Bucket): number {
  return 60_000 / bucket.perMinute;
}

/** Under the queues' prefix, whose braces keep all keys of a script on one node of a cluster. */
function keyOf(ctx: Context, bucket: Bucket): string {
  return `${ctx.config.QUEUE_PREFIX}:bucket:${bucket.name}`;
}

function inMs(ms: number): Date {
  return new Date(clock.now().getTime() + Math.max(1, Math.ceil(ms)));
}
