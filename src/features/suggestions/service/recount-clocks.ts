import type { Context } from '../../../context.ts';
import { type WorkTimes, workTimesOf } from '../../../members/calendar/work-times.ts';
import type { Kind } from '../kinds/rules.ts';
import { kindsOf } from '../kinds/service.ts';
import { type Item, items } from '../model.ts';
import { afterWorkingDays } from '../rules/clocks.ts';
import { wakeOf } from './wake.ts';

/**
 * Counts the running clocks of working days again after a change of the calendar: from the day on which each began, at the
 * pace of its kind. A due date is a day that somebody chose, and stays. Twice is once.
 * @param branch only its items; all without one
 */
export async function recountClocks(ctx: Context, branch?: string): Promise<void> {
  const [kinds, times] = await Promise.all([kindsOf(ctx), workTimesOf(ctx)]);
  const open = items(ctx)
    .find({
      ...{ workspace: ctx.workspace, state: { $in: ['received', 'accepted', 'progress'] } },
      ...(branch === undefined ? {} : { branch }),
    })
    .lean<Item[]>()
    .cursor();
  for await (const item of open as AsyncIterable<Item>) {
    const set = clocksOf(ctx, times, kinds, item);
    const after = { ...item, ...set };
    const { wakeAt } = await wakeOf(ctx, after);
    // Whoever changes it meanwhile counts by the new calendar already.
    await items(ctx).updateOne(
      { _id: item._id, workspace: ctx.workspace, state: item.state, events: { $size: item.events.length } } as never,
      wakeAt === undefined ? { $set: set, $unset: { wakeAt: 1 } } : { $set: { ...set, wakeAt } },
    );
  }
}

function clocksOf(ctx: Context, times: WorkTimes, kinds: readonly Kind[], item: Item): Partial<Item> {
  const pace = kinds.find((one) => one.kind === item.kind);
  const began = (...whats: string[]) => item.events.findLast(({ what }) => whats.includes(what))?.at;
  const calendar = times.calendar(item.branch);
  const after = (from: Date, days: number) => afterWorkingDays(from, days, ctx.config.TIMEZONE, calendar);
  if (pace === undefined) return {};
  if (item.state === 'received')
    return { acceptBy: after(began('received', 'reopened') ?? item.createdAt, pace.acceptDays) };
  const accepted = began('accepted');
  return item.state === 'accepted' && accepted !== undefined ? { replyBy: after(accepted, pace.replyDays) } : {};
}
