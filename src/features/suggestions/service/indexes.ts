import type { Context } from '../../../context.ts';
import { items, photos } from '../model.ts';
import { absences, allowances, channelBoards, drafts, kindSettings, news } from '../records-model.ts';

/** Makes the indexes; running it again changes nothing. */
export async function prepare(ctx: Context): Promise<void> {
  await Promise.all([
    items(ctx).createIndexes(),
    photos(ctx).createIndexes(),
    kindSettings(ctx).createIndexes(),
    drafts(ctx).createIndexes(),
    allowances(ctx).createIndexes(),
    news(ctx).createIndexes(),
    absences(ctx).createIndexes(),
    channelBoards(ctx).createIndexes(),
  ]);
}
