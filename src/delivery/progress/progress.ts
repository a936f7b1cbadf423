import type { Context } from '../../context.ts';
import { type DeliveryState, deliveries } from '../model.ts';

/** Deliveries that become due in the same minute. */
export interface Wave {
  at: Date;
  count: number;
}

/** How far a notice has come, in recipients. */
export interface Progress {
  planned: number;
  paused: number;
  sending: number;
  sent: number;
  /** By reason. */
  failed: Record<string, number>;
  dropped: Record<string, number>;
  /** When the first of them is or was due; undefined when there is none. */
  startsAt: Date | undefined;
  /** The planned and the paused by the minute in which they are due, the earliest first. */
  waves: Wave[];
}

interface Group {
  _id: { notice: string; state: DeliveryState; reason?: string; minute: Date | null };
  count: number;
  first: Date;
}

/** Counts a notice's deliveries by state and reason; reads the notice's part of an index only. */
export async function progress(ctx: Context, notice: string): Promise<Progress> {
  return (await progressOf(ctx, [notice])).get(notice) ?? nothingYet();
}

/** The same for several notices in one query. @returns by notice, every one of them */
export async function progressOf(ctx: Context, notices: readonly string[]): Promise<Map<string, Progress>> {
  const found = new Map(notices.map((notice) => [notice, nothingYet()]));
  if (notices.length === 0) return found;
  const minute = { $dateTrunc: { date: '$dueAt', unit: 'minute' } };
  const isWaiting = { $in: ['$state', ['planned', 'paused']] };
  const groups = await deliveries(ctx).aggregate<Group>([
    { $match: { workspace: ctx.workspace, notice: { $in: [...notices] } } },
    {
      $group: {
        _id: { notice: '$notice', state: '$state', reason: '$reason', minute: { $cond: [isWaiting, minute, null] } },
        count: { $sum: 1 },
        first: { $min: '$dueAt' },
      },
    },
    { $sort: { first: 1 } },
  ]);
  for (const group of groups) {
    const one = found.get(group._id.notice);
    if (one !== undefined) add(one, group);
  }
  return found;
}

function add(one: Progress, { _id: { state, reason = 'unknown', minute }, count, first }: Group): void {
  one.startsAt ??= first;
  if (state === 'failed' || state === 'dropped') one[state][reason] = (one[state][reason] ?? 0) + count;
  else one[state] += count;
  if (minute !== null) one.waves.push({ at: minute, count });
}

function nothingYet(): Progress {
  return { planned: 0, paused: 0, sending: 0, sent: 0, failed: {}, dropped: {}, startsAt: undefined, waves: [] };
}

/** Those of these notices that did not get into a channel, or whose post there is open. */
export async function failedIn(ctx: Context, channel: string, notices: readonly string[]): Promise<Set<string>> {
  const found: string[] = await deliveries(ctx).distinct('notice', {
    workspace: ctx.workspace,
    recipient: channel,
    state: { $in: ['sending', 'failed'] },
    notice: { $in: [...notices] },
  });
  return new Set(found);
}

/** What of a notice keeps somebody busy: due and not sent yet, held by an officer, or failed. */
export interface Unsettled {
  due: number;
  paused: number;
  failed: number;
}

/**
 * What is unsettled of these notices, among what is due since an instant; reads those records only, however many were
 * sent. @returns by notice, without those of which nothing is
 */
export async function unsettledOf(
  ctx: Context,
  notices: readonly string[],
  since: Date,
  now: Date,
): Promise<Map<string, Unsettled>> {
  const found = new Map<string, Unsettled>();
  if (notices.length === 0) return found;
  const ofThese = { workspace: ctx.workspace, notice: { $in: [...notices] } };
  const groups = await deliveries(ctx).aggregate<{ _id: { notice: string; state: DeliveryState }; count: number }>(
    [
      {
        $match: {
          $or: [
            { ...ofThese, state: { $in: ['planned', 'sending'] }, dueAt: { $gte: since, $lte: now } },
            { ...ofThese, state: { $in: ['paused', 'failed'] }, dueAt: { $gte: since } },
          ],
        },
      },
      { $group: { _id: { notice: '$notice', state: '$state' }, count: { $sum: 1 } } },
    ],
    { hint: { workspace: 1, state: 1, dueAt: 1 } },
  );
  for (const { _id, count } of groups) {
    const one = found.get(_id.notice) ?? { due: 0, paused: 0, failed: 0 };
    const part = _id.state === 'paused' || _id.state === 'failed' ? _id.state : 'due';
    found.set(_id.notice, { ...one, [part]: one[part] + count });
  }
  return found;
}
