import { setTimeout as sleep } from 'node:timers/promises';
import { trainingTick } from '../jobs/training.ts';
import type { Context } from '../src/context.ts';
import { deliveries } from '../src/delivery/model.ts';
import { type Session, sessions } from '../src/features/training/model.ts';
import type { Bed } from './bed.ts';
import { addMembers, TZ, userAt } from './company.ts';
import { median } from './load.ts';
import { residentMb } from './resident.ts';
import { startWorker } from './sends.ts';
import type { Row } from './table.ts';

const HOUR_MS = 3_600_000;
/** Ahead of the start: the day's reminders are near; then those of the hour and of the start, too. */
const STAGES = [
  { hours: 40, plane: 'day' },
  { hours: 1.5, plane: 'near' },
] as const;
type Stage = (typeof STAGES)[number];
const PATIENCE_MS = 120_000;

export interface LadderSizes {
  sessions: number;
  people: number;
  rounds: number;
}

export interface LadderResult {
  /** For the whole ladder: the sum of its stages. */
  seconds: number;
  planned: number;
  peakMb: number;
}

/** The reminders of many sessions of one hour, each with many people: read, reckoned, written and queued by a worker. */
export async function measureLadder(bed: Bed, sizes: LadderSizes): Promise<LadderResult> {
  const { ctx } = await bed.open('ladder');
  await addMembers(ctx, Math.min(20_000, sizes.sessions * sizes.people));
  const rounds: LadderResult[] = [];
  for (let round = 0; round < sizes.rounds; round++) {
    // The memory of a worker that has not planned anything before.
    const worker = await startWorker(bed, {}, {}, 'ladder');
    try {
      const stages: LadderResult[] = [];
      for (const stage of STAGES) stages.push(await planned(ctx, worker.pid, round, sizes, stage));
      rounds.push({
        seconds: stages.reduce((sum, one) => sum + one.seconds, 0),
        planned: stages.reduce((sum, one) => sum + one.planned, 0),
        peakMb: Math.max(...stages.map((one) => one.peakMb)),
      });
    } finally {
      await worker.stop();
    }
  }
  return {
    seconds: median(rounds.map((one) => one.seconds)),
    planned: median(rounds.map((one) => one.planned)),
    peakMb: median(rounds.map((one) => one.peakMb)),
  };
}

/** One stage, from the moment in which its sessions are due until the worker has written down all of it. */
async function planned(
  ctx: Context,
  pid: number,
  round: number,
  sizes: LadderSizes,
  stage: Stage,
): Promise<LadderResult> {
  await putSessions(ctx, round, sizes, stage);
  const own = { workspace: ctx.workspace, kind: 'training.remind' };
  const before = await deliveries(ctx).countDocuments(own);
  let peakMb = 0;
  const watch = setInterval(() => {
    peakMb = Math.max(peakMb, residentMb(pid));
  }, 10);
  const since = performance.now();
  await sessions(ctx).updateMany({ workspace: ctx.workspace }, { $set: { wakeAt: new Date() } });
  await ctx.enqueue(trainingTick, {}, { key: `bench-${round}-${stage.plane}` });
  const done = { workspace: ctx.workspace, [`ladder.${stage.plane}`]: sizes.people };
  while ((await sessions(ctx).countDocuments(done)) < sizes.sessions) {
    if (performance.now() - since > PATIENCE_MS) throw new Error('the worker has not planned all reminders');
    await sleep(20);
  }
  const seconds = (performance.now() - since) / 1_000;
  clearInterval(watch);
  return { seconds, planned: (await deliveries(ctx).countDocuments(own)) - before, peakMb };
}

/** The sessions of a round, each so many hours before its start, with the reminders of the day written before or not. */
async function putSessions(
  ctx: Context,
  round: number,
  { sessions: count, people }: LadderSizes,
  { hours, plane }: Stage,
): Promise<void> {
  const now = new Date();
  await sessions(ctx).deleteMany({ workspace: ctx.workspace });
  const made = Array.from({ length: count }, (_, index): Session => {
    const startsAt = new Date(now.getTime() + hours * HOUR_MS + index);
    return {
      _id: `ladder-${round}-${index}`,
      workspace: ctx.workspace,
      course: `ladder-${round}`,
      index,
      count,
      author: 'U0BENCH',
      tz: TZ,
      about: '',
      topic: '安全用电',
      kind: 'class',
      startsAt,
      endsAt: new Date(startsAt.getTime() + HOUR_MS),
      where: '综合楼',
      link: '',
      trainer: 'U0BENCH',
      minutes: 60,
      include: [],
      except: [],
      must: [],
      state: 'open',
      seq: people,
      rev: 0,
      version: 1,
      past: [],
      news: [],
      seats: Array.from({ length: people }, (_, seat) => ({
        member: userAt((index * people + seat) % 20_000),
        state: 'held' as const,
        at: new Date(now.getTime() - 72 * HOUR_MS),
        seq: seat + 1,
      })),
      createdAt: now,
      updatedAt: now,
      ...(plane === 'near' ? { ladder: { week: 0, day: people, near: 0 } } : {}),
    };
  });
  await sessions(ctx).collection.insertMany(made as never[]);
}

const TARGET = { seconds: 10, peakMb: 150 };

export function ladderRows(
  { seconds, planned, peakMb }: LadderResult,
  { sessions: count, people }: LadderSizes,
): Row[] {
  return [
    {
      what: `Reminders of ${count} sessions with ${people} people each: ${planned} planned`,
      ours: `${seconds.toFixed(1)} s`,
      target: `< ${TARGET.seconds} s`,
      isReached: seconds < TARGET.seconds,
    },
    {
      what: '… highest memory of the worker meanwhile',
      ours: `${Math.round(peakMb)} MB`,
      target: `< ${TARGET.peakMb} MB`,
      isReached: peakMb < TARGET.peakMb,
    },
  ];
}
