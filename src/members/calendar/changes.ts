import { clock } from '../../lib/clock.ts';
import { isDuplicateKey } from '../../lib/stores/mongo.ts';
import { DAY_MS } from '../../lib/zone.ts';
import type { Store } from '../model.ts';
import { type CalendarChange, calendarChanges } from './model.ts';
import { forgetWorkTimes } from './work-times.ts';

/** What somebody is about to say of days. */
export type NewChange = Pick<CalendarChange, 'source' | 'branch' | 'days' | 'by'>;

/** A preview that nobody confirms is dropped after a day. */
const DRAFT_MS = DAY_MS;

/** Keeps a change that was previewed; the same request keeps it once, and one that was confirmed stays as it is. */
export async function draftChange(ctx: Store, id: string, change: NewChange): Promise<void> {
  const draft = { ...change, _id: id, workspace: ctx.workspace, at: clock.now(), isDraft: true };
  try {
    await calendarChanges(ctx).replaceOne({ _id: id, workspace: ctx.workspace, isDraft: true }, draft, {
      upsert: true,
    });
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
  }
}

/** A change as it was kept; undefined when it was dropped. */
export async function changeById(ctx: Store, id: string): Promise<CalendarChange | undefined> {
  const found = await calendarChanges(ctx).findOne({ _id: id, workspace: ctx.workspace }).lean<CalendarChange>();
  return found ?? undefined;
}

/** Makes a previewed change count from now on. @returns false when it did already, or is not there */
export async function confirmChange(ctx: Store, id: string): Promise<boolean> {
  const done = await calendarChanges(ctx).updateOne(
    { _id: id, workspace: ctx.workspace, isDraft: true },
    { $set: { at: clock.now(), follow: { after: '' } }, $unset: { isDraft: 1 } },
  );
  forgetWorkTimes(ctx);
  return done.modifiedCount === 1;
}

/** Takes a change back as a whole: what stood before stands again. @returns false when it was taken back already */
export async function undoChange(ctx: Store, id: string, by: string): Promise<boolean> {
  const done = await calendarChanges(ctx).updateOne(
    { _id: id, workspace: ctx.workspace, isDraft: { $ne: true }, undoneAt: { $exists: false } },
    { $set: { undoneAt: clock.now(), undoneBy: by, follow: { after: '' } } },
  );
  forgetWorkTimes(ctx);
  return done.modifiedCount === 1;
}

/** The changes whose consequences are not all done, and none of the drafts that nobody confirmed. */
export async function changesToFollow(ctx: Store): Promise<CalendarChange[]> {
  const { workspace } = ctx;
  await calendarChanges(ctx).deleteMany({
    workspace,
    isDraft: true,
    at: { $lte: new Date(clock.now().getTime() - DRAFT_MS) },
  });
  return calendarChanges(ctx)
    .find({ workspace, follow: { $exists: true } })
    .sort({ at: 1 })
    .lean<CalendarChange[]>()
    .exec();
}

/**
 * Writes down how far the consequences of a change are done; of one that was taken back meanwhile they begin again.
 * @param after the last member; undefined: all is done
 */
export async function followedTo(ctx: Store, change: CalendarChange, after: string | undefined): Promise<void> {
  await calendarChanges(ctx).updateOne(
    { _id: change._id, workspace: ctx.workspace, undoneAt: change.undoneAt ?? { $exists: false } },
    after === undefined ? { $unset: { follow: 1 } } : { $set: { 'follow.after': after } },
  );
}
