import { readConfig } from '../src/config.ts';
import type { Context } from '../src/context.ts';
import { drawRun } from '../src/features/quiz/run/service/draw.ts';
import { openContext } from '../src/start-context.ts';
import { answering } from './answering.ts';

/**
 * The draw as the worker does it, in a process of its own: draws each run it is told and reports the time, and how far
 * the heap rose above what it was before. Needs `--expose-gc`.
 */
export interface DrawReport {
  seconds: number;
  invited: number;
  /** Highest heap while drawing, and what was left after it, above the heap before; MB. */
  peakMb: number;
  keptMb: number;
}

async function draw(ctx: Context, run: string): Promise<DrawReport> {
  globalThis.gc?.();
  const before = process.memoryUsage().heapUsed;
  let peak = before;
  const watch = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage().heapUsed);
  }, 10);
  const since = performance.now();
  const result = await drawRun(ctx, run);
  const seconds = (performance.now() - since) / 1_000;
  clearInterval(watch);
  globalThis.gc?.();
  const after = process.memoryUsage().heapUsed;
  if ('skipped' in result) throw new Error(`nothing was drawn: ${result.skipped}`);
  return { seconds, invited: result.invited, peakMb: (peak - before) / 1e6, keptMb: (after - before) / 1e6 };
}

async function main(): Promise<void> {
  const { ctx, close } = await openContext(readConfig(), 'cli');
  answering((asked) => (asked.startsWith('draw ') ? draw(ctx, asked.slice('draw '.length)) : undefined), close);
}

void main();
