import type { Actor } from '../../../../bot/actor.ts';
import type { Context } from '../../../../context.ts';
import { clock } from '../../../../lib/clock.ts';
import { resolveAudience } from '../../../../members/audience/resolve.ts';
import { workTimesOf } from '../../../../members/calendar/work-times.ts';
import { type Affairs, affairsOf } from '../../../../members/roles.ts';
import type { Course, Draft, Whom } from '../../model.ts';
import { datesIn } from '../../rules/course-dates.ts';
import { type Clock, type CourseDate, freeStart, isOfGroup, shiftLines } from '../../rules/shift-dates.ts';
import { mayCome, mustCome, withinOf } from '../../session/service/sessions.ts';

/** The zones and shifts of those who may come or must, each once. */
async function groupsIn(ctx: Context, whom: Whom, within: Affairs | undefined): Promise<Clock[]> {
  const groups = new Map<string, Clock>();
  for (const spec of [mayCome(whom), mustCome(whom)])
    for await (const page of resolveAudience(ctx, spec, within))
      for (const { tz, shift = '' } of page) groups.set(`${tz} ${shift}`, { tz, shift });
  return [...groups.values()];
}

/** A draft of one date for each shift with the dates filled in where the officer has written none: each when its group is free. */
export async function withShiftDates(ctx: Context, actor: Actor, draft: Draft): Promise<Draft> {
  const { repeat, more, facts } = draft;
  const { startsAt: wished, duration } = facts;
  if (repeat !== 'shifts' || more.trim() !== '' || wished === undefined || !(duration > 0)) return draft;
  const [groups, times] = await Promise.all([groupsIn(ctx, draft, affairsOf(actor)), workTimesOf(ctx)]);
  const dates = groups.flatMap((group): Required<CourseDate>[] => {
    const startsAt = freeStart(group, wished, duration, actor.tz, clock.now(), times.of(group));
    return startsAt === undefined ? [] : [{ startsAt, group }];
  });
  const inOrder = dates.toSorted(
    (a, b) => a.startsAt.getTime() - b.startsAt.getTime() || (a.group.shift < b.group.shift ? -1 : 1),
  );
  return { ...draft, more: shiftLines(inOrder, actor.tz) };
}

/** The shifts of a draft's audience that have no date; empty for any other course. */
export async function shiftsWithout(ctx: Context, course: Course): Promise<string[]> {
  if (course.repeat !== 'shifts' || course.state !== 'draft') return [];
  const dates = datesIn(course);
  const groups = await groupsIn(ctx, course, withinOf(course));
  return groups.filter((group) => !dates.some((one) => isOfGroup(group, one.group))).map((group) => group.shift);
}
