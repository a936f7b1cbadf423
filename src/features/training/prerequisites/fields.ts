import type { Actor } from '../../../bot/actor.ts';
import { option } from '../../../bot/draw/blocks.ts';
import { people } from '../../../bot/draw/form/chosen.ts';
import { number } from '../../../bot/draw/form/kinds.ts';
import { readPrints } from '../../../bot/draw/form/touched.ts';
import type { OptionSource } from '../../../bot/feature.ts';
import type { Context } from '../../../context.ts';
import type { Locale } from '../../../lib/language.ts';
import { readerOf, timeOf } from '../messages/reader.ts';
import { prerequisitesMessages } from './messages.ts';
import { MOST_POINTS, type Prerequisites } from './rules.ts';
import { isCircular, searchCourses } from './service/prerequisites.ts';

const MOST_BEFORE = 5;
const said = (key: 'before' | 'beforeHint' | 'beforeFind' | 'points') => (locale: Locale) =>
  prerequisitesMessages[locale][key];

/** What comes before a course, in the form of its terms. */
export const prerequisiteFields = {
  before: people({
    label: said('before'),
    hint: said('beforeHint'),
    source: 'training.courseBefore',
    placeholder: said('beforeFind'),
    max: MOST_BEFORE,
  }),
  points: number({ label: said('points'), more: true }),
};

/** What the form says, or what cannot be asked for, at its field. */
export async function prerequisitesFrom(
  ctx: Context,
  { locale }: Actor,
  course: string,
  { before, points }: { before: readonly string[]; points: number | undefined },
): Promise<Prerequisites | { errors: Record<string, string> }> {
  const { before: isCircle, points: outOfRange } = prerequisitesMessages[locale].faults;
  if (await isCircular(ctx, course, before)) return { errors: { before: isCircle } };
  if (points !== undefined && (points < 1 || points > MOST_POINTS)) return { errors: { points: outOfRange } };
  return { ...(before.length === 0 ? {} : { before: [...before] }), ...(points === undefined ? {} : { points }) };
}

/** Courses of the officer's affairs, but for the one whose form it is. */
export const courseOptions: Record<string, OptionSource> = {
  courseBefore: {
    role: 'officer',
    search: async ({ ctx, actor, query, metadata }) =>
      (await searchCourses(ctx, actor, query))
        .filter((one) => !readPrints(metadata).metadata.includes(JSON.stringify(one.id)))
        .map(({ id, topic, publishedAt }) => ({
          ...option(id, topic),
          description: option('', timeOf(readerOf(actor), publishedAt)).text,
        })),
  },
};
