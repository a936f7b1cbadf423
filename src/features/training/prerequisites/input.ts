import type { Actor } from '../../../bot/actor.ts';
import { option } from '../../../bot/draw/blocks.ts';
import type { OptionSource } from '../../../bot/feature.ts';
import type { SubmitRequest } from '../../../bot/request.ts';
import { unpack } from '../../../bot/text/command-text.ts';
import type { Context } from '../../../context.ts';
import { peopleIn, textIn } from '../form/input.ts';
import { readerOf, timeOf } from '../messages/reader.ts';
import { prerequisitesMessages } from './messages.ts';
import { MOST_POINTS, type Prerequisites } from './rules.ts';
import { isCircular, searchCourses } from './service/prerequisites.ts';

/** What the form of the terms says about what comes before. */
export function prerequisitesIn(inputs: SubmitRequest['inputs']): Prerequisites {
  const before = peopleIn(inputs, 'before');
  const points = textIn(inputs, 'points');
  return { ...(before.length === 0 ? {} : { before }), ...(points === '' ? {} : { points: Number(points) }) };
}

/** What cannot be asked for, at its input; undefined when all is well. */
export async function prerequisiteErrors(
  ctx: Context,
  { locale }: Actor,
  course: string,
  { before = [], points = 1 }: Prerequisites,
): Promise<Record<string, string> | undefined> {
  const { faults } = prerequisitesMessages[locale];
  if (await isCircular(ctx, course, before)) return { before: faults.before };
  const isPoints = Number.isInteger(points) && points >= 1 && points <= MOST_POINTS;
  return isPoints ? undefined : { points: faults.points };
}

/** Courses of the officer's affairs, but for the one whose form it is. */
export const courseOptions: Record<string, OptionSource> = {
  courseBefore: {
    role: 'officer',
    search: async ({ ctx, actor, query, metadata }) =>
      (await searchCourses(ctx, actor, query))
        .filter((one) => one.id !== unpack(metadata, 1)[0])
        .map(({ id, topic, publishedAt }) => ({
          ...option(id, topic),
          description: option('', timeOf(readerOf(actor), publishedAt)).text,
        })),
  },
};
