import type { Context } from '../../../context.ts';
import { type PlannedNotice, plan } from '../../../delivery/plan.ts';
import { clock } from '../../../lib/clock.ts';
import { insertNew } from '../../../lib/stores/mongo.ts';
import { membersOf } from '../../../members/audience/audience.ts';
import { type Item, type ItemEvent, items } from '../model.ts';
import { type News, news } from '../records-model.ts';
import { newsDay, SINGLES, toldAt } from '../rules/news.ts';

/**
 * Tells people of an item's event: the first three of a person's day one by one, the rest in the day's message. A piece belongs
 * to the day on which it is told, so that none comes too late for its message. Telling again adds nothing.
 */
export async function planNews(ctx: Context, item: string, event: ItemEvent, people: readonly string[]): Promise<void> {
  if (people.length === 0) return;
  const { workspace } = ctx;
  const known = await membersOf(ctx, people);
  const tzOf = (recipient: string) => known.get(recipient)?.tz ?? ctx.config.TIMEZONE;
  const now = clock.now();
  const wanted = people.map((recipient): News => {
    const day = newsDay(now, tzOf(recipient));
    return { _id: `${item}-${event.seq}-${recipient}`, workspace, recipient, day, item, seq: event.seq, at: now };
  });
  const added = await insertNew(news(ctx), wanted);
  const rows = added.length === wanted.length ? wanted : await storedOf(ctx, wanted);
  const singles = await singlesOf(ctx, rows);
  await plan(
    ctx,
    rows.map(({ _id, recipient, day }): PlannedNotice => {
      const to = { recipient, to: 'member' as const };
      if (singles.has(_id)) {
        const params = { item, seq: String(event.seq) };
        return { ...to, notice: `suggestions.news-${item}-${event.seq}`, kind: 'suggestions.news', params };
      }
      const dueAt = toldAt(day, tzOf(recipient));
      return { ...to, notice: `suggestions.digest-${day}`, kind: 'suggestions.digest', params: { day }, dueAt };
    }),
  );
}

/** The rows as they were written the first time. */
async function storedOf(ctx: Context, wanted: readonly News[]): Promise<News[]> {
  const ids = wanted.map((one) => one._id);
  return news(ctx)
    .find({ workspace: ctx.workspace, _id: { $in: ids } })
    .lean<News[]>();
}

/** Which of these are among the first of their person's day. */
async function singlesOf(ctx: Context, rows: readonly News[]): Promise<Set<string>> {
  const [recipients, days] = [rows.map((one) => one.recipient), [...new Set(rows.map((one) => one.day))]];
  const all = await news(ctx)
    .find({ workspace: ctx.workspace, recipient: { $in: recipients }, day: { $in: days } }, { recipient: 1, day: 1 })
    .sort({ at: 1, _id: 1 })
    .lean();
  const counts = new Map<string, number>();
  const singles = new Set<string>();
  for (const { _id, recipient, day } of all) {
    const name = `${recipient} ${day}`;
    const place = counts.get(name) ?? 0;
    counts.set(name, place + 1);
    if (place < SINGLES) singles.add(_id);
  }
  return singles;
}

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
