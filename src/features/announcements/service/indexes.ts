import type { Context } from '../../../context.ts';
import { announcements, log, receipts } from '../model.ts';

/** Makes the indexes; running it again changes nothing. */
export async function prepareAnnouncements(ctx: Pick<Context, 'db'>): Promise<void> {
  await Promise.all([announcements(ctx).createIndexes(), receipts(ctx).createIndexes(), log(ctx).createIndexes()]);
}
