import type { Context } from '../../../context.ts';
import { deliveries } from '../../../delivery/model.ts';
import { receipts } from '../model.ts';
import { receiptStateOf } from '../rules.ts';
import { noticeOf } from './send.ts';

/**
 * Writes into the receipts what became of an announcement that is posted in channels: where it stands in one of them, it has
 * reached its audience; where it ended in none, nobody. Twice is once.
 */
export async function settlePosted(ctx: Context, announcement: string): Promise<void> {
  const { workspace } = ctx;
  const posts = await deliveries(ctx)
    .find({ workspace, notice: noticeOf(announcement) }, { state: 1, reason: 1 })
    .lean();
  const ends = posts.map(({ state, reason }) => receiptStateOf(state, reason));
  const [first] = ends;
  const state = ends.includes('reached') ? 'reached' : ends.includes('waiting') ? undefined : first;
  if (state === undefined || state === 'waiting') return;
  await receipts(ctx).updateMany({ workspace, announcement, state: 'waiting' }, { $set: { state } });
}
