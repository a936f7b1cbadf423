import { type Store, standingRows } from '../ledger/model.ts';
import { recount } from '../ledger/store.ts';
import { MISSED_KEPT } from '../standing/standing.ts';
import { askedRecords } from './model.ts';

/**
 * Notes that something was asked of members on a day and locked unanswered. Whether it counts as missed is decided when the
 * streak is counted: not on a day off, and not where the member took part in something else that day. Twice is once; whoever
 * is ended in the middle is completed by telling it again.
 * @param day 'YYYY-MM-DD', the day of what was asked
 */
export async function tellMissed(ctx: Store, day: string, members: readonly string[]): Promise<void> {
  if (members.length === 0) return;
  const { workspace } = ctx;
  // The record first: a recount that reads the standing before sees the higher version, one that reads it after sees the record.
  await noteMissed(ctx, new Map(members.map((member) => [member, [day]])));
  const ofThese = { workspace, member: { $in: [...members] } };
  await standingRows(ctx).updateMany(
    { ...ofThese, streakDay: { $gt: '', $lt: day }, missed: { $ne: day } },
    { $push: { missed: { $each: [day], $sort: 1, $slice: -MISSED_KEPT } }, $inc: { version: 1 } },
    { hint: 'member' },
  );
  // A person who has answered on a later day already has it behind the streak: only a recount can place it.
  const behind = await standingRows(ctx)
    .find({ ...ofThese, streakDay: { $gt: day } }, { projection: { member: 1 }, hint: 'member' })
    .toArray();
  for (const { member } of behind) await recount(ctx, member);
}

/** Writes missed days into the records of members, without looking at their standings. */
export async function noteMissed(ctx: Store, days: ReadonlyMap<string, readonly string[]>): Promise<void> {
  const { workspace } = ctx;
  const writes = [...days].flatMap(([member, missed]) =>
    missed.length === 0
      ? []
      : {
          updateOne: {
            filter: { workspace, member },
            update: { $addToSet: { missed: { $each: [...missed] } } },
            upsert: true,
          },
        },
  );
  if (writes.length > 0) await askedRecords(ctx).collection.bulkWrite(writes, { ordered: false });
}
