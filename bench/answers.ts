import { setTimeout as sleep } from 'node:timers/promises';
import type { Context } from '../src/context.ts';
import { ledgerRows } from '../src/participation/ledger/model.ts';
import type { Bed } from './bed.ts';
import { cpuMs, startReady } from './children.ts';
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
import { residentMb } from './resident.ts';

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
  /** MongoDB commands per answer by name and collection, and the ms they took on the way there and back. */
  commands: Record<string, number>;
  commandMs: Record<string, number>;
  /** Answers at `response_url` per answer. */
  responses: number;
  /** CPU ms per answer, which other work on the machine changes least: of the app, and of MongoDB for it. */
  cpu: Record<'ours' | 'bare' | 'responding', { app: number; mongo: number }>;
  /** Of the bot after the load, MB. */
  loadedMb: number;
}

interface App {
  pid: number;
  /** Whether every answer is told at `response_url`. */
  responds: boolean;
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
    const rates: Record<'ours' | 'bare' | 'responding', Rate>[] = [];
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
    const cpuOf = (app: 'ours' | 'bare' | 'responding') => ({
      app: median(rates.map((one) => one[app].appMs)),
      mongo: median(rates.map((one) => one[app].mongoMs)),
    });
    return {
      ours: median(rates.map((one) => one.ours.perSecond)),
      bare: median(rates.map((one) => one.bare.perSecond)),
      bareResponding: median(rates.map((one) => one.responding.perSecond)),
      ratio: median(rates.map((one) => one.ours.perSecond / one.bare.perSecond)),
      ratioResponding: median(rates.map((one) => one.ours.perSecond / one.responding.perSecond)),
      cpu: { ours: cpuOf('ours'), bare: cpuOf('bare'), responding: cpuOf('responding') },
      ackOurs: ackOf('ours'),
      ackBare: ackOf('bare'),
      ...counted,
      loadedMb: residentMb(bot.pid),
    };
  } finally {
    await Promise.all([bot.stop(), bare.stop(), responding.stop()]);
  }
}

interface Rate {
  perSecond: number;
  /** CPU ms per answer. */
  appMs: number;
  mongoMs: number;
}

/** Answers per second from the first click to the last record. */
async function rate(bed: Bed, app: App, round: string, clicks: readonly Click[]): Promise<Rate> {
  const all = clicks.map((click) => signedClick(click, bed.responseUrl));
  const { answers } = await bed.slack.ask<{ answers: number }>('answers');
  const cpu = () => ({ app: cpuMs(app.pid), mongo: bed.mongoPid === undefined ? Number.NaN : cpuMs(bed.mongoPid) });
  const before = cpu();
  const since = performance.now();
  await sendClosed(app.target, all, WIDTH);
  await drained(app, round, clicks.length);
  const perSecond = (clicks.length * 1_000) / (performance.now() - since);
  // What follows the record (the review, the answer to the person) must not fall into the next app's round.
  if (app.responds) await responded(bed, answers + clicks.length);
  const after = cpu();
  return {
    perSecond,
    appMs: (after.app - before.app) / clicks.length,
    mongoMs: (after.mongo - before.mongo) / clicks.length,
  };
}

async function responded(bed: Bed, count: number): Promise<void> {
  const until = performance.now() + DRAIN_MS;
  while ((await bed.slack.ask<{ answers: number }>('answers')).answers < count) {
    if (performance.now() > until) throw new Error('not every answer was told to its person');
    await sleep(10);
  }
}

async function ackTimes(bed: Bed, app: App, round: string, clicks: readonly Click[]): Promise<number[]> {
  const all = clicks.map((click) => signedClick(click, bed.responseUrl));
  const { answers } = await bed.slack.ask<{ answers: number }>('answers');
  const times = await sendOpen(app.target, all, ACKS_PER_SECOND);
  await drained(app, round, clicks.length);
  if (app.responds) await responded(bed, answers + clicks.length);
  return times;
}

async function drained(app: App, round: string, count: number): Promise<void> {
  const until = performance.now() + DRAIN_MS;
  for (let written = -1; written < count; written = await app.written(round)) {
    if (performance.now() > until) throw new Error(`${round}: only ${written} of ${count} answers are written`);
    await sleep(20);
  }
}

function ourApp(ctx: Context, pid: number, port: string): App {
  const written = (run: string): Promise<number> =>
    ledgerRows(ctx).countDocuments({ workspace: ctx.workspace, activity: run }, { hint: 'activity' });
  return { pid, responds: true, target: targetAt(Number(port)), written };
}

async function startBot(bed: Bed, ctx: Context, profile: string | undefined) {
  const env = { ...(await bed.env('answers')), ADMIN_USERS: 'U0BENCH' };
  const nodeArgs = profile === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${profile}`];
  const program = { script: 'bot' as const, env, logFile: bed.logFile('bot'), nodeArgs };
  const child = await startReady(program, Number(env.PORT));
  return { ...child, app: ourApp(ctx, child.pid, env.PORT) };
}

async function startBare(bed: Bed, ctx: Context, name: string, more: Record<string, string>) {
  const env = { ...(await bed.env('answers')), ...more, BARE_NAME: name };
  const child = await startReady({ script: 'bare-app', env, logFile: bed.logFile(name) }, Number(env.PORT));
  const collection = ctx.db.collection('bare_answers');
  return {
    ...child,
    app: {
      pid: child.pid,
      responds: 'BARE_RESPONDS' in more,
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
): Promise<Pick<AnswerRates, 'commands' | 'commandMs' | 'responses'>> {
  const env = await bed.env('answers');
  const program = { script: 'bot' as const, env, logFile: bed.logFile('bot-counted'), counts: true };
  const child = await startReady(program, Number(env.PORT));
  try {
    const app = ourApp(ctx, child.pid, env.PORT);
    const before = await child.ask<Counted>('counts');
    const { answers } = await bed.slack.ask<{ answers: number }>('answers');
    for (const [n, click] of clicks.entries()) {
      await send(app.target, signedClick(click, bed.responseUrl));
      await responded(bed, answers + n + 1);
    }
    const after = await child.ask<Counted>('counts');
    const last = await bed.slack.ask<{ answers: number }>('answers');
    const each = (of: keyof Counted): Record<string, number> =>
      Object.fromEntries(
        Object.entries(after[of])
          .map(([name, sum]) => [name, (sum - (before[of][name] ?? 0)) / clicks.length] as const)
          .filter(([name, share]) => share > 0.005 && !name.startsWith('ping'))
          .toSorted((a, b) => b[1] - a[1]),
      );
    return { commands: each('counts'), commandMs: each('took'), responses: (last.answers - answers) / clicks.length };
  } finally {
    await child.stop();
  }
}

interface Counted {
  counts: Record<string, number>;
  took: Record<string, number>;
}
