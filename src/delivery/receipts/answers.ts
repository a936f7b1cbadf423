import type { Context } from '../../context.ts';
import { clock } from '../../lib/clock.ts';
import { type Book, countsIndex, type Receipt, receiptsOf } from './book.ts';

export async function receiptOf(ctx: Context, book: Book, id: string, member: string): Promise<Receipt | undefined> {
  return (
    (await book
      .receipts(ctx)
      .findOne({ ...receiptsOf(ctx, book, id), member })
      .lean<Receipt>()) ?? undefined
  );
}

/** A member confirms; a second press changes nothing. @returns the receipt as it is then; undefined where there is none */
export async function confirm(ctx: Context, book: Book, id: string, member: string): Promise<Receipt | undefined> {
  const now = clock.now();
  await book
    .receipts(ctx)
    .updateOne(
      { ...receiptsOf(ctx, book, id), member, state: { $ne: 'confirmed' } },
      { $set: { state: 'confirmed', confirmedAt: now, opened: 1, changedAt: now }, $inc: { tries: 1 } },
    );
  return receiptOf(ctx, book, id, member);
}

/**
 * A press opens it, whatever it comes to: people who opened it have it before their eyes, and are reached.
 * @param isWrong it was a wrong answer: the first one decides whether the member was wrong at first
 */
export async function noteOpened(
  ctx: Context,
  book: Book,
  id: string,
  member: string,
  isWrong: boolean,
): Promise<void> {
  const answered = {
    wrongFirst: { $cond: [{ $eq: ['$tries', 0] }, 1, '$wrongFirst'] },
    tries: { $add: ['$tries', 1] },
  };
  const now = clock.now();
  await book
    .receipts(ctx)
    .collection.updateOne({ workspace: ctx.workspace, [book.of]: id, member, state: { $ne: 'confirmed' } }, [
      {
        $set: {
          opened: 1,
          state: 'reached',
          reachedAt: { $ifNull: ['$reachedAt', now] },
          changedAt: now,
          ...(isWrong ? answered : {}),
        },
      },
    ]);
}

/** The latest receipts of a member, whatever is still to come or has come, each with the id of what it is of. */
export async function latestOf(
  ctx: Context,
  book: Book,
  member: string,
  most: number,
): Promise<{ id: string; receipt: Receipt }[]> {
  const found = await book
    .receipts(ctx)
    .find({ workspace: ctx.workspace, member, state: { $in: ['reached', 'confirmed', 'waiting'] } })
    .sort({ at: -1 })
    .limit(most)
    .lean<(Receipt & Record<string, unknown>)[]>();
  return found.map((receipt) => ({ id: String(receipt[book.of]), receipt }));
}

/** Those of these ids that have a receipt in a branch. */
export async function idsIn(ctx: Context, book: Book, branch: string, ids: readonly string[]): Promise<Set<string>> {
  if (branch === '' || ids.length === 0) return new Set();
  const found = await book
    .receipts(ctx)
    .aggregate<{ _id: string }>(
      [
        { $match: { workspace: ctx.workspace, [book.of]: { $in: [...ids] }, branch } },
        { $group: { _id: `$${book.of}` } },
      ],
      { hint: countsIndex(book.of) },
    );
  return new Set(found.map(({ _id }) => _id));
}
