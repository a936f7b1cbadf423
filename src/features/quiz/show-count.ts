import type { Context } from '../../context.ts';
import { redrawCopies } from '../../delivery/copies.ts';

/** Lets the channel's card show how many have answered, and after the lock that it is closed. */
export async function showCount(ctx: Context, runId: string): Promise<void> {
  await redrawCopies(ctx, `quiz.channel-${runId}`);
}
