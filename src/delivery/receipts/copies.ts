import type { Context } from '../../context.ts';
import { changeSend } from '../change-send.ts';
import { openSends } from '../control.ts';
import { recallCopies, redrawCopies } from '../copies.ts';
import { type Book, noticeOf, reminderOf } from './book.ts';
import type { Receipted } from './remind.ts';
import { MOST_REMINDERS } from './rules.ts';

type Sent = Pick<Receipted, '_id' | 'remindersSent'>;

function noticesOf(book: Book, id: string, reminders: number): string[] {
  return [noticeOf(book, id), ...Array.from({ length: reminders }, (_, nth) => reminderOf(book, id, nth))];
}

/** Lets every copy of it, its reminders among them, show what it says now. */
export async function redrawAll(ctx: Context, book: Book, one: Sent): Promise<void> {
  for (const notice of noticesOf(book, one._id, one.remindersSent)) await redrawCopies(ctx, notice);
}

/** Takes all of it back: what waits is dropped, copies go. Twice is once. */
export async function recallAll(ctx: Context, book: Book, id: string): Promise<void> {
  for (const notice of noticesOf(book, id, MOST_REMINDERS)) await recallCopies(ctx, notice);
}

/** Stops what has not left, and what is planned of it later. @returns whether this call stopped it */
export async function stopRest(ctx: Context, book: Book, id: string, by: string): Promise<boolean> {
  const notice = noticeOf(book, id);
  // One that goes to a single member, or of which nothing is planned yet, is no send so far.
  await openSends(ctx, new Map([[notice, `${book.feature}.notice`]]));
  return changeSend(ctx, notice, 'stopped', by);
}

/**
 * Lets a member's other copies show that it is confirmed: its button goes everywhere.
 * @param pressed the `ts` of the copy that was pressed, which shows it already; undefined when it was none
 */
export async function showConfirmed(
  ctx: Context,
  book: Book,
  one: Sent,
  member: string,
  pressed: string | undefined,
): Promise<void> {
  // Until the first reminder, the copy that was pressed is the only one.
  if (one.remindersSent === 0 && pressed !== undefined) return;
  for (const notice of noticesOf(book, one._id, one.remindersSent))
    await redrawCopies(ctx, notice, { recipients: [member], except: pressed });
}
