import { readConfig } from '../src/config.ts';
import { wake } from '../src/features/training/service/tick.ts';
import { openContext } from '../src/start-context.ts';
import { answering } from './answering.ts';
import { residentMb } from './resident.ts';

/** What the worker does when reminders are near, in a process of its own: plans those of all sessions that are due. */
export interface LadderReport {
  seconds: number;
  planned: number;
  /** Highest resident memory while planning; MB. */
  peakMb: number;
}

const { ctx, close } = await openContext(readConfig(), 'cli');

async function planAll(): Promise<LadderReport> {
  let peakMb = 0;
  const watch = setInterval(() => {
    peakMb = Math.max(peakMb, residentMb(process.pid));
  }, 10);
  const since = performance.now();
  const planned = await wake(ctx);
  clearInterval(watch);
  return { seconds: (performance.now() - since) / 1_000, planned, peakMb };
}

answering((asked) => (asked === 'plan' ? planAll() : undefined), close);
