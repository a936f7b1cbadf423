import type { Context } from '../../context.ts';
import { updateCopy } from '../../delivery/copies.ts';
import { type Run, runs } from './model.ts';
import { notices } from './notices.ts';

/** Shows on the channel's card how many have answered; a locked run stays as it is. */
export async function showCount(ctx: Context, runId: string): Promise<void> {
  const run = await runs(ctx).findOne({ _id: runId, workspace: ctx.workspace }).lean<Run>();
  const render = notices.channel;
  if (run?.channel === undefined || render === undefined) return;
  const message = await render({ ctx, recipient: undefined, locale: ctx.config.LOCALE, params: { run: runId } });
  if (!('drop' in message)) await updateCopy(ctx, `quiz.channel-${runId}`, run.channel, message);
}
