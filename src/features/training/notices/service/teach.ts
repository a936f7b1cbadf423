import type { Context } from '../../../../context.ts';
import { type PlannedNotice, plan } from '../../../../delivery/plan.ts';
import { readersOf } from '../../../../gatherings/readers.ts';
import { toldAt } from '../../../../gatherings/rules/ladder.ts';
import { NEWS_PRIORITY } from '../../../../gatherings/telling.ts';
import { clock } from '../../../../lib/clock.ts';
import type { Course, Session } from '../../model.ts';
import { aboutCourse } from '../../rules/about.ts';

/** @param revision with which the dates were added; absent: those with which the course was published */
export const teachNotice = (course: string, revision?: number): string =>
  `training.teach-${course}${revision === undefined ? '' : `-${revision}`}`;

/**
 * Tells who teaches a course that was published, or given dates, which dates these are: one message for all of them, before the
 * first begins. Telling again adds nothing.
 * @param coming the dates to come, in order
 * @returns who is told: all but the officer who has done it
 */
export async function tellTrainers(ctx: Context, course: Course, coming: readonly Session[]): Promise<Set<string>> {
  const { _id: id, revision } = course;
  const by = revision === undefined ? course.author : course.added?.findLast((one) => one.revision === revision)?.by;
  const own = new Map<string, Session[]>();
  for (const date of coming)
    if (date.addedWith === revision && date.trainer !== '' && date.trainer !== by)
      own.set(date.trainer, [...(own.get(date.trainer) ?? []), date]);
  const readers = await readersOf(ctx, [...own.keys()]);
  const now = clock.now();
  await plan(
    ctx,
    [...own].map(([recipient, dates]): PlannedNotice => {
      const [reader, first, last] = [readers.get(recipient), dates[0], dates.at(-1)];
      return {
        notice: teachNotice(id, revision),
        kind: 'training.teach',
        about: aboutCourse(id),
        recipient,
        to: 'member',
        exactly: true,
        params: { course: id, ...(revision === undefined ? {} : { revision: String(revision) }) },
        priority: NEWS_PRIORITY,
        expiresAt: last?.startsAt ?? now,
        ...(reader === undefined || first === undefined ? {} : { dueAt: toldAt(reader, now, first.startsAt) }),
      };
    }),
  );
  return new Set(own.keys());
}
