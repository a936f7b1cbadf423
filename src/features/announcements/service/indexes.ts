import type { Context } from '../../../context.ts';
import { announcements, log, receipts } from '../model.ts';
import { tallies } from '../tally-model.ts';

/** Makes the indexes; running it again changes nothing. */
export async function prepareAnnouncements(ctx: Pick<Context, 'db'>): Promise<void> {
  await Promise.all([announcements, receipts, tallies, log].map((of) => of(ctx).createIndexes()));
}
