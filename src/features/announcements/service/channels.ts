import type { Context } from '../../../context.ts';
import { deliveries } from '../../../delivery/model.ts';
import { type ReceiptState, receiptStateOf } from '../rules.ts';
import { noticeOf } from './send.ts';

/**
 * What became of an announcement that is posted in channels: where it stands in one of them, it has reached its audience;
 * where it ended in none, nobody.
 * @returns `waiting` while that is open
 */
export async function stateOfPosts(ctx: Context, announcement: string): Promise<ReceiptState> {
  const posts = await deliveries(ctx)
    .find({ workspace: ctx.workspace, notice: noticeOf(announcement) }, { state: 1, reason: 1 })
    .lean();
  const ends = posts.map(({ state, reason }) => receiptStateOf(state, reason));
  const [first = 'waiting'] = ends;
  return ends.find((one) => one === 'reached') ?? ends.find((one) => one === 'waiting') ?? first;
}
