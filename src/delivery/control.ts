import type { Context } from '../context.ts';
import { clock } from '../lib/clock.ts';
import { insertNew } from '../lib/stores/mongo.ts';
import { deliveries, type Send, sends } from './model.ts';

/** Writes down which notices go to several; each once. @param kinds by notice */
export async function openSends(ctx: Context, kinds: ReadonlyMap<string, string>): Promise<void> {
  const now = clock.now();
  await insertNew(
    sends(ctx),
    [...kinds].map(([notice, kind]): Send => {
      return { workspace: ctx.workspace, notice, kind, state: 'running', createdAt: now, changedAt: now };
    }),
  );
}

/** The latest sends to several, the newest first. */
export async function latestSends(ctx: Context, limit: number): Promise<Send[]> {
  return sends(ctx).find({ workspace: ctx.workspace }).sort({ createdAt: -1 }).limit(limit).lean<Send[]>();
}

/** One of them; undefined when the notice goes to one person, or to nobody. */
export async function sendOf(ctx: Context, notice: string): Promise<Send | undefined> {
  return (await sends(ctx).findOne({ workspace: ctx.workspace, notice }).lean<Send>()) ?? undefined;
}

/** Brings the deliveries of a send into the state that was said; twice is once. Those that may go on need their jobs then. */
export async function applySend(ctx: Context, { notice, state }: Pick<Send, 'notice' | 'state'>): Promise<void> {
  const { workspace } = ctx;
  if (state === 'stopped') {
    await deliveries(ctx).updateMany(
      { workspace, notice, state: { $in: ['planned', 'paused'] } },
      { $set: { state: 'dropped', reason: 'stopped', finishedAt: clock.now() } },
    );
    return;
  }
  const [from, to] = state === 'paused' ? (['planned', 'paused'] as const) : (['paused', 'planned'] as const);
  await deliveries(ctx).updateMany({ workspace, notice, state: from }, { $set: { state: to } });
}

/** The sends among these notices that shall not run. */
export async function heldSends(ctx: Context, notices: readonly string[]): Promise<Send[]> {
  return sends(ctx)
    .find({ workspace: ctx.workspace, notice: { $in: [...notices] }, state: { $in: ['paused', 'stopped'] } })
    .lean<Send[]>();
}

/** The sends on which somebody has had a word since an instant. */
export async function sendsChangedSince(ctx: Context, since: Date): Promise<Send[]> {
  return sends(ctx)
    .find({ workspace: ctx.workspace, changedAt: { $gte: since }, changedBy: { $exists: true } })
    .lean<Send[]>();
}
