import type { Context } from '../src/context.ts';
import { type Item, items } from '../src/features/suggestions/item/model.ts';
import type { Bed } from './bed.ts';
import { startChild } from './children.ts';
import { median } from './load.ts';
import type { SimilarReport } from './similar-process.ts';
import { textAt } from './similar-texts.ts';
import type { Row } from './table.ts';

const DAY_MS = 86_400_000;

export interface SimilarSizes {
  items: number;
  questions: number;
  rounds: number;
}

export interface SimilarResult {
  /** Of all questions to an index that is there. */
  p50: number;
  p99: number;
  firstMs: number;
  heldUpMs: number;
  indexMb: number;
}

/** The search for similar items: the first question after a start, in a new process each round, and many after it. */
export async function measureSimilar(bed: Bed, sizes: SimilarSizes): Promise<SimilarResult> {
  const { ctx } = await bed.open('similar');
  await addItems(ctx, sizes.items);
  const env = await bed.env('similar');
  const reports: SimilarReport[] = [];
  for (let round = 0; round < sizes.rounds; round++) {
    const child = await startChild({
      script: 'similar-process' as const,
      env,
      logFile: bed.logFile('similar'),
      nodeArgs: ['--expose-gc'],
    });
    try {
      await child.first;
      reports.push(await child.ask<SimilarReport>(String(sizes.questions)));
    } finally {
      await child.stop();
    }
  }
  const all = reports.flatMap((one) => one.questionsMs).toSorted((a, b) => a - b);
  return {
    p50: median(all),
    p99: all[Math.floor(all.length * 0.99)] ?? 0,
    firstMs: median(reports.map((one) => one.firstMs)),
    heldUpMs: Math.max(...reports.map((one) => one.heldUpMs)),
    indexMb: median(reports.map((one) => one.indexMb)),
  };
}

/** Open items of the last months. */
async function addItems(ctx: Context, count: number): Promise<void> {
  const now = Date.now();
  const made = Array.from({ length: count }, (_, index): Item => {
    const at = new Date(now - (1 + (index % 120)) * DAY_MS);
    return {
      _id: `item-${index}`,
      workspace: ctx.workspace,
      number: `S-2026-${index}`,
      once: `once-${index}`,
      kind: 'work',
      text: textAt(index),
      place: '',
      branch: '',
      isAnonymous: false,
      submitter: 'U0BENCH',
      photos: 0,
      state: 'received',
      rank: 0,
      round: 0,
      acceptBy: new Date(now + DAY_MS),
      told: 0,
      marks: [],
      supporters: [],
      watchers: [],
      events: [],
      createdAt: at,
      updatedAt: at,
    };
  });
  await items(ctx).collection.insertMany(made as never[]);
}

const TARGET_MS = 100;

export function similarRows({ p50, p99, firstMs, heldUpMs, indexMb }: SimilarResult, { items }: SimilarSizes): Row[] {
  return [
    {
      what: `Similar items among ${items}, p50 / p99`,
      ours: `${p50.toFixed(1)} / ${p99.toFixed(1)} ms`,
      target: `p50 < ${TARGET_MS} ms`,
      isReached: p50 < TARGET_MS,
    },
    { what: '… first question after a start', ours: `${(firstMs / 1_000).toFixed(2)} s` },
    { what: '… longest hold-up of the event loop meanwhile', ours: `${Math.round(heldUpMs)} ms` },
    { what: '… heap that the index keeps', ours: `${indexMb.toFixed(1)} MB` },
  ];
}
