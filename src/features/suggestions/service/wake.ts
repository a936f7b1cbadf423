import type { Context } from '../../../context.ts';
import type { Item } from '../model.ts';
import { nextDue } from '../rules/clocks.ts';

/** When an item has to be looked at by itself; part of every write that moves its state or its clocks. */
export function wakeOf(ctx: Pick<Context, 'config'>, item: Item): { wakeAt?: Date } {
  const due = nextDue(item, item.updatedAt, ctx.config.TIMEZONE);
  return due === undefined ? {} : { wakeAt: due.at };
}
