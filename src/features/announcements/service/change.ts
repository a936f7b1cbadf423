import type { Actor } from '../../../bot/actor.ts';
import { UserError } from '../../../bot/routing/errors.ts';
import type { Context } from '../../../context.ts';
import { MOST_REMINDERS, nextReminder } from '../../../delivery/receipts/rules.ts';
import { clock } from '../../../lib/clock.ts';
import { announcementFor } from '../draft/service/drafts.ts';
import { type Announcement, announcements, type Chosen } from '../model.ts';
import { announcementReceipts } from '../receipts/service/receipts.ts';
import { noteAct } from '../register/service/log.ts';
import { WORDS } from '../words.ts';
import { enqueueSend, move } from './send.ts';

const DUE = 200;

/**
 * Corrects what has gone out: every copy shows it. A file that is taken off is deleted by the tick and not here: a copy that
 * is on its way just now may still name it.
 * @param words with what is written in the other language; absent: nothing is
 * @param choice another picture or file, or none; absent: it stays as it is
 */
export async function edit(
  ctx: Context,
  actor: Actor,
  id: string,
  { second, ...words }: Pick<Announcement, 'title' | 'body'> & { second?: Announcement['second'] | undefined },
  choice?: Chosen,
): Promise<Announcement> {
  const before = await announcementFor(ctx, actor, id);
  const editedAt = clock.now();
  const { attachment } = choice ?? before;
  const former = choice === undefined ? undefined : before.attachment?.file;
  const edited = await announcements(ctx)
    .findOneAndUpdate(
      {
        workspace: ctx.workspace,
        _id: id,
        state: { $in: ['sending', 'sent', 'ended'] as const },
        ...(choice === undefined ? {} : { 'attachment.file': before.attachment?.file ?? null }),
      },
      {
        $set: {
          ...words,
          editedAt,
          updatedAt: editedAt,
          ...(attachment === undefined ? {} : { attachment }),
          ...(second === undefined ? {} : { second }),
        },
        $unset: {
          ...(attachment === undefined ? { attachment: 1 } : {}),
          ...(second === undefined ? { second: 1 } : {}),
        },
        ...(former === undefined ? {} : { $addToSet: { formerFiles: former } }),
      },
      { returnDocument: 'after' },
    )
    .lean<Announcement>();
  if (edited === null) throw new UserError(WORDS.notNow);
  await noteAct(ctx, edited, 'edit', actor.user, { nth: editedAt.getTime() });
  await announcementReceipts.redraw(ctx, edited);
  return edited;
}

/** Takes it back: what waits is dropped, copies go. Twice is once. */
export async function recall(ctx: Context, actor: Actor, id: string): Promise<Announcement> {
  const before = await announcementFor(ctx, actor, id);
  const recalled = (await move(ctx, id, 'recall')) ?? before;
  if (recalled.state !== 'recalled') throw new UserError(WORDS.notNow);
  await noteAct(ctx, recalled, 'recall', actor.user);
  await announcementReceipts.recall(ctx, id);
  return recalled;
}

/** The turn of a series that has yet to come goes out no more, and none after it. Twice is once. */
export async function endSeries(ctx: Context, actor: Actor, coming: Announcement): Promise<void> {
  const ended = await move(ctx, coming._id, 'lapse');
  if (ended !== undefined) await noteAct(ctx, ended, 'stop', actor.user);
}

/** Stops what has not left, and what is planned of it later. @returns how many will not get it; 0: all of it has left */
export async function stop(ctx: Context, actor: Actor, id: string): Promise<number> {
  const one = await announcementFor(ctx, actor, id);
  if (one.state !== 'sending' && one.state !== 'sent') throw new UserError(WORDS.notNow);
  if (await announcementReceipts.stop(ctx, id, actor.user)) await noteAct(ctx, one, 'stop', actor.user);
  await announcementReceipts.settle(ctx, one);
  return announcementReceipts.members(ctx, id, 'stopped');
}

/** An officer reminds. @throws UserError when there is none left, or the announcement has changed meanwhile */
export async function remindByHand(ctx: Context, actor: Actor, id: string, nth: number): Promise<number> {
  const one = await announcementFor(ctx, actor, id);
  if (nth >= MOST_REMINDERS) throw new UserError(WORDS.noMoreReminders);
  const count = await announcementReceipts.remind(ctx, one, nth, actor.user);
  if (count === undefined) throw new UserError(WORDS.notNow);
  return count;
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
  await announcementReceipts.finishReminding(ctx, one);
  if (one.endsAt !== undefined && one.endsAt <= now) {
    await announcementReceipts.settle(ctx, one);
    const ended = await move(ctx, one._id, 'end');
    if (ended !== undefined) await noteAct(ctx, ended, 'end', one.author);
    return;
  }
  if (!one.wantsAck) return;
  const next = nextReminder(one, one.remindedAt ?? one.sentAt ?? now, one.remindersSent);
  if (next !== undefined && next <= now) await announcementReceipts.remind(ctx, one, one.remindersSent, one.author);
}
