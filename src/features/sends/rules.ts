import type { SendState } from '../../delivery/model.ts';
import type { Progress, Unsettled, Wave } from '../../delivery/progress/progress.ts';
import { MINUTE_MS } from '../../lib/zone.ts';

/** Where a send stands for an officer. `waiting`: nothing is due now, and something is later. */
export type Phase = 'waiting' | 'running' | 'paused' | 'stopped' | 'done';

/** What has neither left nor ended: an officer's word still reaches it. */
export function leftOf({ planned, paused, sending }: Pick<Progress, 'planned' | 'paused' | 'sending'>): number {
  return planned + paused + sending;
}

/** All that a send was for. */
export function totalOf(progress: Progress): number {
  return leftOf(progress) + progress.sent + sumOf(progress.failed) + sumOf(progress.dropped);
}

export function sumOf(counts: Record<string, number>): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}

/** A send of which nothing is left is done, even if somebody pauses it then. */
export function phaseOf(state: SendState, progress: Progress, now: Date): Phase {
  if (state === 'stopped') return 'stopped';
  if (leftOf(progress) === 0) return 'done';
  if (state === 'paused') return 'paused';
  const isDue = progress.sending > 0 || progress.waves.some(({ at }) => at <= now);
  return isDue ? 'running' : 'waiting';
}

/**
 * When the last of a send leaves if nothing else is sent: each wave begins at its minute, or when the one before has left.
 * @param waves the earliest first
 * @param perMinute how many leave in a minute
 * @returns a full minute; undefined when nothing waits
 */
export function endOf(waves: readonly Wave[], now: Date, perMinute: number): Date | undefined {
  if (waves.length === 0) return undefined;
  const end = waves.reduce(
    (free, { at, count }) => Math.max(free, at.getTime()) + (count / perMinute) * MINUTE_MS,
    now.getTime(),
  );
  return new Date(Math.ceil(end / MINUTE_MS) * MINUTE_MS);
}

const CELLS = 10;

/** A bar of ten cells: empty only when nothing is sent, full only when all is. */
export function barOf(part: number, whole: number): string {
  const share = whole === 0 ? 0 : Math.floor((part / whole) * CELLS);
  const filled = part > 0 ? Math.max(1, share) : 0;
  return '■'.repeat(filled) + '□'.repeat(CELLS - filled);
}

/** What of the last day's sends needs an officer's eye: how many run, how many are held, how many notices failed. */
export interface News {
  running: number;
  paused: number;
  failed: number;
}

export function newsOf(unsettled: Iterable<Unsettled>): News {
  const news = { running: 0, paused: 0, failed: 0 };
  for (const { due, paused, failed } of unsettled) {
    if (paused > 0) news.paused += 1;
    else if (due > 0) news.running += 1;
    news.failed += failed;
  }
  return news;
}
