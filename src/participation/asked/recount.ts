import { clock } from '../../lib/clock.ts';
import { isDuplicateKey } from '../../lib/stores/mongo.ts';
import { type Standing, type Store, standingRows } from '../ledger/model.ts';
import { entriesOf, recount } from '../ledger/store.ts';
import { askedRecords, type ChangeMark, changeMarks } from './model.ts';
import { noteMissed } from './tell.ts';

/** Members between two marks: what a process that is ended in the middle does again. */
const BATCH = 100;
const NAME = 'asked-days';

/** The days, by member, on which a feature has asked them something that is locked by now, answered or not. */
export type AskedDays = (ctx: Store, members: readonly string[]) => Promise<Map<string, string[]>>;

/**
 * Counts everybody's streak once by the rule that only what was asked can be missed, with the days that the features remember.
 * Nobody's streak shrinks: what they had is written down first, as a floor that every later recount keeps. Ended in the middle,
 * it goes on behind the last mark; what it does again there changes nothing.
 * @returns how many members were counted; 0 when all is done already
 */
export async function recountStreaks(ctx: Store, askedDays: AskedDays): Promise<number> {
  let count = 0;
  for (let mark = await markOf(ctx); mark.doneAt === undefined; ) {
    const batch = await standingsAfter(ctx, mark.after);
    await keepFloors(ctx, batch);
    await noteMissed(ctx, await missedOf(ctx, batch, askedDays));
    for (const { member } of batch) await recount(ctx, member);
    count += batch.length;
    const last = batch.at(-1);
    mark = last === undefined ? { ...mark, doneAt: clock.now() } : { ...mark, after: last.member };
    await changeMarks(ctx).updateOne({ workspace: ctx.workspace, name: NAME }, { $set: { ...mark } });
  }
  return count;
}

async function markOf(ctx: Store): Promise<ChangeMark> {
  const { workspace } = ctx;
  const found = await changeMarks(ctx).findOne({ workspace, name: NAME }, { _id: 0 }).lean<ChangeMark>();
  if (found !== null) return found;
  const mark = { workspace, name: NAME, after: '' };
  try {
    await changeMarks(ctx).collection.insertOne({ ...mark });
    return mark;
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
    return markOf(ctx);
  }
}

async function standingsAfter(ctx: Store, after: string): Promise<Standing[]> {
  return (await standingRows(ctx)
    .find({ workspace: ctx.workspace, member: { $gt: after } }, { projection: { _id: 0 }, hint: 'member' })
    .sort({ member: 1 })
    .limit(BATCH)
    .toArray()) as Standing[];
}

/** Writes down what they have, unless it is written: the second time it would be what the first has made of it. */
async function keepFloors(ctx: Store, batch: readonly Standing[]): Promise<void> {
  const { workspace } = ctx;
  const writes = batch
    .filter(({ streakDay }) => streakDay !== '')
    .flatMap(({ member, streakDay, streak: { current, longest, shields } }) => [
      { updateOne: { filter: { workspace, member }, update: { $setOnInsert: { missed: [] } }, upsert: true } },
      {
        updateOne: {
          filter: { workspace, member, floor: { $exists: false } },
          update: { $set: { floor: { day: streakDay, current, longest, shields } } },
        },
      },
    ]);
  if (writes.length > 0) await askedRecords(ctx).collection.bulkWrite(writes);
}

/** Of the days on which something was asked those on which the member did not take part. */
async function missedOf(
  ctx: Store,
  batch: readonly Standing[],
  askedDays: AskedDays,
): Promise<Map<string, readonly string[]>> {
  const asked = await askedDays(
    ctx,
    batch.map(({ member }) => member),
  );
  const missed = new Map<string, readonly string[]>();
  for (const [member, days] of asked) {
    const took = new Set((await entriesOf(ctx, member)).filter((entry) => entry.streak).map(({ day }) => day));
    missed.set(
      member,
      days.filter((day) => !took.has(day)),
    );
  }
  return missed;
}
