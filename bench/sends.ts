import { setTimeout as sleep } from 'node:timers/promises';
import type { Context } from '../src/context.ts';
import { deliveries } from '../src/delivery/model.ts';
import { plan } from '../src/delivery/plan.ts';
import { cards } from '../src/features/quiz/model.ts';
import type { Bed } from './bed.ts';
import { type Program, startReady } from './children.ts';
import { addBank, addCards, addMembers } from './company.ts';
import { median, quantile, send, signedClick, targetAt } from './load.ts';
import { residentMb } from './resident.ts';
import type { StubReport } from './slack-stub.ts';

const QUESTIONS = 100;
const NO_LIMIT = '1000000000';
export const WINDOWS_PER_MINUTE = 6;
const DRAIN_MS = 300_000;
const CLICKS_PER_SECOND = 20;

export interface SendSizes {
  rounds: number;
  /** Sends of one round without a limit. */
  each: number;
  /** Sends under a limit of so many a minute. */
  limited: { count: number; perMinute: number };
  /** Sends that wait while the worker's memory is read. */
  waiting: number;
  /** Clicks while a send runs at the house's own limit. */
  clicks: number;
  /** The recipients of that send. */
  bigSend: number;
  /** Writes CPU profiles of the worker without a limit into this folder. */
  profile?: string | undefined;
}

export interface SendRates {
  ours: number;
  bare: number;
  ratio: number;
  /** Sends a minute in the steady state, as a part of those allowed, and Slack's refusals meanwhile. */
  limitedShare: number;
  refused: number;
  /** How much the worker grows by the sends that wait, MB. */
  grownMb: number;
  /** From a click to its answer at `response_url` while a big send runs, ms. */
  click: { p50: number; p99: number };
  /** MongoDB commands per send, by name and collection. */
  commands: Record<string, number>;
}

export async function measureSends(bed: Bed, sizes: SendSizes): Promise<SendRates> {
  const { ctx } = await bed.open('sends');
  await addMembers(ctx, Math.max(sizes.each, sizes.limited.count, sizes.bigSend));
  await addBank(ctx, QUESTIONS);
  const rounds: { ours: number; bare: number }[] = [];
  for (let round = 0; round < sizes.rounds; round++) {
    rounds.push({ ours: await ourRate(bed, ctx, `free-${round}`, sizes), bare: await bareRate(bed, sizes.each) });
  }
  const limited = await underLimit(bed, ctx, sizes.limited);
  return {
    ours: median(rounds.map((one) => one.ours)),
    bare: median(rounds.map((one) => one.bare)),
    ratio: median(rounds.map((one) => one.ours / one.bare)),
    ...limited,
    commands: await commandsPerSend(bed, ctx, sizes.each),
    click: await clicksBeside(bed, ctx, sizes),
    grownMb: await growth(bed, ctx, sizes.waiting),
  };
}

/** Plans the day's card for so many members; their cards stand already. */
async function planCards(ctx: Context, run: string, count: number): Promise<void> {
  await addCards(ctx, run, 0, count, QUESTIONS);
  await cards(ctx).updateMany({ run }, { $set: { picks: [] } });
  const found = await cards(ctx).find({ run }, { member: 1 }).lean();
  await plan(
    ctx,
    found.map(({ _id, member }) => ({
      notice: `quiz.card-${run}`,
      kind: 'quiz.card',
      recipient: member,
      to: 'member' as const,
      params: { card: _id },
      urgent: true,
      priority: 3,
    })),
  );
}

export async function startWorker(
  bed: Bed,
  more: Record<string, string>,
  how: Pick<Program, 'counts' | 'nodeArgs'> = {},
  database = 'sends',
) {
  const env = { ...(await bed.env(database)), ...more };
  return startReady({ script: 'worker', env, logFile: bed.logFile('worker'), ...how }, Number(env.WORKER_PORT));
}

/** What Slack says when so many messages have come. @param everyMs how often it is asked */
export async function posted(bed: Bed, count: number, everyMs = 50): Promise<StubReport> {
  for (const until = performance.now() + DRAIN_MS; ; await sleep(everyMs)) {
    const report = await bed.slack.ask<StubReport>('report');
    if (report.postedAt.length >= count) return report;
    if (performance.now() > until) throw new Error(`only ${report.postedAt.length} of ${count} messages came`);
  }
}

/** Messages a second between the first tenth and the last, so that neither start nor tail counts. */
export function rateOf({ postedAt }: StubReport): number {
  const [from, to] = [Math.floor(postedAt.length / 10), Math.floor((postedAt.length * 9) / 10)];
  return ((to - from) * 1_000) / ((postedAt[to] ?? 0) - (postedAt[from] ?? 0));
}

