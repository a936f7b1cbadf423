import type { Context } from '../../../../context.ts';
import { type PlannedNotice, plan } from '../../../../delivery/plan.ts';
import { readersOf } from '../../../../gatherings/readers.ts';
import { toldAt } from '../../../../gatherings/rules/ladder.ts';
import { NEWS_PRIORITY } from '../../../../gatherings/telling.ts';
import { clock } from '../../../../lib/clock.ts';
import { type Session, sessions } from '../../model.ts';
import { aboutCourse } from '../../rules/about.ts';
import { TOLD } from '../../rules/facts.ts';
import type { Wave } from '../../rules/wave.ts';
import { trainersTold } from '../../session/service/facts.ts';
import { deadlineOf } from './tell.ts';

export const changedDatesNotice = (course: string, wave: string): string => `training.changed-dates-${course}-${wave}`;

/**
 * Tells everybody on the lists, and who teaches these dates or did, of a change or a cancellation of several dates, when all of these have it: once each, whatever number
 * of dates they have a seat on. Telling again adds nothing.
 */
export async function tellWave(ctx: Context, course: string, wave: Wave): Promise<void> {
  const isCancelled = wave.reason !== undefined;
  if (!isCancelled && !isWorthTelling(wave)) return;
  const dates = await sessions(ctx)
    .find({ workspace: ctx.workspace, course, waves: wave.id, state: isCancelled ? 'cancelled' : 'open' })
    .sort({ index: 1 })
    .lean<Session[]>();
  const own = new Map<string, Session[]>();
  for (const date of dates)
    for (const member of toldOf(date, wave)) own.set(member, [...(own.get(member) ?? []), date]);
  const readers = await readersOf(ctx, [...own.keys()]);
  const now = clock.now();
  const verb = isCancelled ? 'cancelled-dates' : 'changed-dates';
  await plan(
    ctx,
    [...own].map(([recipient, theirs]): PlannedNotice => {
      const reader = readers.get(recipient);
      const deadline = new Date(Math.min(...theirs.map((one) => deadlineOf(one, now).getTime())));
      return {
        notice: `training.${verb}-${course}-${wave.id}`,
        kind: `training.${verb}`,
        about: aboutCourse(course),
        recipient,
        to: 'member',
        params: { course, wave: wave.id },
        exactly: true,
        priority: NEWS_PRIORITY,
        expiresAt: new Date(Math.max(...theirs.map((one) => one.endsAt.getTime()))),
        ...(reader === undefined ? {} : { dueAt: toldAt(reader, now, deadline) }),
      };
    }),
  );
}

function toldOf({ seats, trainer, past }: Session, { id, by, reason }: Wave): Set<string> {
  const before = past.find((one) => one.wave === id);
  const versions = [...(before === undefined ? [] : [before]), { trainer }];
  const isItsTrainer = before !== undefined || reason !== undefined;
  return new Set([...seats.map((one) => one.member), ...(isItsTrainer ? trainersTold(by, ...versions) : [])]);
}

function isWorthTelling({ before, after }: Wave): boolean {
  return TOLD.some((field) => field in after && String(before[field]) !== String(after[field]));
}
