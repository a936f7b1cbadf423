import type { Context } from '../../../context.ts';
import { announcements } from '../model.ts';

/** `announcements.notice-<id>`, `announcements.reminder-<id>-<nth>`, `announcements.second-<id>-<nth>`. */
const OF_ONE = /^announcements\.(?:notice|reminder|second)-([a-z0-9]+)/;

/** The titles of the announcements that these notices are about, by notice. */
export async function subjectsOf(ctx: Context, notices: readonly string[]): Promise<Map<string, string[]>> {
  const idOf = new Map(notices.map((notice) => [notice, OF_ONE.exec(notice)?.[1] ?? '']));
  const found = await announcements(ctx)
    .find({ workspace: ctx.workspace, _id: { $in: [...idOf.values()] } }, { title: 1 })
    .lean();
  const titles = new Map(found.map(({ _id, title }) => [_id, [title]]));
  return new Map([...idOf].map(([notice, id]) => [notice, titles.get(id) ?? []]));
}
