import { plain } from '../../../bot/draw/blocks.ts';
import type { Contributions } from '../../../bot/routing/contributions.ts';
import type { Context } from '../../../context.ts';
import { deliveries } from '../../../delivery/model.ts';
import { DAY_MS } from '../../../lib/zone.ts';
import { maySee } from '../../../members/roles.ts';
import { type Announcement, announcements } from '../model.ts';
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

/** The announcements that could not be posted in a channel since it takes nothing; the trouble is noted before their delivery is final. */
export const channelUses: NonNullable<Contributions['channelUses']> = async ({ ctx, channel, since }) => {
  const { workspace } = ctx;
  const recent = await announcements(ctx)
    .find({
      ...{ workspace, via: 'channel', channels: channel, state: { $in: ['sending', 'sent', 'ended'] } },
      updatedAt: { $gte: new Date(since.getTime() - DAY_MS) },
    })
    .sort({ _id: 1 })
    .lean<Announcement[]>();
  const failed = new Set(
    await deliveries(ctx).distinct('notice', {
      ...{ workspace, recipient: channel, state: { $in: ['sending' as const, 'failed' as const] } },
      notice: { $in: recent.map(({ _id }) => noticeOf(_id)) },
    }),
  );
  return recent
    .filter(({ _id }) => failed.has(noticeOf(_id)))
    .map(({ _id, title, author, branch }) => ({
      what: { zh: `公告“${plain(title)}”`, en: `announcement “${plain(title)}”` },
      maker: author,
      mayManage: (actor) => maySee(actor, branch),
      button: { action: `announcements.open:${_id}`, label: { zh: '查看公告', en: 'Open announcement' }, value: _id },
    }));
};
