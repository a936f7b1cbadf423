import type { Actor } from '../../../../bot/actor.ts';
import type { ContestNotices } from '../../../../bot/routing/contributions.ts';
import type { Context } from '../../../../context.ts';
import { dayjs } from '../../../../lib/dayjs.ts';
import { inLanguage } from '../../../../lib/language.ts';
import { instantOf } from '../../../../lib/zone.ts';
import { affairsOf, inAffairs } from '../../../../members/roles.ts';
import { type Announcement, announcements, type LogEntry, log } from '../../model.ts';
import type { Category } from '../../rules.ts';

/** One line of the register: what was disclosed, when, to how many. */
export type Disclosure = Pick<LogEntry, 'at' | 'title' | 'category' | 'members'> & { author: string };

/**
 * What went out in a year, from the log that nobody edits, and what contests have told by themselves; within the branch for a branch
 * officer.
 */
export async function registerOf(
  ctx: Context,
  actor: Actor,
  contests: ContestNotices,
  year: number,
  category?: Category,
): Promise<Disclosure[]> {
  const start = (of: number): Date => instantOf(`${of}-01-01`, '00:00', actor.tz);
  const acts = await log(ctx)
    .find({
      workspace: ctx.workspace,
      act: 'sent',
      at: { $gte: start(year), $lt: start(year + 1) },
      ...(category === undefined ? {} : { category }),
    })
    .sort({ at: 1 })
    .lean<LogEntry[]>();
  const ids = acts.map((one) => one.announcement);
  const seen = await announcements(ctx)
    .find({ workspace: ctx.workspace, _id: { $in: ids }, ...inAffairs(affairsOf(actor)) }, { _id: 1 })
    .lean<Pick<Announcement, '_id'>[]>();
  const mine = new Set(seen.map(({ _id }) => _id));
  const announced = acts.flatMap((act) => {
    const { at, title, category: own, members, announcement, by } = inLanguage(actor.locale, act);
    return mine.has(announcement)
      ? [{ at, title, category: own, author: by, ...(members === undefined ? {} : { members }) }]
      : [];
  });
  if (category !== undefined && category !== 'contest') return announced;
  const sent = await contests({ ctx, actor, from: start(year), until: start(year + 1) });
  const told = sent.map(({ at, title, what, members, by }): Disclosure => {
    return { at, title: `${title} · ${what[actor.locale]}`, category: 'contest', author: by, members };
  });
  return [...announced, ...told].toSorted((a, b) => a.at.getTime() - b.at.getTime());
}

/** The year of the first act in the log, in the actor's zone. @param otherwise where there is none */
export async function firstYearOf(ctx: Context, { tz }: Actor, otherwise: number): Promise<number> {
  const { workspace } = ctx;
  const first = await log(ctx).findOne({ workspace, act: 'sent' }, { at: 1 }).sort({ at: 1 }).lean<LogEntry>();
  return first === null ? otherwise : dayjs(first.at).tz(tz).year();
}
