import type { Context } from '../../../context.ts';
import type { Locale } from '../../../lib/language.ts';
import { dayOf } from '../../../lib/zone.ts';
import { type Course, courses, type Session, sessions } from '../model.ts';
import { topicsIn } from '../rules/facts.ts';

/** What may be the id of a course or of a date in a notice's name: `training.changed-<date>-<version>`. */
function idsIn(notice: string): string[] {
  const [, ...parts] = notice.split('-');
  return parts.flatMap((_, from) => parts.slice(from).map((_part, nth) => parts.slice(from, from + nth + 1).join('-')));
}

/** What trainings these notices are about, and the day of each: two courses of one topic are told apart. @returns by notice */
export async function subjectsOf(
  ctx: Context,
  notices: readonly string[],
  locale: Locale,
): Promise<Map<string, string[]>> {
  const { workspace } = ctx;
  const candidates = new Map(notices.map((notice) => [notice, idsIn(notice)]));
  const among = { workspace, _id: { $in: [...new Set([...candidates.values()].flat())] } };
  const [whole, dates] = await Promise.all([
    courses(ctx).find(among, { facts: 1 }).lean<Pick<Course, '_id' | 'facts'>[]>(),
    sessions(ctx)
      .find(among, { topic: 1, second: 1, startsAt: 1 })
      .lean<Pick<Session, '_id' | 'topic' | 'second' | 'startsAt'>[]>(),
  ]);
  const known = new Map([
    ...whole.map(({ _id, facts }) => [_id, { topic: topicsIn(facts)[locale], at: facts.startsAt }] as const),
    ...dates.map((one) => [one._id, { topic: topicsIn(one)[locale], at: one.startsAt }] as const),
  ]);
  return new Map(
    [...candidates].map(([notice, ids]) => {
      // Of a course and its date the date says more.
      const id = ids.filter((one) => known.has(one)).toSorted((a, b) => b.length - a.length)[0];
      const found = id === undefined ? undefined : known.get(id);
      const day = found?.at === undefined ? [] : [dayOf(found.at, ctx.config.TIMEZONE)];
      return [notice, found === undefined ? [] : [found.topic, ...day]];
    }),
  );
}
