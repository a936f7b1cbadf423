import { readQuestion } from '../../../../bot/draw/question-text.ts';
import { UserError } from '../../../../bot/routing/errors.ts';
import type { Context } from '../../../../context.ts';
import type { Receipt } from '../../../../delivery/receipts/book.ts';
import { clock } from '../../../../lib/clock.ts';
import { findAnnouncement } from '../../draft/service/drafts.ts';
import { type Announcement, announcements } from '../../model.ts';
import { WORDS } from '../../words.ts';
import { announcementReceipts } from './receipts.ts';

const LATEST = 10;

/** What a worker's press came to. */
export interface Confirmation {
  one: Announcement;
  receipt: Receipt;
  isWrong: boolean;
  /** It has ended or was taken back: nothing was written. */
  isOver?: true;
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
  const before = await announcementReceipts.of(ctx, announcement, member);
  if (one === undefined || before === undefined) throw new UserError(WORDS.notForYou);
  if (before.state === 'confirmed') return { one, receipt: before, isWrong: false };
  const now = clock.now();
  const isOver = one.state === 'ended' || one.state === 'recalled' || (one.endsAt !== undefined && one.endsAt <= now);
  if (isOver) return { one, receipt: before, isWrong: false, isOver };
  const question = readQuestion(one.questionText);
  const isWrong = question !== undefined && answer !== question.right;
  if (!isWrong)
    return { one, receipt: (await announcementReceipts.confirm(ctx, announcement, member)) ?? before, isWrong };
  await announcementReceipts.noteOpened(ctx, announcement, member, { isWrong: answer !== undefined });
  return { one, receipt: (await announcementReceipts.of(ctx, announcement, member)) ?? before, isWrong };
}

/** The latest announcements that a member got, each with the own receipt. */
export async function mineOf(ctx: Context, member: string): Promise<{ one: Announcement; receipt: Receipt }[]> {
  const own = await announcementReceipts.latestOf(ctx, member, LATEST);
  const found = await announcements(ctx)
    .find({ workspace: ctx.workspace, _id: { $in: own.map(({ id }) => id) }, state: { $ne: 'recalled' } })
    .lean<Announcement[]>();
  const byId = new Map(found.map((one) => [one._id, one]));
  return own.flatMap(({ id, receipt }) => {
    const one = byId.get(id);
    return one === undefined ? [] : [{ one, receipt }];
  });
}
