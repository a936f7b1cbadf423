import type { Context } from '../../../context.ts';
import { clock } from '../../../lib/clock.ts';
import { type WorkTimes, workTimesOf } from '../../../members/calendar/work-times.ts';
import { refreshBoards } from '../board/service/channel-boards.ts';
import { type Item, items } from '../model.ts';
import { allowances, drafts } from '../records-model.ts';
import { nextDue } from '../rules/clocks.ts';
import { isPossible, rankAbove, stateAfter } from '../rules/states.ts';
import { change, type Decision } from './change.ts';
import { moveAbsences } from './people.ts';
import { tellSoon } from './tell.ts';

const AT_ONCE = 500;

/**
 * What is due by itself: warnings, escalations, the end of silence, news that could not be told, and what has expired. All of it
 * is found in MongoDB, so that nothing is lost with Redis or in a night without a worker.
 */
export async function tick(ctx: Context): Promise<void> {
  const { workspace } = ctx;
  const now = clock.now();
  await moveAbsences(ctx);
  const untold = await items(ctx).find({ workspace, untold: true }, { _id: 1 }).limit(AT_ONCE).lean();
  for (const { _id } of untold) await tellSoon(ctx, _id);
  const due = await items(ctx)
    .find({ workspace, wakeAt: { $lte: now } }, { _id: 1 })
    .limit(AT_ONCE)
    .lean();
  const times = await workTimesOf(ctx);
  for (const { _id } of due)
    await change(ctx, _id, (item, at) => dueDecision(ctx, times, item, at)).catch((error: unknown) =>
      // One that cannot be changed must not hold up the others; its hour is still past at the next tick.
      ctx.log.error({ err: error, item: _id }, 'what is due of an item could not be done'),
    );
  await refreshBoards(ctx);
  await drafts(ctx).deleteMany({ workspace, expiresAt: { $lte: now } });
  await allowances.sweep(ctx);
}

function dueDecision(ctx: Context, times: WorkTimes, item: Item, now: Date): Decision {
  const due = nextDue(item, now, ctx.config.TIMEZONE, times.calendar(item.branch));
  if (due === undefined || due.at > now) return undefined;
  if (due.do === 'silence')
    return isPossible(item.state, 'silence')
      ? { set: { state: stateAfter('silence'), closedAt: now }, event: { what: 'silent' } }
      : undefined;
  const marks = [...item.marks, due.mark];
  return due.do === 'warn'
    ? { set: { marks }, event: { what: 'warned', clock: due.clock } }
    : { set: { marks, rank: rankAbove(item.rank) }, event: { what: 'escalated', clock: due.clock } };
}
