import type { Context } from '../../../../context.ts';
import { clock } from '../../../../lib/clock.ts';
import type { Second } from '../../../../lib/language.ts';
import { insertNew } from '../../../../lib/stores/mongo.ts';
import { membersOf } from '../../../../members/audience/audience.ts';
import { type Announcement, type LogEntry, log, type Words } from '../../model.ts';

/** Adds what was done; the same act, told again, adds nothing. Nothing else ever writes here. */
export async function noteAct(
  ctx: Context,
  one: Announcement,
  act: LogEntry['act'],
  by: string,
  more: { nth?: number | string; members?: number; at?: Date } = {},
): Promise<void> {
  await insertNew(log(ctx), [
    {
      workspace: ctx.workspace,
      key: `${one._id}-${act}-${more.nth ?? 0}`,
      announcement: one._id,
      act,
      by,
      at: more.at ?? clock.now(),
      title: one.title,
      ...(one.second?.words.title === undefined ? {} : { second: titleOnly(one.second) }),
      category: one.category,
      ...(more.members === undefined ? {} : { members: more.members }),
    },
  ]);
}

function titleOnly({ locale, words: { title = '' } }: Second<Words>): Second<Pick<Words, 'title'>> {
  return { locale, words: { title } };
}

/** What was done with an announcement, the oldest first. */
function actsOf(ctx: Context, announcement: string): Promise<LogEntry[]> {
  return log(ctx)
    .find({ workspace: ctx.workspace, announcement })
    .sort({ at: 1, _id: 1 })
    .limit(100)
    .lean<LogEntry[]>();
}

/** The log with the names of those who acted. */
export async function logOf(
  ctx: Context,
  announcement: string,
): Promise<{ acts: LogEntry[]; people: Map<string, string> }> {
  const acts = await actsOf(ctx, announcement);
  const people = await membersOf(
    ctx,
    acts.map(({ by }) => by),
  );
  return { acts, people: new Map([...people].map(([user, { name }]) => [user, name])) };
}
