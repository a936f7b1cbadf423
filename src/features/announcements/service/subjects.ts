import type { Context } from '../../../context.ts';
import { inLanguage, type Locale } from '../../../lib/language.ts';
import { dayOf } from '../../../lib/zone.ts';
import { announcements } from '../model.ts';

/** `announcements.notice-<id>`, `announcements.reminder-<id>-<nth>`, `announcements.second-<id>-<nth>`. */
const OF_ONE = /^announcements\.(?:notice-([a-z0-9]+(?:-\d+)?)|(?:reminder|second)-([a-z0-9]+(?:-\d+)?)-\d+)$/;

/** The titles of the announcements that these notices are about, by notice; of a turn of a series its day, too. */
export async function subjectsOf(
  ctx: Context,
  notices: readonly string[],
  locale: Locale,
): Promise<Map<string, string[]>> {
  const idIn = (notice: string): string => OF_ONE.exec(notice)?.slice(1).find(Boolean) ?? '';
  const idOf = new Map(notices.map((notice) => [notice, idIn(notice)]));
  const found = await announcements(ctx)
    .find({ workspace: ctx.workspace, _id: { $in: [...idOf.values()] } }, { title: 1, second: 1, repeat: 1, dueAt: 1 })
    .lean();
  const { TIMEZONE } = ctx.config;
  const dayOfTurn = (repeat: string, dueAt: Date | undefined) =>
    repeat === 'once' || dueAt === undefined ? [] : [dayOf(dueAt, TIMEZONE)];
  const titles = new Map(
    found.map((one) => [one._id, [inLanguage(locale, one).title, ...dayOfTurn(one.repeat, one.dueAt)]]),
  );
  return new Map([...idOf].map(([notice, id]) => [notice, titles.get(id) ?? []]));
}
