import { setTimeout as sleep } from 'node:timers/promises';
import type { Context } from '../src/context.ts';
import { ledgerRows } from '../src/participation/model.ts';
import type { Bed } from './bed.ts';
import { residentMb, startReady } from './children.ts';
import { addBank, addCards, addMembers, addStandings } from './company.ts';
import {
  type Click,
  median,
  quantile,
  send,
  sendClosed,
  sendOpen,
  signedClick,
  type Target,
  targetAt,
} from './load.ts';

const QUESTIONS = 500;
/** Clicks under way at once. */
const WIDTH = 64;
const ACKS_PER_SECOND = 200;
const COUNTED = 100;
const WARM_UP = 600;
const DRAIN_MS = 60_000;

export interface AnswerSizes {
  rounds: number;
  /** Answers of one round. */
  each: number;
  ackRounds: number;
  ackSeconds: number;
  /** Writes a CPU profile of the bot into this folder. */
  profile?: string | undefined;
}

export interface AnswerRates {
  /** Answers per second, medians over the rounds. */
  ours: number;
  bare: number;
  /** The bare app with an answer at `response_url`. */
  bareResponding: number;
  /** Medians of the rounds' ratios, side by side. */
  ratio: number;
  ratioResponding: number;
  ackOurs: { p50: number; p99: number };
  ackBare: { p50: number; p99: number };
  /** MongoDB commands per answer by name and collection, and answers at `response_url`. */
  commands: Record<string, number>;
  responses: number;
  /** Of the bot after the load, MB. */
  loadedMb: number;
}

interface App {
  target: Target;
  /** How many of a round are written. */
  written(round: string): Promise<number>;
}

export async function measureAnswers(bed: Bed, sizes: AnswerSizes): Promise<AnswerRates> {
  const { ctx } = await bed.open('answers');
  const people = COUNTED + WARM_UP + sizes.rounds * sizes.each + sizes.ackRounds * sizes.ackSeconds * ACKS_PER_SECOND;
  await addMembers(ctx, people);
  await addBank(ctx, QUESTIONS);
  await addStandings(ctx, people);
  let used = 0;
  /** Cards of members who have not answered today. */
  const cardsOf = async (run: string, count: number): Promise<Click[]> => {
    used += count;
    return addCards(ctx, run, used - count, count, QUESTIONS);
  };

  const counted = await countCommands(bed, ctx, await cardsOf('counted', COUNTED));
  const bot = await startBot(bed, ctx, sizes.profile);
  const bare = await startBare(bed, ctx, 'bare', {});
  const responding = await startBare(bed, ctx, 'bare-responding', { BARE_RESPONDS: '1' });
  try {
    const apps = [bot.app, bare.app, responding.app] as const;
    const warmUp = await cardsOf('warm', WARM_UP);
    for (const app of apps) await rate(bed, app, 'warm', warmUp);
    const rates: { ours: number; bare: number; responding: number }[] = [];
    for (let round = 0; round < sizes.rounds; round++) {
      const clicks = await cardsOf(`rate-${round}`, sizes.each);
      rates.push({
        ours: await rate(bed, bot.app, `rate-${round}`, clicks),
        bare: await rate(bed, bare.app, `rate-${round}`, clicks),
        responding: await rate(bed, responding.app, `rate-${round}`, clicks),
      });
    }
    const acks: { ours: number[]; bare: number[] }[] = [];
    for (let round = 0; round < sizes.ackRounds; round++) {
      const clicks = await cardsOf(`ack-${round}`, sizes.ackSeconds * ACKS_PER_SECOND);
      acks.push({
        ours: await ackTimes(bed, bot.app, `ack-${round}`, clicks),
        bare: await ackTimes(bed, bare.app, `ack-${round}`, clicks),
      });
    }
    const ackOf = (app: 'ours' | 'bare') => ({
      p50: median(acks.map((one) => quantile(one[app], 0.5))),
      p99: median(acks.map((one) => quantile(one[app], 0.99))),
    });
    return {
      ours: median(rates.map((one) => one.ours)),
      bare: median(rates.map((one) => one.bare)),
      bareResponding: median(rates.map((one) => one.responding)),
      ratio: median(rates.map((one) => one.ours / one.bare)),
      ratioResponding: median(rates.map((one) => one.ours / one.responding)),
      ackOurs: ackOf('ours'),
      ackBare: ackOf('bare'),
      ...counted,
      loadedMb: residentMb(bot.pid),
    };
  } finally {
    await Promise.all([bot.stop(), bare.stop(), responding.stop()]);
  }
}

