import type { Context } from '../../../context.ts';
import { workTimesOf } from '../../../members/calendar/work-times.ts';
import type { Item } from '../model.ts';
import { nextDue } from '../rules/clocks.ts';

/** When an item has to be looked at by itself; part of every write that moves its state or its clocks. */
export async function wakeOf(
  ctx: Pick<Context, 'config' | 'db' | 'workspace'>,
  item: Item,
): Promise<{ wakeAt?: Date }> {
  const calendar = (await workTimesOf(ctx)).calendar(item.branch);
  const due = nextDue(item, item.updatedAt, ctx.config.TIMEZONE, calendar);
  return due === undefined ? {} : { wakeAt: due.at };
}
