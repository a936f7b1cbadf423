import type { Context } from '../src/context.ts';
import { cards, type Run, runs, type Schedule, schedules } from '../src/features/quiz/model.ts';
import { EVERYBODY } from '../src/members/audience/spec.ts';
import type { Bed } from './bed.ts';
import { startChild } from './children.ts';
import { addBank, addMembers, addReviews, BANK, dayFromToday, TZ } from './company.ts';
import type { DrawReport } from './draw-process.ts';
import { median } from './load.ts';

const HOUR_MS = 3_600_000;
const SCHEDULE = 'bench-schedule';

export interface DrawSizes {
  members: number;
  questions: number;
  reviewsEach: number;
  rounds: number;
}

export interface DrawResult {
  seconds: number;
  peakMb: number;
  keptMb: number;
  /** MongoDB commands of one whole draw, by name and collection. */
  commands: Record<string, number>;
}

/** One question for everybody: from the run's opening to all cards and deliveries written and queued. */
export async function measureDraw(bed: Bed, sizes: DrawSizes): Promise<DrawResult> {
  const { ctx } = await bed.open('draw');
  await addMembers(ctx, sizes.members);
  await addBank(ctx, sizes.questions);
  await addReviews(ctx, sizes.members, sizes.reviewsEach, sizes.questions);
  const now = new Date();
  const schedule: Schedule = {
    _id: SCHEDULE,
    workspace: ctx.workspace,
    name: '每日一题',
    bank: BANK,
    topics: [],
    audience: EVERYBODY,
    time: '08:00',
    cadence: { kind: 'daily' },
    count: 1,
    lock: 'end-of-day',
    mode: 'dm',
    state: 'active',
    createdBy: 'U0BENCH',
    createdAt: now,
    updatedAt: now,
  };
  await schedules(ctx).collection.insertOne(schedule as never);
  const env = await bed.env('draw');
  const program = { script: 'draw-process' as const, env, logFile: bed.logFile('draw'), nodeArgs: ['--expose-gc'] };

  const counted = await startChild({ ...program, counts: true, logFile: bed.logFile('draw-counted') });
  await counted.first;
  await openRun(ctx, 'draw-counted');
  await counted.ask<DrawReport>('draw draw-counted');
  const { counts } = await counted.ask<{ counts: Record<string, number> }>('counts');
  await counted.stop();

  const child = await startChild(program);
  await child.first;
  const reports: DrawReport[] = [];
  try {
    for (let round = 0; round < sizes.rounds; round++) {
      const run = `draw-${round}`;
      await openRun(ctx, run);
      reports.push(await child.ask<DrawReport>(`draw ${run}`));
      const written = await cards(ctx).countDocuments({ workspace: ctx.workspace, run });
      if (written !== sizes.members) throw new Error(`${written} of ${sizes.members} cards are written`);
    }
  } finally {
    await child.stop();
  }
  return {
    seconds: median(reports.map((one) => one.seconds)),
    peakMb: median(reports.map((one) => one.peakMb)),
    keptMb: median(reports.map((one) => one.keptMb)),
    commands: Object.fromEntries(Object.entries(counts).toSorted((a, b) => b[1] - a[1])),
  };
}

/** A run that waits to be drawn; it is sent later, so that no send competes with the draw. */
async function openRun(ctx: Context, _id: string): Promise<void> {
  const run: Run = {
    _id,
    workspace: ctx.workspace,
    schedule: SCHEDULE,
    day: dayFromToday(0),
    tz: TZ,
    shift: '',
    sendAt: new Date(Date.now() + HOUR_MS),
    lockAt: new Date(Date.now() + 20 * HOUR_MS),
    mode: 'dm',
    questions: [],
    state: 'drawing',
    invited: 0,
    createdAt: new Date(),
  };
  await runs(ctx).collection.insertOne(run as never);
}