async function ourRate(bed: Bed, ctx: Context, run: string, { each: count, profile }: SendSizes): Promise<number> {
  await planCards(ctx, run, count);
  await bed.slack.ask('forget');
  const nodeArgs = profile === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${profile}`];
  const worker = await startWorker(bed, { SENDS_PER_MINUTE: NO_LIMIT }, { nodeArgs });
  const report = await posted(bed, count);
  await settled(ctx, run, count);
  await worker.stop();
  return rateOf(report);
}

async function settled(ctx: Context, run: string, count: number): Promise<void> {
  for (const until = performance.now() + DRAIN_MS; performance.now() < until; await sleep(50)) {
    if ((await deliveries(ctx).countDocuments({ notice: `quiz.card-${run}`, state: 'sent' })) === count) return;
  }
  throw new Error(`not every send of ${run} was recorded`);
}

async function bareRate(bed: Bed, count: number): Promise<number> {
  const env = await bed.env('bare-sends');
  const program = { script: 'bare-worker' as const, env, logFile: bed.logFile('bare-worker') };
  const worker = await startReady(program, Number(env.WORKER_PORT));
  await bed.slack.ask('forget');
  void worker.ask(`fill ${count}`);
  const report = await posted(bed, count);
  await worker.stop();
  return rateOf(report);
}

async function underLimit(
  bed: Bed,
  ctx: Context,
  { count, perMinute }: SendSizes['limited'],
): Promise<Pick<SendRates, 'limitedShare' | 'refused'>> {
  await planCards(ctx, 'limited', count);
  await bed.slack.ask('forget');
  // As Slack does: what is allowed in a window, and the burst that the bot may begin with.
  await bed.slack.ask(`ceiling ${Math.ceil(perMinute / WINDOWS_PER_MINUTE + perMinute / 25)}`);
  const worker = await startWorker(bed, { SENDS_PER_MINUTE: String(perMinute) });
  const report = await posted(bed, count);
  await worker.stop();
  await bed.slack.ask('ceiling Infinity');
  return { limitedShare: (rateOf(report) * 60) / perMinute, refused: report.refused };
}

async function commandsPerSend(bed: Bed, ctx: Context, count: number): Promise<Record<string, number>> {
  await planCards(ctx, 'counted', count);
  await bed.slack.ask('forget');
  const worker = await startWorker(bed, { SENDS_PER_MINUTE: NO_LIMIT }, { counts: true });
  await posted(bed, count);
  await settled(ctx, 'counted', count);
  const { counts } = await worker.ask<{ counts: Record<string, number> }>('counts');
  await worker.stop();
  return Object.fromEntries(
    Object.entries(counts)
      .filter(
        ([name]) =>
          /deliver|members|quiz_cards|quiz_questions|standings|ledger/.test(name) && !/createIndexes/.test(name),
      )
      .map(([name, sum]) => [name, sum / count] as const)
      .filter(([, share]) => share > 0.005)
      .toSorted((a, b) => b[1] - a[1]),
  );
}

/** Answers to clicks while a send to many runs at the house's own limit. */
async function clicksBeside(bed: Bed, ctx: Context, sizes: SendSizes): Promise<SendRates['click']> {
  await planCards(ctx, 'big', sizes.bigSend);
  const clicks = await addCards(ctx, 'clicked', 0, sizes.clicks, QUESTIONS);
  const worker = await startWorker(bed, {});
  const env = { ...(await bed.env('sends')), ADMIN_USERS: 'U0BENCH' };
  const bot = await startReady({ script: 'bot', env, logFile: bed.logFile('bot') }, Number(env.PORT));
  await bed.slack.ask('forget');
  const target = targetAt(Number(env.PORT));
  const sentAt: number[] = [];
  for (const [n, click] of clicks.entries()) {
    sentAt.push(performance.timeOrigin + performance.now());
    void send(target, signedClick(click, `${bed.responseUrl}?n=${n}`));
    await sleep(1_000 / CLICKS_PER_SECOND);
  }
  let report = await bed.slack.ask<StubReport>('report');
  for (const until = performance.now() + DRAIN_MS; report.answers < clicks.length && performance.now() < until; ) {
    await sleep(50);
    report = await bed.slack.ask<StubReport>('report');
  }
  await Promise.all([bot.stop(), worker.stop()]);
  const times = sentAt.map((at, n) => (report.answeredAt[n] ?? Number.POSITIVE_INFINITY) - at);
  // The first clicks warm the bot up.
  const warm = times.slice(Math.floor(times.length / 10));
  return { p50: quantile(warm, 0.5), p99: quantile(warm, 0.99) };
}

/** The worker's memory with nothing to do, and with many sends that wait for their turn. */
async function growth(bed: Bed, ctx: Context, waiting: number): Promise<number> {
  await deliveries(ctx).deleteMany({ workspace: ctx.workspace });
  await emptyQueues(ctx);
  const atRest = await memoryAfter(bed, 10_000);
  await planCards(ctx, 'waiting', waiting);
  return (await memoryAfter(bed, 20_000)) - atRest;
}

async function memoryAfter(bed: Bed, ms: number): Promise<number> {
  const worker = await startWorker(bed, { SENDS_PER_MINUTE: '60' });
  await sleep(ms);
  const mb = residentMb(worker.pid);
  await worker.stop();
  return mb;
}

async function emptyQueues(ctx: Context): Promise<void> {
  const keys = await ctx.redis.keys(`${ctx.config.QUEUE_PREFIX}*`);
  for (let start = 0; start < keys.length; start += 1_000) await ctx.redis.del(...keys.slice(start, start + 1_000));
}
