import type { Context } from '../../../context.ts';
import { makeIndexes } from '../../../lib/stores/collection.ts';
import { announcements, log, receipts } from '../model.ts';
import { tallies } from '../receipts/tally-model.ts';

/** Makes the indexes; running it again changes nothing. */
export async function prepareAnnouncements(ctx: Pick<Context, 'db'>): Promise<void> {
  await makeIndexes(ctx, [announcements, receipts, tallies, log]);
}
