import type { Context } from '../../../../context.ts';
import { clock } from '../../../../lib/clock.ts';
import { isIncluded, type Person } from '../../../../members/audience/of-one.ts';
import { cards, type Run, runs, type Schedule, schedules } from '../../model.ts';

/** The schedules in use whose audience includes a person. */
export async function schedulesFor(ctx: Context, person: Person): Promise<Schedule[]> {
  const active = await schedules(ctx).find({ workspace: ctx.workspace, state: 'active' }).lean<Schedule[]>();
  return active.filter(({ audience }) => isIncluded(ctx, audience, person));
}

/**
 * The channels' open runs that a person is asked in and has not joined, the one that locks first before the others. A
 * schedule that was paused or ended meanwhile leaves what is open as it is.
 */
export async function runsToJoin(ctx: Context, person: Person): Promise<Run[]> {
  const { workspace } = ctx;
  const open = await runs(ctx)
    .find({ workspace, state: 'open', lockAt: { $gt: clock.now() }, mode: 'channel' })
    .sort({ lockAt: 1 })
    .lean<Run[]>();
  if (open.length === 0) return [];
  const [asking, joined] = await Promise.all([
    schedules(ctx)
      .find({ workspace, _id: { $in: open.map((run) => run.schedule) } })
      .lean<Schedule[]>(),
    cards(ctx).distinct('run', { workspace, run: { $in: open.map((run) => run._id) }, member: person.user }),
  ]);
  const own = new Set(asking.filter(({ audience }) => isIncluded(ctx, audience, person)).map(({ _id }) => _id));
  return open.filter((run) => own.has(run.schedule) && !joined.includes(run._id));
}
