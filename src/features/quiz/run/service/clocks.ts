import type { Actor } from '../../../../bot/actor.ts';
import type { Context } from '../../../../context.ts';
import { type ShiftGroup, shiftGroups } from '../../../../members/audience/resolve.ts';
import type { AudienceSpec } from '../../../../members/audience/spec.ts';
import type { WorkTimes } from '../../../../members/calendar/work-times.ts';
import type { Work } from '../../../../members/shift.ts';
import type { Schedule } from '../../model.ts';

/** What a clock is made of. */
type Clock = Pick<ShiftGroup, 'tz' | 'shift'>;

/** A channel is one place with one card: it goes by the workspace's zone and the official calendar. */
function channelClock(ctx: Pick<Context, 'config'>): Clock {
  return { tz: ctx.config.TIMEZONE, shift: '' };
}

/** The clocks by which a schedule runs: each zone and shift of its members, or the channel, has a run of its own. */
export async function clocksOf(ctx: Context, schedule: Pick<Schedule, 'mode' | 'audience'>): Promise<ShiftGroup[]> {
  return schedule.mode === 'channel' ? [{ ...channelClock(ctx), key: 'channel' }] : shiftGroups(ctx, schedule.audience);
}

/** The one of a schedule's clocks by which it comes to a person. */
export function clockFor(
  ctx: Pick<Context, 'config'>,
  schedule: Pick<Schedule, 'mode'>,
  { tz, shift = '' }: Pick<Actor, 'tz' | 'shift'>,
): Clock {
  return schedule.mode === 'channel' ? channelClock(ctx) : { tz, shift };
}

/**
 * The working times by which a clock's run may be due: the company's, and those of each branch with days of its own. A channel,
 * and an audience of one branch, have one.
 */
export function worksOf(
  times: WorkTimes,
  { mode, audience }: Pick<Schedule, 'mode' | 'audience'>,
  { shift }: Pick<ShiftGroup, 'shift'>,
): Work[] {
  const branch = branchOf(audience);
  if (branch !== undefined) return [times.of({ shift, branch })];
  const branches = mode === 'channel' ? [] : times.branches;
  return [undefined, ...branches].map((branch) => times.of({ shift, branch }));
}

/** The branch whose members an audience has and no others; undefined where there is none. */
function branchOf({ include }: AudienceSpec): string | undefined {
  const branches = new Set(include.map((part) => ('branch' in part ? part.branch : undefined)));
  const [only] = branches;
  return branches.size === 1 ? only : undefined;
}
