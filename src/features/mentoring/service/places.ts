import type { Context } from '../../../context.ts';
import { isDuplicateKey } from '../../../lib/stores/mongo.ts';
import { learners, type Place, pairs, places } from '../model.ts';
import { CAPACITY } from '../rules/pair.ts';

type Store = Pick<Context, 'db' | 'workspace'>;
const TRIES = 20;

/** How many apprentices a mentor takes: as they have said themselves; two otherwise, also of one who is asked although they do not offer it. */
export async function capacityOf(ctx: Store, mentor: string): Promise<number> {
  const found = await learners(ctx).findOne({ workspace: ctx.workspace, member: mentor }).lean();
  return found?.capacity || CAPACITY;
}

/** How many apprentices these mentors have; a place that outlived its pair does not count. */
export async function takenOf(ctx: Store, mentors: readonly string[]): Promise<Map<string, number>> {
  const taken = await places(ctx)
    .find({ workspace: ctx.workspace, mentor: { $in: [...mentors] } })
    .lean<Place[]>();
  const open = await openAmong(ctx, taken);
  const counts = new Map<string, number>();
  for (const { mentor, pair } of taken) if (open.has(pair)) counts.set(mentor, (counts.get(mentor) ?? 0) + 1);
  return counts;
}

/** Which of the pairs of these places are proposed or in force. */
async function openAmong(ctx: Store, taken: readonly Place[]): Promise<Set<string>> {
  if (taken.length === 0) return new Set();
  const ids = taken.map((one) => one.pair);
  return new Set<string>(
    await pairs(ctx).distinct('_id', { workspace: ctx.workspace, _id: { $in: ids }, isOpen: true }),
  );
}

/**
 * Takes a place of a mentor for a pair. The insert under the place's key decides: of two pairs at the same moment one gets the last
 * place. Twice is once.
 * @returns false where all are taken
 */
export async function takePlace(ctx: Store, mentor: string, pair: string): Promise<boolean> {
  const { workspace } = ctx;
  const capacity = await capacityOf(ctx, mentor);
  for (let tries = 0; tries < TRIES; tries++) {
    const taken = await places(ctx).find({ workspace, mentor }).lean<Place[]>();
    if (taken.some((one) => one.pair === pair)) return true;
    const free = Array.from({ length: capacity }, (_, at) => at).find((at) => taken.every((one) => one.place !== at));
    // Of one who takes fewer than before, those that they have count.
    if (free === undefined || taken.length >= capacity) {
      if (!(await freeOver(ctx, mentor, taken))) return false;
      continue;
    }
    try {
      await places(ctx).collection.insertOne({ workspace, mentor, place: free, pair } as never);
      return true;
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
    }
  }
  throw new Error('no place of a mentor could be taken');
}

/** Gives back the places of pairs that are over: whoever ended them may have died before. @returns whether there were any */
async function freeOver(ctx: Store, mentor: string, taken: readonly Place[]): Promise<boolean> {
  const { workspace } = ctx;
  const open = await openAmong(ctx, taken);
  const over = taken.map((one) => one.pair).filter((pair) => !open.has(pair));
  if (over.length === 0) return false;
  await places(ctx).deleteMany({ workspace, mentor, pair: { $in: over } });
  return true;
}

/** Gives a pair's places back. @param mentor only this one's */
export async function freePlaces(ctx: Store, pair: string, mentor?: string): Promise<void> {
  await places(ctx).deleteMany({ workspace: ctx.workspace, pair, ...(mentor === undefined ? {} : { mentor }) });
}
