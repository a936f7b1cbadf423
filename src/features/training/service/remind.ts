import type { Context } from '../../../context.ts';
import { type PlannedNotice, plan } from '../../../delivery/plan.ts';
import { clock } from '../../../lib/clock.ts';
import { MINUTE_MS } from '../../../lib/zone.ts';
import type { Session } from '../model.ts';
import { plannedFrom, type Reader, RUNGS, type Rung, reminderAt } from '../rules/reminders.ts';
import { ladderOf } from '../rules/wake.ts';
import { readersOf } from './readers.ts';
import { writeSession } from './write.ts';

const PRIORITY: Record<Rung, number> = { day: 4, hour: 3, start: 2 };
/** A reminder of the start helps who is on the way. */
const USEFUL_MS = 15 * MINUTE_MS;

/** Names the start that a reminder is of: when the session is moved, it is of another one. */
export const startKey = (startsAt: Date): string => startsAt.getTime().toString(36);

/**
 * Writes down the reminders that are near, of all these sessions at once: only for those with a seat, and only for seats that have
 * none yet. Planning again adds nothing.
 * @returns how many were new
 */
export async function planLadders(ctx: Context, due: readonly Session[]): Promise<number> {
  const now = clock.now();
  const open = due.filter((one) => one.state === 'open');
  const readers = new Map<string, Reader>();
  await readersOf(
    ctx,
    open.flatMap((one) => one.seats.map(({ member }) => member)),
    readers,
  );
  const count = await plan(
    ctx,
    open.flatMap((one) => remindersOf(one, readers, now)),
  );
  for (const { _id, startsAt, seq } of open)
    await writeSession(ctx, _id, (found) => {
      // Moved meanwhile: that start has a ladder of its own.
      if (found.startsAt.getTime() !== startsAt.getTime()) return undefined;
      const ladder = ladderOf(found);
      const isPlanned = (rung: 'day' | 'near') => plannedFrom(rung, startsAt) <= now;
      const [day, near] = [isPlanned('day') ? seq : ladder.day, isPlanned('near') ? seq : ladder.near];
      return day === ladder.day && near === ladder.near ? undefined : { ladder: { startsAt, day, near } };
    });
  return count;
}

function remindersOf(session: Session, readers: ReadonlyMap<string, Reader>, now: Date): PlannedNotice[] {
  const { _id: id, startsAt, endsAt, seats } = session;
  const ladder = ladderOf(session);
  const start = startKey(startsAt);
  const expires: Record<Rung, Date> = {
    day: new Date(startsAt.getTime() - 60 * MINUTE_MS),
    hour: startsAt,
    start: new Date(Math.min(startsAt.getTime() + USEFUL_MS, endsAt.getTime())),
  };
  return RUNGS.flatMap((rung) => {
    const plane = rung === 'day' ? 'day' : 'near';
    if (plannedFrom(plane, startsAt) > now) return [];
    return seats.flatMap(({ member, state, seq, at, since = at }): PlannedNotice[] => {
      const reader = readers.get(member);
      if (state !== 'held' || seq <= ladder[plane] || reader === undefined) return [];
      const dueAt = reminderAt(rung, startsAt, reader, since);
      if (dueAt === undefined) return [];
      return [
        {
          ...{ notice: `training.remind-${id}-${rung}-${start}`, kind: 'training.remind', recipient: member },
          ...{ to: 'member', params: { session: id, rung, start }, dueAt, exactly: true },
          ...{ expiresAt: expires[rung], priority: PRIORITY[rung] },
        },
      ];
    });
  });
}
