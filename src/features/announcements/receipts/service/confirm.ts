import { readQuestion } from '../../../../bot/draw/question-text.ts';
import { UserError } from '../../../../bot/routing/errors.ts';
import type { Context } from '../../../../context.ts';
import { clock } from '../../../../lib/clock.ts';
import { findAnnouncement } from '../../form/service/drafts.ts';
import { type Announcement, announcements, type Receipt, receipts } from '../../model.ts';
import { WORDS } from '../../words.ts';

const LATEST = 10;

export async function receiptOf(ctx: Context, announcement: string, member: string): Promise<Receipt | undefined> {
  return (await receipts(ctx).findOne({ workspace: ctx.workspace, announcement, member }).lean<Receipt>()) ?? undefined;
}

/** What a worker's press came to. */
export interface Confirmation {
  one: Announcement;
  receipt: Receipt;
  isWrong: boolean;
}

/**
 * A worker confirms; where there is a check question the answer must be right to count. The first answer alone decides
 * whether it was wrong at first; a second press changes nothing.
 * @param answer the index of the option; undefined where there is no question
 */
export async function confirm(
  ctx: Context,
  member: string,
  announcement: string,
  answer: number | undefined,
): Promise<Confirmation> {
  const one = await findAnnouncement(ctx, announcement);
  const before = await receiptOf(ctx, announcement, member);
  if (one === undefined || before === undefined) throw new UserError(WORDS.notForYou);
  if (before.state === 'confirmed') return { one, receipt: before, isWrong: false };
  const now = clock.now();
  const isOver = one.state === 'ended' || one.state === 'recalled' || (one.endsAt !== undefined && one.endsAt <= now);
  if (isOver) throw new UserError(WORDS.over);
  const question = readQuestion(one.questionText);
  const isWrong = question !== undefined && answer !== question.right;
  if (isWrong) await open(ctx, announcement, member, { isAnswer: answer !== undefined });
  else
    await receipts(ctx).updateOne(
      { workspace: ctx.workspace, announcement, member, state: { $ne: 'confirmed' } },
      { $set: { state: 'confirmed', confirmedAt: now, opened: 1, changedAt: now }, $inc: { tries: 1 } },
    );
  return { one, receipt: (await receiptOf(ctx, announcement, member)) ?? before, isWrong };
}

/**
 * A press opens it, whatever it comes to: whoever opened it has it before their eyes, and is reached.
 * @param isAnswer a wrong one: the first decides whether it was wrong at first
 */
export async function open(
  ctx: Context,
  announcement: string,
  member: string,
  { isAnswer = false } = {},
): Promise<void> {
  const answered = {
    wrongFirst: { $cond: [{ $eq: ['$tries', 0] }, 1, '$wrongFirst'] },
    tries: { $add: ['$tries', 1] },
  };
  const now = clock.now();
  await receipts(ctx).collection.updateOne(
    { workspace: ctx.workspace, announcement, member, state: { $ne: 'confirmed' } },
    [
      {
        $set: {
          ...{ opened: 1, state: 'reached', reachedAt: { $ifNull: ['$reachedAt', now] }, changedAt: now },
          ...(isAnswer ? answered : {}),
        },
      },
    ],
  );
}

/** The latest announcements that a member got, each with the own receipt. */
export async function mineOf(ctx: Context, member: string): Promise<{ one: Announcement; receipt: Receipt }[]> {
  const own = await receipts(ctx)
    .find({ workspace: ctx.workspace, member, state: { $in: ['reached', 'confirmed', 'waiting'] } })
    .sort({ at: -1 })
    .limit(LATEST)
    .lean<Receipt[]>();
  const found = await announcements(ctx)
    .find({ workspace: ctx.workspace, _id: { $in: own.map((one) => one.announcement) }, state: { $ne: 'recalled' } })
    .lean<Announcement[]>();
  const byId = new Map(found.map((one) => [one._id, one]));
  return own.flatMap((receipt) => {
    const one = byId.get(receipt.announcement);
    return one === undefined ? [] : [{ one, receipt }];
  });
}
