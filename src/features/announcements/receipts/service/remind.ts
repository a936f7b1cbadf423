import type { Actor } from '../../../../bot/feature.ts';
import { UserError } from '../../../../bot/routing/errors.ts';
import type { Context } from '../../../../context.ts';
import { redrawCopies } from '../../../../delivery/copies.ts';
import { deliveries } from '../../../../delivery/model.ts';
import { type PlannedNotice, plan } from '../../../../delivery/plan.ts';
import { clock } from '../../../../lib/clock.ts';
import { announcementFor } from '../../form/service/drafts.ts';
import { type Announcement, announcements } from '../../model.ts';
import { noteAct } from '../../register/service/log.ts';
import { MOST_REMINDERS } from '../../rules.ts';
import { noticeOf, receiptPages } from '../../service/send.ts';
import { WORDS } from '../../words.ts';
import { settle } from './receipts.ts';

export const reminderOf = (id: string, nth: number): string => `announcements.reminder-${id}-${nth}`;

/**
 * Reminds those who were reached and have not confirmed, each in their hours. Which reminder it is and the instant by which
 * they were reached are written first: whoever comes back after a crash reminds the same people, and nobody else.
 * @param nth the how-manieth reminder it is: the same one, asked for twice, goes out once
 * @returns how many; undefined when it is not its turn (any more)
 */
export async function remind(ctx: Context, one: Announcement, nth: number, by: string): Promise<number | undefined> {
  if (nth >= MOST_REMINDERS) return undefined;
  await settle(ctx, one);
  const at = clock.now();
  const begun = await announcements(ctx)
    .findOneAndUpdate(
      {
        ...{ workspace: ctx.workspace, _id: one._id, state: 'sent' },
        ...{ remindersSent: nth, reminding: { $exists: false } },
      },
      { $set: { remindersSent: nth + 1, remindedAt: at, reminding: { nth, at, by } } },
      { returnDocument: 'after' },
    )
    .lean<Announcement>();
  return begun === null ? undefined : finishReminding(ctx, begun);
}

/** Plans a reminder that was begun; running it again completes it. @returns how many it is for */
export async function finishReminding(ctx: Context, one: Announcement): Promise<number> {
  const { _id, reminding, endsAt } = one;
  if (reminding === undefined) return 0;
  const { nth, at, by } = reminding;
  const notice = reminderOf(_id, nth);
  for await (const page of receiptPages(ctx, _id, 'reached', at))
    await plan(
      ctx,
      page.map(
        (recipient): PlannedNotice => ({
          ...{ notice, kind: 'announcements.reminder', recipient, to: 'member', params: { announcement: _id } },
          ...(endsAt === undefined ? {} : { expiresAt: endsAt }),
        }),
      ),
    );
  const members = await deliveries(ctx).countDocuments({ workspace: ctx.workspace, notice });
  // Before the last step, which nobody comes back to.
  await noteAct(ctx, one, 'remind', by, { nth, members });
  await announcements(ctx).updateOne(
    { workspace: ctx.workspace, _id, 'reminding.nth': nth },
    { $unset: { reminding: 1 } },
  );
  return members;
}

/** An officer reminds. @throws UserError when there is none left, or the announcement has changed meanwhile */
export async function remindByHand(ctx: Context, actor: Actor, id: string, nth: number): Promise<number> {
  const one = await announcementFor(ctx, actor, id);
  if (nth >= MOST_REMINDERS) throw new UserError(WORDS.noMoreReminders);
  const count = await remind(ctx, one, nth, actor.user);
  if (count === undefined) throw new UserError(WORDS.notNow);
  return count;
}

/**
 * Lets a member's other copies show that it is confirmed: its button goes everywhere.
 * @param pressed the `ts` of the copy that was pressed, which shows it already; undefined when it was none
 */
export async function showConfirmed(
  ctx: Context,
  one: Announcement,
  member: string,
  pressed: string | undefined,
): Promise<void> {
  // Until the first reminder, the copy that was pressed is the only one.
  if (one.remindersSent === 0 && pressed !== undefined) return;
  const reminders = Array.from({ length: one.remindersSent }, (_, nth) => reminderOf(one._id, nth));
  for (const notice of [noticeOf(one._id), ...reminders])
    await redrawCopies(ctx, notice, { recipient: member, except: pressed });
}
