import type { Context } from '../context.ts';
import { type PlannedNotice, plan } from '../delivery/plan.ts';
import { clock } from '../lib/clock.ts';
import type { Write } from '../lib/living.ts';
import { aboutGathering, type Gathering } from './gathering.ts';
import { type Readers, readersOf } from './readers.ts';
import {
  isPassed,
  planeOf,
  plannedFrom,
  type Reader,
  type Rung,
  reminderAt,
  rungsOf,
  usefulUntil,
} from './rules/ladder.ts';
import { ladderOf, planesOf } from './rules/wake.ts';
import type { Stored } from './stored.ts';

const PRIORITY: Record<Rung, number> = { week: 4, day: 4, hour: 3, start: 2 };
const SEATS_AT_ONCE = 300;

/** Names the start that a reminder is of: when the gathering is moved, it is of another one, were it moved back to the same hour. */
export const startKey = ({ startsAt, moves = 0 }: Pick<Gathering, 'startsAt' | 'moves'>): string =>
  `${startsAt.getTime().toString(36)}${moves === 0 ? '' : `-${moves}`}`;

/**
 * Writes down the reminders that are near, of all these gatherings: only for people with a seat, and only for seats that have
 * none yet. Planning again adds nothing.
 * @param readers whose clocks are known already; it grows
 * @returns how many were new
 */
export type PlanLadders<T> = (ctx: Context, due: readonly T[], readers?: Readers) => Promise<number>;

export function ladders<T extends Gathering>({ feature, write }: Stored<T>): PlanLadders<T> {
  async function planBatch(ctx: Context, batch: readonly T[], readers: Readers, now: Date): Promise<number> {
    const users = batch.flatMap((one) => one.seats.map(({ member }) => member));
    await readersOf(ctx, users, readers);
    const count = await plan(
      ctx,
      batch.flatMap((one) => remindersOf(feature, one, readers, now)),
    );
    await Promise.all(
      batch.map((one) => write(ctx, one._id, (found) => ladderWrite(found, one, now) as Partial<T> | undefined, one)),
    );
    return count;
  }

  return async (ctx, due, readers = new Map()) => {
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
  };
}

/** So many people at once: few enough for a worker that stays small. */
function batchesOf<T extends Gathering>(due: readonly T[]): T[][] {
  const batches: T[][] = [];
  let size = SEATS_AT_ONCE;
  for (const one of due) {
    if (size + one.seats.length > SEATS_AT_ONCE) {
      batches.push([]);
      size = 0;
    }
    batches.at(-1)?.push(one);
    size += Math.max(1, one.seats.length);
  }
  return batches;
}

function ladderWrite(found: Gathering, { startsAt, seq, version }: Gathering, now: Date): Write<Gathering> | undefined {
  // Moved meanwhile, or reminded otherwise: that one has a ladder of its own.
  if (found.version !== version) return undefined;
  const ladder = ladderOf(found);
  const behind = planesOf(found).filter((plane) => plannedFrom(plane, startsAt) <= now && ladder[plane] !== seq);
  if (behind.length === 0) return undefined;
  return { ladder: { ...ladder, ...Object.fromEntries(behind.map((plane) => [plane, seq])) } };
}

function remindersOf(
  feature: string,
  one: Gathering,
  readers: ReadonlyMap<string, Reader>,
  now: Date,
): PlannedNotice[] {
  const { _id: id, startsAt, seats } = one;
  const ladder = ladderOf(one);
  const start = startKey(one);
  return rungsOf(one).flatMap((rung) => {
    const plane = planeOf(rung);
    const expiresAt = usefulUntil(rung, one);
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
          notice: `${feature}.remind-${id}-${rung}-${start}`,
          kind: `${feature}.remind`,
          about: aboutGathering(feature, id),
          recipient: member,
          to: 'member',
          params: { session: id, rung, start },
          dueAt,
          exactly: true,
          expiresAt,
          priority: PRIORITY[rung],
        },
      ];
    });
  });
}
