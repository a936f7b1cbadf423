import { plain } from '../../../bot/draw/blocks.ts';
import type { Contributions } from '../../../bot/routing/contributions.ts';
import { failedIn } from '../../../delivery/progress/progress.ts';
import { inLanguage, type Locale } from '../../../lib/language.ts';
import { DAY_MS } from '../../../lib/zone.ts';
import { maySee } from '../../../members/roles.ts';
import { type Announcement, announcements } from '../model.ts';
import { announcementReceipts } from '../receipts/service/receipts.ts';

/** The announcements that could not be posted in a channel since it takes nothing; the trouble is noted before their delivery is final. */
export const channelUses: NonNullable<Contributions['channelUses']> = async ({ ctx, channel, since }) => {
  const { workspace } = ctx;
  const recent = await announcements(ctx)
    .find({
      workspace,
      via: 'channel',
      channels: channel,
      state: { $in: ['sending', 'sent', 'ended'] },
      updatedAt: { $gte: new Date(since.getTime() - DAY_MS) },
    })
    .sort({ _id: 1 })
    .lean<Announcement[]>();
  const failed = await failedIn(
    ctx,
    channel,
    recent.map(({ _id }) => announcementReceipts.noticeOf(_id)),
  );
  return recent
    .filter(({ _id }) => failed.has(announcementReceipts.noticeOf(_id)))
    .map((one) => ({
      what: { zh: `公告“${titleIn('zh', one)}”`, en: `announcement “${titleIn('en', one)}”` },
      maker: one.author,
      mayManage: (actor) => maySee(actor, one.branch),
      button: {
        action: `announcements.open:${one._id}`,
        label: { zh: '查看公告', en: 'Open announcement' },
        value: one._id,
      },
    }));
};

function titleIn(locale: Locale, one: Announcement): string {
  return plain(inLanguage(locale, one).title);
}
