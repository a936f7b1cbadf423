import type { Context } from '../../../context.ts';
import { clock } from '../../../lib/clock.ts';
import { insertNew } from '../../../lib/mongo.ts';
import { type Announcement, type LogEntry, log } from '../model.ts';

/** Adds what was done; the same act, told again, adds nothing. Nothing else ever writes here. */
export async function noteAct(
  ctx: Context,
  one: Announcement,
  act: LogEntry['act'],
  by: string,
  more: { nth?: number | string; members?: number } = {},
): Promise<void> {
  await insertNew(log(ctx), [
    {
      ...{ workspace: ctx.workspace, key: `${one._id}-${act}-${more.nth ?? 0}`, announcement: one._id, act, by },
      ...{ at: clock.now(), title: one.title, category: one.category },
      ...(more.members === undefined ? {} : { members: more.members }),
    },
  ]);
}

/** What was done with an announcement, the oldest first. */
export function actsOf(ctx: Context, announcement: string): Promise<LogEntry[]> {
  return log(ctx)
    .find({ workspace: ctx.workspace, announcement })
    .sort({ at: 1, _id: 1 })
    .limit(100)
    .lean<LogEntry[]>();
}
