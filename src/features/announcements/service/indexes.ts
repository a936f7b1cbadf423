import type { Context } from '../../../context.ts';
import { makeIndexes } from '../../../lib/stores/collection.ts';
import { announcements, log } from '../model.ts';
import { announcementReceipts } from '../receipts/service/receipts.ts';

/** Makes the indexes; running it again changes nothing. */
export async function prepareAnnouncements(ctx: Pick<Context, 'db'>): Promise<void> {
  await makeIndexes(ctx, [announcements, announcementReceipts.receipts, announcementReceipts.tallies, log]);
}
