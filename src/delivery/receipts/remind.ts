import type { Model } from 'mongoose';
import type { Context } from '../../context.ts';
import { clock } from '../../lib/clock.ts';
import { deliveries } from '../model.ts';
import { type PlannedNotice, plan } from '../plan.ts';
import { type Book, reminderOf } from './book.ts';
import { memberPages } from './open.ts';
import { MOST_REMINDERS } from './rules.ts';
import { settle } from './settle.ts';

/** What a feature keeps of something that has receipts, in its own document. */
export interface Receipted {
  _id: string;
  workspace: string;
  state: string;
  via: 'dm' | 'channel';
  endsAt?: Date;
  remindersSent: number;
  remindedAt?: Date;
  /** How many the last reminder was for. */
  remindedMembers?: number;
  /** A reminder that is begun and not planned whole yet: for people who were reached at that instant. */
  reminding?: { nth: number; at: Date; by: string };
}

/** What reminding needs of the feature. */
export interface Reminding<T extends Receipted> {
  book: Book;
  things: (ctx: Pick<Context, 'db'>) => Model<Receipted>;
  /** The only state in which anybody is reminded. */
  while: string;
  /** Told of a reminder that is planned whole, before it is closed: told twice, it must be noted once. */
  reminded?: (ctx: Context, one: T, told: { nth: number; by: string; members: number }) => Promise<void>;
}

/**
 * Reminds people who were reached and have not confirmed, each in their hours. Which reminder it is and the instant by which
 * they were reached are written first: the process that comes back after a crash reminds the same people, and nobody else.
 * @param nth which reminder it is, from 0: the same one, asked for twice, goes out once
 * @returns how many; undefined when it is not its turn (any more)
 */
export async function remind<T extends Receipted>(
  ctx: Context,
  of: Reminding<T>,
  one: T,
  nth: number,
  by: string,
): Promise<number | undefined> {
  if (nth >= MOST_REMINDERS) return undefined;
  await settle(ctx, of.book, one._id, one.via);
  const at = clock.now();
  const begun = await of
    .things(ctx)
    .findOneAndUpdate(
      {
        workspace: ctx.workspace,
        _id: one._id,
        state: of.while,
        remindersSent: nth,
        reminding: { $exists: false },
      },
      { $set: { remindersSent: nth + 1, remindedAt: at, reminding: { nth, at, by } } },
      { returnDocument: 'after' },
    )
    .lean<T>();
  return begun === null ? undefined : finishReminding(ctx, of, begun);
}

/** Plans a reminder that was begun; running it again completes it. @returns how many it is for */
export async function finishReminding<T extends Receipted>(ctx: Context, of: Reminding<T>, one: T): Promise<number> {
  const { _id, reminding, endsAt } = one;
  if (reminding === undefined) return 0;
  const { book } = of;
  const { nth, at, by } = reminding;
  const notice = reminderOf(book, _id, nth);
  for await (const page of memberPages(ctx, book, _id, 'reached', at))
    await plan(
      ctx,
      page.map(
        (recipient): PlannedNotice => ({
          notice,
          kind: `${book.feature}.reminder`,
          recipient,
          to: 'member',
          params: { [book.of]: _id },
          ...(endsAt === undefined ? {} : { expiresAt: endsAt }),
        }),
      ),
    );
  const members = await deliveries(ctx).countDocuments({ workspace: ctx.workspace, notice });
  // Before the last step, which nobody comes back to.
  await of.reminded?.(ctx, one, { nth, by, members });
  await of
    .things(ctx)
    .updateOne(
      { workspace: ctx.workspace, _id, 'reminding.nth': nth },
      { $set: { remindedMembers: members }, $unset: { reminding: 1 } },
    );
  return members;
}
