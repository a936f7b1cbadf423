import type { Context } from '../../../../context.ts';
import { type PlannedNotice, plan } from '../../../../delivery/plan.ts';
import { clock } from '../../../../lib/clock.ts';
import type { Session } from '../../model.ts';
import { ladderOf, planesOf } from '../../session/rules/wake.ts';
import { writeSession } from '../../session/service/write.ts';
import {
  isPassed,
  planeOf,
  plannedFrom,
  type Reader,
  type Rung,
  reminderAt,
  rungsOf,
  usefulUntil,
} from '../rules/reminders.ts';
import { type Readers, readersOf } from './readers.ts';

const PRIORITY: Record<Rung, number> = { week: 4, day: 4, hour: 3, start: 2 };
const SEATS_AT_ONCE = 300;

/** Names the start that a reminder is of: when the session is moved, it is of another one, were it moved back to the same hour. */
export const startKey = ({ startsAt, moves = 0 }: Pick<Session, 'startsAt' | 'moves'>): string =>
  `${startsAt.getTime().toString(36)}${moves === 0 ? '' : `-${moves}`}`;

/**
 * Writes down the reminders that are near, of all these sessions: only for those with a seat, and only for seats that have none
 * yet. Planning again adds nothing.
 * @param readers whose clocks are known already; it grows
 * @returns how many were new
 */
export async function planLadders(
  ctx: Context,
  due: readonly Session[],
  readers: Readers = new Map(),
): Promise<number> {
  const now = clock.now();
  const batches = batchesOf(due.filter((one) => one.state === 'open')).values();
  let count = 0;
  // While MongoDB takes one batch, Redis takes the other.
  const lane = async (): Promise<void> => {
    for (const batch of batches) {
      const added = await planBatch(ctx, batch, readers, now);
      count += added;
    }
  };
  await Promise.all([lane(), lane()]);
  return count;
}

/** So many people at once: few enough for a worker that stays small. */
function batchesOf(due: readonly Session[]): Session[][] {
  const batches: Session[][] = [];
  let size = SEATS_AT_ONCE;
  for (const session of due) {
    if (size + session.seats.length > SEATS_AT_ONCE) {
      batches.push([]);
      size = 0;
    }
    batches.at(-1)?.push(session);
    size += Math.max(1, session.seats.length);
  }
  return batches;
}

async function planBatch(ctx: Context, batch: readonly Session[], readers: Readers, now: Date): Promise<number> {
  const users = batch.flatMap((one) => one.seats.map(({ member }) => member));
  await readersOf(ctx, users, readers);
  const count = await plan(
    ctx,
    batch.flatMap((one) => remindersOf(one, readers, now)),
  );
  await Promise.all(batch.map((one) => writeLadder(ctx, one, now)));
  return count;
}

async function writeLadder(ctx: Context, session: Session, now: Date): Promise<void> {
  const { _id, startsAt, seq, version } = session;
  const decide = (found: Session) => {
    // Moved meanwhile, or reminded otherwise: that one has a ladder of its own.
    if (found.version !== version) return undefined;
    const ladder = ladderOf(found);
    const behind = planesOf(found).filter((plane) => plannedFrom(plane, startsAt) <= now && ladder[plane] !== seq);
    if (behind.length === 0) return undefined;
    return { ladder: { ...ladder, ...Object.fromEntries(behind.map((plane) => [plane, seq])) } };
  };
  await writeSession(ctx, _id, decide, session);
}

function remindersOf(session: Session, readers: ReadonlyMap<string, Reader>, now: Date): PlannedNotice[] {
  const { _id: id, startsAt, seats } = session;
  const ladder = ladderOf(session);
  const start = startKey(session);
  return rungsOf(session).flatMap((rung) => {
    const plane = planeOf(rung);
    const expiresAt = usefulUntil(rung, session);
    if (plannedFrom(plane, startsAt) > now) return [];
    // People of one shift share a clock.
    const times = new Map<Reader, Date>();
    return seats.flatMap(({ member, state, seq, at, since = at }): PlannedNotice[] => {
      const reader = readers.get(member);
      if (state !== 'held' || seq <= ladder[plane] || reader === undefined) return [];
      const dueAt = times.get(reader) ?? reminderAt(rung, startsAt, reader);
      times.set(reader, dueAt);
      if (isPassed(rung, dueAt, since)) return [];
      return [
        {
          ...{ notice: `training.remind-${id}-${rung}-${start}`, kind: 'training.remind', recipient: member },
          ...{ to: 'member', params: { session: id, rung, start }, dueAt, exactly: true },
          ...{ expiresAt, priority: PRIORITY[rung] },
        },
      ];
    });
  });
}
