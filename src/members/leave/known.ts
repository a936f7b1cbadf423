import type { Connection } from 'mongoose';
import type { Store } from '../model.ts';
import type { AwaySpan } from '../shift.ts';
import { type Leave, leaves } from './model.ts';

/** A write that was under way while others were read may bear an earlier hour than theirs. */
const OVERLAP_MS = 10_000;

interface Known {
  spans: Map<string, readonly AwaySpan[]>;
  upTo: Date;
}

const known = new WeakMap<Connection, Map<string, Known>>();

/**
 * Everybody's days away, by user. They are read whole once in a process, and from then on only what has changed: the answer to
 * every question asks for them.
 */
export async function knownLeaves(ctx: Store): Promise<ReadonlyMap<string, readonly AwaySpan[]>> {
  const own = known.get(ctx.db) ?? new Map<string, Known>();
  known.set(ctx.db, own);
  const before = own.get(ctx.workspace) ?? { spans: new Map(), upTo: new Date(0) };
  const changed = await leaves(ctx)
    .find(
      { workspace: ctx.workspace, touchedAt: { $gte: new Date(before.upTo.getTime() - OVERLAP_MS) } },
      { _id: 0, user: 1, spans: 1, touchedAt: 1 },
    )
    .lean<Pick<Leave, 'user' | 'spans' | 'touchedAt'>[]>();
  if (changed.length === 0) return before.spans;
  const spans = new Map(before.spans);
  let { upTo } = before;
  for (const { user, spans: days, touchedAt } of changed) {
    spans.set(
      user,
      days.map(({ from, to }) => ({ from, to })),
    );
    if (touchedAt > upTo) upTo = touchedAt;
  }
  own.set(ctx.workspace, { spans, upTo });
  return spans;
}
