import type { ChannelUses } from '../src/bot/routing/contributions.ts';
import type { Context } from '../src/context.ts';
import { tellTroubles } from '../src/features/sends/service.ts';
import { type JobWorker, workerFor } from './define.ts';
import { sendsTick } from './sends.ts';

/** @param uses what the registry's features post in a channel */
export function sendsWorkers(uses: ChannelUses): JobWorker<Context>[] {
  return [
    workerFor(sendsTick, async (ctx: Context) => {
      const count = await tellTroubles(ctx, uses);
      return count === 0 ? { skipped: 'nothing to tell' } : { done: true };
    }),
  ];
}
