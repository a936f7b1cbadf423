import { UserError } from '../../../bot/errors.ts';
import type { Actor } from '../../../bot/feature.ts';
import type { Context } from '../../../context.ts';
import { changeSend } from '../../../delivery/change-send.ts';
import { recallCopies, redrawCopies } from '../../../delivery/copies.ts';
import { type PlannedNotice, plan } from '../../../delivery/plan.ts';
import { clock } from '../../../lib/clock.ts';
import { type Announcement, announcements } from '../model.ts';
import { MOST_REMINDERS, nextReminder } from '../rules.ts';
import { WORDS } from '../words.ts';
import { announcementFor } from './drafts.ts';
import { noteAct } from './log.ts';
import { settle } from './receipts.ts';
import { enqueueSend, move, noticeOf, receiptPages } from './send.ts';

export const reminderOf = (id: string, nth: number): string => `announcements.reminder-${id}-${nth}`;

const DUE = 200;

/** Corrects what has gone out: every copy shows it. */
export async function edit(
  ctx: Context,
  actor: Actor,
  id: string,
  words: Pick<Announcement, 'title' | 'body'>,
): Promise<Announcement> {
  await announcementFor(ctx, actor, id);
  const editedAt = clock.now();
  const edited = await announcements(ctx)
    .findOneAndUpdate(
      { workspace: ctx.workspace, _id: id, state: { $in: ['sending', 'sent', 'ended'] } },
      { $set: { ...words, editedAt, updatedAt: editedAt } },
      { returnDocument: 'after' },
    )
    .lean<Announcement>();
  if (edited === null) throw new UserError(WORDS.notNow);
  await noteAct(ctx, edited, 'edit', actor.user, { nth: editedAt.getTime() });
  await redrawCopies(ctx, noticeOf(id));
  for (let nth = 0; nth < edited.remindersSent; nth += 1) await redrawCopies(ctx, reminderOf(id, nth));
  return edited;
}

/** Takes it back: what waits is dropped, copies go. Twice is once. */
export async function recall(ctx: Context, actor: Actor, id: string): Promise<Announcement> {
  const before = await announcementFor(ctx, actor, id);
  const recalled = (await move(ctx, id, 'recall')) ?? before;
  if (recalled.state !== 'recalled') throw new UserError(WORDS.notNow);
  await noteAct(ctx, recalled, 'recall', actor.user);
  await recallCopies(ctx, noticeOf(id));
  for (let nth = 0; nth < MOST_REMINDERS; nth += 1) await recallCopies(ctx, reminderOf(id, nth));
  return recalled;
}

/** Stops what has not left. @returns false when nothing is left to stop */
export async function stop(ctx: Context, actor: Actor, id: string): Promise<boolean> {
  const one = await announcementFor(ctx, actor, id);
  const isStopped = await changeSend(ctx, noticeOf(id), 'stopped', actor.user);
  if (isStopped) await noteAct(ctx, one, 'stop', actor.user);
  return isStopped;
}

/**
 * Reminds those who were reached and have not confirmed, each in their hours.
 * @param nth the how-manieth reminder it is: the same one, asked for twice, goes out once
 */
export async function remind(ctx: Context, one: Announcement, nth: number, by: string): Promise<number> {
  if (nth >= MOST_REMINDERS) throw new UserError(WORDS.noMoreReminders);
  if (one.state !== 'sent' || nth !== one.remindersSent) throw new UserError(WORDS.notNow);
  await settle(ctx, one);
  let count = 0;
  for await (const page of receiptPages(ctx, one._id, 'reached')) {
    count += page.length;
    await plan(
      ctx,
      page.map(
        (recipient): PlannedNotice => ({
          ...{ notice: reminderOf(one._id, nth), kind: 'announcements.reminder', recipient, to: 'member' },
          ...{ params: { announcement: one._id } },
          ...(one.endsAt === undefined ? {} : { expiresAt: one.endsAt }),
        }),
      ),
    );
  }
  const now = clock.now();
  await announcements(ctx).updateOne(
    { workspace: ctx.workspace, _id: one._id, remindersSent: nth },
    { $set: { remindersSent: nth + 1, remindedAt: now } },
  );
  await noteAct(ctx, one, 'remind', by, { nth, members: count });
  return count;
}

export async function remindByHand(ctx: Context, actor: Actor, id: string, nth: number): Promise<number> {
  return remind(ctx, await announcementFor(ctx, actor, id), nth, actor.user);
}

/** Looks what is due, from MongoDB alone. */
export async function tick(ctx: Context): Promise<void> {
  const now = clock.now();
  const due = await announcements(ctx)
    .find({ workspace: ctx.workspace, state: { $in: ['scheduled', 'sending'] }, dueAt: { $lte: now } }, { _id: 1 })
    .limit(DUE)
    .lean();
  for (const { _id } of due) await enqueueSend(ctx, _id);
  // Those with an end, or with reminders left: of the others nothing is due any more.
  const hasReminders = { wantsAck: true, $expr: { $lt: ['$remindersSent', '$reminders'] } };
  const open = await announcements(ctx)
    .find({ workspace: ctx.workspace, state: 'sent', $or: [{ endsAt: { $exists: true } }, hasReminders] })
    .lean<Announcement[]>();
  for (const one of open) await follow(ctx, one, now);
}

async function follow(ctx: Context, one: Announcement, now: Date): Promise<void> {
  if (one.endsAt !== undefined && one.endsAt <= now) {
    await settle(ctx, one);
    const ended = await move(ctx, one._id, 'end');
    if (ended !== undefined) await noteAct(ctx, ended, 'end', one.author);
    return;
  }
  if (!one.wantsAck) return;
  const next = nextReminder(one, one.remindedAt ?? one.sentAt ?? now, one.remindersSent);
  if (next !== undefined && next <= now) await remind(ctx, one, one.remindersSent, one.author);
}
