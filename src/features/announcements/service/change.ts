import type { Actor } from '../../../bot/feature.ts';
import { UserError } from '../../../bot/routing/errors.ts';
import type { Context } from '../../../context.ts';
import { changeSend } from '../../../delivery/change-send.ts';
import { openSends } from '../../../delivery/control.ts';
import { recallCopies, redrawCopies } from '../../../delivery/copies.ts';
import { clock } from '../../../lib/clock.ts';
import { announcementFor } from '../form/service/drafts.ts';
import { type Announcement, announcements, type Chosen, receipts } from '../model.ts';
import { settle } from '../receipts/service/receipts.ts';
import { finishReminding, remind, reminderOf } from '../receipts/service/remind.ts';
import { noteAct } from '../register/service/log.ts';
import { MOST_REMINDERS, nextReminder } from '../rules.ts';
import { WORDS } from '../words.ts';
import { enqueueSend, move, noticeOf } from './send.ts';

const DUE = 200;

/**
 * Corrects what has gone out: every copy shows it. A file that is taken off is deleted by the tick and not here: a copy that
 * is on its way just now may still name it.
 * @param choice another picture or file, or none; absent: it stays as it is
 */
export async function edit(
  ctx: Context,
  actor: Actor,
  id: string,
  words: Pick<Announcement, 'title' | 'body'>,
  choice?: Chosen,
): Promise<Announcement> {
  const before = await announcementFor(ctx, actor, id);
  const editedAt = clock.now();
  const { attachment } = choice ?? before;
  const former = choice === undefined ? undefined : before.attachment?.file;
  const edited = await announcements(ctx)
    .findOneAndUpdate(
      {
        ...{ workspace: ctx.workspace, _id: id, state: { $in: ['sending', 'sent', 'ended'] as const } },
        ...(choice === undefined ? {} : { 'attachment.file': before.attachment?.file ?? null }),
      },
      {
        $set: { ...words, editedAt, updatedAt: editedAt, ...(attachment === undefined ? {} : { attachment }) },
        ...(attachment === undefined ? { $unset: { attachment: 1 } } : {}),
        ...(former === undefined ? {} : { $addToSet: { formerFiles: former } }),
      },
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

/** Stops what has not left, and what is planned of it later. @returns how many will not get it; 0: all of it has left */
export async function stop(ctx: Context, actor: Actor, id: string): Promise<number> {
  const one = await announcementFor(ctx, actor, id);
  if (one.state !== 'sending' && one.state !== 'sent') throw new UserError(WORDS.notNow);
  // One that goes to a single member, or of which nothing is planned yet, is no send so far.
  await openSends(ctx, new Map([[noticeOf(id), 'announcements.notice']]));
  if (await changeSend(ctx, noticeOf(id), 'stopped', actor.user)) await noteAct(ctx, one, 'stop', actor.user);
  await settle(ctx, one);
  return receipts(ctx).countDocuments({ workspace: ctx.workspace, announcement: id, state: 'stopped' });
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
  const isOpen = [{ endsAt: { $exists: true } }, { reminding: { $exists: true } }, hasReminders];
  const open = await announcements(ctx)
    .find({ workspace: ctx.workspace, state: 'sent', $or: isOpen })
    .lean<Announcement[]>();
  for (const one of open) await follow(ctx, one, now);
}

async function follow(ctx: Context, one: Announcement, now: Date): Promise<void> {
  await finishReminding(ctx, one);
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
