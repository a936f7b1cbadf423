import type { Context } from '../context.ts';
import { type DeliveryState, deliveries } from './model.ts';

/** How far a notice has come, in recipients. */
export interface Progress {
  planned: number;
  paused: number;
  sending: number;
  sent: number;
  /** By reason. */
  failed: Record<string, number>;
  dropped: Record<string, number>;
}

/** Counts a notice's deliveries by state and reason; reads the notice's part of an index only. */
export async function progress(ctx: Context, notice: string): Promise<Progress> {
  const groups = await deliveries(ctx).aggregate<{ _id: { state: DeliveryState; reason?: string }; count: number }>([
    { $match: { workspace: ctx.workspace, notice } },
    { $group: { _id: { state: '$state', reason: '$reason' }, count: { $sum: 1 } } },
  ]);
  const result: Progress = { planned: 0, paused: 0, sending: 0, sent: 0, failed: {}, dropped: {} };
  for (const { _id, count } of groups) {
    if (_id.state === 'failed' || _id.state === 'dropped') result[_id.state][_id.reason ?? 'unknown'] = count;
    else result[_id.state] += count;
  }
  return result;
}
