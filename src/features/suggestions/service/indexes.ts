import type { Context } from '../../../context.ts';
import { makeIndexes } from '../../../lib/stores/collection.ts';
import { items, photos } from '../model.ts';
import { absences, allowances, channelBoards, drafts, kindSettings, news } from '../records-model.ts';

/** Makes the indexes; running it again changes nothing. */
export async function prepare(ctx: Context): Promise<void> {
  await makeIndexes(ctx, [items, photos, kindSettings, drafts, allowances.model, news, absences, channelBoards]);
}
