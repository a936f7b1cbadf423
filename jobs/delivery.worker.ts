import type { Context } from '../src/context.ts';
import { changeCopy } from '../src/delivery/change-copy.ts';
import type { Renderers } from '../src/delivery/model.ts';
import { send } from '../src/delivery/send.ts';
import { sweep } from '../src/delivery/sweep.ts';
import { type JobWorker, workerFor } from './define.ts';
import { deliveryChange, deliverySend, deliverySweep } from './delivery.ts';

/** @param renderers the registry's notices by kind */
export function deliveryWorkers(renderers: Renderers): JobWorker<Context>[] {
  return [
    workerFor(deliverySend, (ctx: Context, { id }) => send(ctx, renderers, id)),
    workerFor(deliveryChange, (ctx: Context, { id }) => changeCopy(ctx, renderers, id)),
    workerFor(deliverySweep, async (ctx: Context) => {
      const count = await sweep(ctx);
      return count === 0 ? { skipped: 'nothing waits' } : { done: true };
    }),
  ];
}
