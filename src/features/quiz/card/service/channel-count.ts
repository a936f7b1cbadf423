import { quizCount } from '../../../../../jobs/quiz.ts';
import type { Context } from '../../../../context.ts';
import { redrawCopies } from '../../../../delivery/copies.ts';
import { clock } from '../../../../lib/clock.ts';
import { runs } from '../../model.ts';

const SLOT_MS = 30_000;

/**
 * Lets the channel's card show, half a minute later at most, that one more has answered: the answers of half a minute are
 * one job, made after them. Does nothing for a run without a card in a channel; a Redis that is away costs the count only.
 */
export async function countSoon(ctx: Context, runId: string): Promise<void> {
  const slot = Math.floor(clock.now().getTime() / SLOT_MS) + 1;
  await enqueueCount(ctx, runId, `${runId}-${slot}`, new Date(slot * SLOT_MS));
}

/** The same at once, when the lock has counted the choices that nobody confirmed. */
export async function countLast(ctx: Context, runId: string): Promise<void> {
  await enqueueCount(ctx, runId, `${runId}-last`, clock.now());
}

/** Lets the channel's card show how many have answered, and after the lock that it is closed. */
export async function showCount(ctx: Context, runId: string): Promise<void> {
  await redrawCopies(ctx, `quiz.channel-${runId}`);
}

async function enqueueCount(ctx: Context, runId: string, key: string, at: Date): Promise<void> {
  const run = await runs(ctx).exists({ _id: runId, workspace: ctx.workspace, mode: 'channel' });
  if (run === null) return;
  await ctx.enqueue(quizCount, { run: runId }, { key, at }).catch((error: unknown) => {
    ctx.log.warn({ err: error, run: runId }, 'the card in the channel will not count an answer');
  });
}
