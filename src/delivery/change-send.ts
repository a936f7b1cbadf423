import type { Context } from '../context.ts';
import { clock } from '../lib/clock.ts';
import { applySend } from './control.ts';
import { type Send, type SendState, sends } from './model.ts';
import { enqueueAll } from './queue.ts';

/**
 * An officer's word on a send. It holds for what is planned later, too; what Slack is just being asked to send still
 * leaves. If the process dies in between, the word was given all the same: the sweep carries it out.
 * @returns false when there is no such send, or it is stopped already
 */
export async function changeSend(ctx: Context, notice: string, state: SendState, by: string): Promise<boolean> {
  const changed = await sends(ctx)
    .findOneAndUpdate(
      { workspace: ctx.workspace, notice, state: { $in: ['running', 'paused'] } },
      { $set: { state, changedAt: clock.now(), changedBy: by } },
      { returnDocument: 'after' },
    )
    .lean<Send>();
  if (changed === null) return false;
  await applySend(ctx, changed);
  if (state === 'running') await enqueueAll(ctx, { notice, state: 'planned' });
  return true;
}
