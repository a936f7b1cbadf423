import type { Context } from '../../../context.ts';
import { type ShiftGroup, shiftGroups } from '../../../members/audience.ts';
import type { Schedule } from '../model.ts';

/**
 * The clocks by which a schedule runs: each zone and shift of its members has a run of its own. A channel is one place
 * with one card, and goes by the workspace's zone and the official calendar.
 */
export async function clocksOf(ctx: Context, schedule: Pick<Schedule, 'mode' | 'audience'>): Promise<ShiftGroup[]> {
  return schedule.mode === 'channel'
    ? [{ tz: ctx.config.TIMEZONE, shift: '', key: 'channel' }]
    : shiftGroups(ctx, schedule.audience);
}