/** Answers per second from the first click to the last record. */
async function rate(bed: Bed, app: App, round: string, clicks: readonly Click[]): Promise<number> {
  const all = clicks.map((click) => signedClick(click, bed.responseUrl));
  const since = performance.now();
  await sendClosed(app.target, all, WIDTH);
  await drained(app, round, clicks.length);
  return (clicks.length * 1_000) / (performance.now() - since);
}

async function ackTimes(bed: Bed, app: App, round: string, clicks: readonly Click[]): Promise<number[]> {
  const all = clicks.map((click) => signedClick(click, bed.responseUrl));
  const times = await sendOpen(app.target, all, ACKS_PER_SECOND);
  await drained(app, round, clicks.length);
  return times;
}

async function drained(app: App, round: string, count: number): Promise<void> {
  const until = performance.now() + DRAIN_MS;
  for (let written = -1; written < count; written = await app.written(round)) {
    if (performance.now() > until) throw new Error(`${round}: only ${written} of ${count} answers are written`);
    await sleep(10);
  }
}

function oursWritten(ctx: Context): App['written'] {
  return (run) => ledgerRows(ctx).countDocuments({ workspace: ctx.workspace, activity: run }, { hint: 'activity' });
}

async function startBot(bed: Bed, ctx: Context, profile: string | undefined) {
  const env = { ...(await bed.env('answers')), ADMIN_USERS: 'U0BENCH' };
  const nodeArgs = profile === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${profile}`];
  const program = { script: 'src/main.ts', env, logFile: bed.logFile('bot'), nodeArgs };
  const child = await startReady(program, Number(env.PORT));
  return { ...child, app: { target: targetAt(Number(env.PORT)), written: oursWritten(ctx) } };
}

async function startBare(bed: Bed, ctx: Context, name: string, more: Record<string, string>) {
  const env = { ...(await bed.env('answers')), ...more, BARE_NAME: name };
  const child = await startReady({ script: 'bench/bare-app.ts', env, logFile: bed.logFile(name) }, Number(env.PORT));
  const collection = ctx.db.collection('bare_answers');
  return {
    ...child,
    app: {
      target: targetAt(Number(env.PORT)),
      written: (round: string) => collection.countDocuments({ round: `${name} ${round}` }),
    },
  };
}

/** What one answer costs in commands: a bot of its own, one answer after the other. */
async function countCommands(
  bed: Bed,
  ctx: Context,
  clicks: readonly Click[],
): Promise<Pick<AnswerRates, 'commands' | 'responses'>> {
  const env = await bed.env('answers');
  const program = { script: 'src/main.ts', env, logFile: bed.logFile('bot-counted'), counts: true };
  const child = await startReady(program, Number(env.PORT));
  try {
    const app: App = { target: targetAt(Number(env.PORT)), written: oursWritten(ctx) };
    const before = await child.ask<{ counts: Record<string, number> }>('counts');
    const { answers } = await bed.slack.ask<{ answers: number }>('answers');
    for (const click of clicks) await send(app.target, signedClick(click, bed.responseUrl));
    await drained(app, 'counted', clicks.length);
    await sleep(500);
    const after = await child.ask<{ counts: Record<string, number> }>('counts');
    const last = await bed.slack.ask<{ answers: number }>('answers');
    const commands = Object.entries(after.counts)
      .map(([name, count]) => [name, (count - (before.counts[name] ?? 0)) / clicks.length] as const)
      .filter(([name, count]) => count > 0.005 && !name.startsWith('ping'));
    return {
      commands: Object.fromEntries(commands.toSorted((a, b) => b[1] - a[1])),
      responses: (last.answers - answers) / clicks.length,
    };
  } finally {
    await child.stop();
  }
}
