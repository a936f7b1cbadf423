import type { Context } from '../../../context.ts';
import { type Item, type ItemEvent, items } from '../model.ts';
import { news } from '../records-model.ts';
import { SINGLES } from '../rules/news.ts';

/** What a person was not told one by one on a day: the fourth piece of news and all after it. */
export async function batchOf(
  ctx: Context,
  recipient: string,
  day: string,
): Promise<{ item: Item; event: ItemEvent }[]> {
  const { workspace } = ctx;
  const rows = await news(ctx).find({ workspace, recipient, day }).sort({ at: 1, _id: 1 }).skip(SINGLES).lean();
  const ids = [...new Set(rows.map((one) => one.item))];
  const found = await items(ctx)
    .find({ workspace, _id: { $in: ids } })
    .lean<Item[]>();
  const byId = new Map(found.map((item) => [item._id, item]));
  return rows.flatMap(({ item: id, seq }) => {
    const item = byId.get(id);
    const event = item?.events[seq];
    return item === undefined || event === undefined ? [] : [{ item, event }];
  });
}
