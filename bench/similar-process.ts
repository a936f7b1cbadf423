import { monitorEventLoopDelay } from 'node:perf_hooks';
import { readConfig } from '../src/config.ts';
import type { Context } from '../src/context.ts';
import { suggestionCases } from '../src/features/suggestions/service/items.ts';
import { openContext } from '../src/start-context.ts';
import { answering } from './answering.ts';
import { textAt } from './similar-texts.ts';

/**
 * The search for similar items in a process of its own, as after a start: the first question, which makes the index, and then
 * as many as it is told, each another. Needs `--expose-gc`.
 */
export interface SimilarReport {
  firstMs: number;
  /** The longest time for which nothing else had its turn during the first question. */
  heldUpMs: number;
  /** Heap that the index keeps. */
  indexMb: number;
  questionsMs: number[];
}

async function ask(ctx: Context, questions: number): Promise<SimilarReport> {
  globalThis.gc?.();
  const before = process.memoryUsage().heapUsed;
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const firstMs = await timed(ctx, 0);
  delay.disable();
  globalThis.gc?.();
  const indexMb = (process.memoryUsage().heapUsed - before) / 1e6;
  const questionsMs: number[] = [];
  for (let index = 1; index <= questions; index++) questionsMs.push(await timed(ctx, index));
  return { firstMs, heldUpMs: delay.max / 1e6, indexMb, questionsMs };
}

async function timed(ctx: Context, index: number): Promise<number> {
  const since = performance.now();
  const found = await suggestionCases.similarTo(ctx, textAt(index * 7));
  if (found.length === 0) throw new Error('nothing similar was found');
  return performance.now() - since;
}

async function main(): Promise<void> {
  const { ctx, close } = await openContext(readConfig(), 'cli');
  answering((asked) => ask(ctx, Number(asked)), close);
}

void main();
