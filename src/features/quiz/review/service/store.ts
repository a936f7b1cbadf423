import type { Connection, mongo } from 'mongoose';
import { isDuplicateKey } from '../../../../lib/stores/mongo.ts';
import { type Memory, memories } from '../model.ts';
import { NOTHING, type Packed } from '../packed.ts';

type Store = { db: Connection; workspace: string };

/** Whose memory, and of which bank. */
export type Owner = Pick<Memory, 'member' | 'bank'>;

/** A memory as it shall be. Applied again to what somebody else has written meanwhile. @returns what it was given: nothing is written */
export interface Change extends Owner {
  apply(was: Packed): Packed;
}

/** Two devices of one member at the same moment; more than these in a row do not happen. */
const TRIES = 8;
/** Memories that come with one answer of the database. */
const BATCH = 500;

/** Names a memory among others. */
export const ownerKey = ({ member, bank }: Owner): string => `${member} ${bank}`;

/** What members remember: of one bank, or of all. */
export async function memoriesOf(ctx: Store, members: readonly string[], bank?: string): Promise<Memory[]> {
  const filter = { workspace: ctx.workspace, member: { $in: [...members] }, ...(bank === undefined ? {} : { bank }) };
  const rows = await memories(ctx)
    .collection.find(filter, { projection: { _id: 0 }, promoteBuffers: true, batchSize: BATCH + 1 })
    .toArray();
  return rows as unknown as Memory[];
}

/** These memories, by `ownerKey`. */
export async function memoriesBy(ctx: Store, owners: readonly Owner[]): Promise<Map<string, Memory>> {
  const members = new Map<string, string[]>();
  for (const { member, bank } of owners) members.set(bank, [...(members.get(bank) ?? []), member]);
  const found = await Promise.all([...members].map(([bank, of]) => memoriesOf(ctx, of, bank)));
  return new Map(found.flat().map((one) => [ownerKey(one), one]));
}

/**
 * Changes memories, each by pure functions in the order given, and again where somebody was faster.
 * @param seen what was read of them just now, by `ownerKey`; what is not in it is read
 * @returns all of them as they are now, by `ownerKey`
 */
export async function change(
  ctx: Store,
  changes: readonly Change[],
  seen: ReadonlyMap<string, Memory | undefined> = new Map(),
): Promise<Map<string, Packed>> {
  let known = seen;
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const unread = changes.filter((one) => !known.has(ownerKey(one)));
    const before = new Map([...known, ...(await memoriesBy(ctx, unread))]);
    const steps = new Map<string, Step>();
    for (const { apply, member, bank } of changes) {
      const key = ownerKey({ member, bank });
      const was = before.get(key);
      steps.set(key, { member, bank, was, next: apply(steps.get(key)?.next ?? was ?? NOTHING) });
    }
    if (await write(ctx, [...steps.values()])) return new Map([...steps].map(([key, { next }]) => [key, next]));
    known = new Map();
  }
  throw new Error(`What a member remembers could not be written in ${TRIES} tries`);
}

interface Step extends Owner {
  was: Memory | undefined;
  next: Packed;
}

/** Writes what moved, each if nobody moved it meanwhile. @returns false when somebody did */
async function write(ctx: Store, steps: readonly Step[]): Promise<boolean> {
  const { workspace } = ctx;
  const writes = steps.flatMap(({ member, bank, was, next }): mongo.AnyBulkWriteOperation[] => {
    if (next === (was ?? NOTHING)) return [];
    const { questions } = next;
    const states = Buffer.from(next.states);
    if (was === undefined)
      return [{ insertOne: { document: { workspace, member, bank, version: 1, questions, states } } }];
    const { version } = was;
    const named = questions === was.questions ? {} : { questions };
    const update = { $set: { ...named, states, version: version + 1 } };
    return [{ updateOne: { filter: { workspace, member, bank, version }, update } }];
  });
  if (writes.length === 0) return true;
  try {
    const { matchedCount, insertedCount } = await memories(ctx).collection.bulkWrite(writes, { ordered: false });
    return matchedCount + insertedCount === writes.length;
  } catch (error) {
    if (isDuplicateKey(error)) return false;
    throw error;
  }
}
