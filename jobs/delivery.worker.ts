import type { LivePage } from '../src/bot/feature.ts';
import type { Context } from '../src/context.ts';
import { changeCopy } from '../src/delivery/change-copy.ts';
import type { Renderers } from '../src/delivery/model.ts';
import { redrawLive } from '../src/delivery/progress/live.ts';
import { send } from '../src/delivery/send.ts';
import { sweep } from '../src/delivery/sweep.ts';
import { type JobWorker, workerFor } from './define.ts';
import { deliveryChange, deliveryLive, deliverySend, deliverySweep } from './delivery.ts';

/** @param registry its notices by kind, and the pages that go on by themselves */
export function deliveryWorkers({
  notice: renderers,
  livePage,
}: {
  notice: Renderers;
  livePage(page: string): LivePage | undefined;
}): JobWorker<Context>[] {
  return [
    workerFor(deliveryLive, (ctx: Context, payload) => redrawLive(ctx, livePage, payload)),
    workerFor(deliverySend, (ctx: Context, { id }) => send(ctx, renderers, id)),
    workerFor(deliveryChange, (ctx: Context, { id }) => changeCopy(ctx, renderers, id)),
    workerFor(deliverySweep, async (ctx: Context) => {
      const count = await sweep(ctx);
      return count === 0 ? { skipped: 'nothing waits' } : { done: true };
    }),
  ];
}
