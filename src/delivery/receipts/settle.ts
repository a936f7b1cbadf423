import type { Context } from '../../context.ts';
import { clock } from '../../lib/clock.ts';
import { isDuplicateKey } from '../../lib/stores/mongo.ts';
import { deliveries } from '../model.ts';
import { type Book, noticeOf, receiptsOf, tallyOf } from './book.ts';
import { OVERLAP_MS } from './counts.ts';
import { type ReceiptState, receiptStateOf } from './rules.ts';

const PAGE = 1_000;

/**
 * Writes into the receipts what became of the deliveries since the last look. Twice is once.
 * @param via how it went out: to each member, or into channels for all of the audience together
 */
export async function settle(ctx: Context, book: Book, id: string, via: 'dm' | 'channel'): Promise<void> {
  const now = clock.now();
  const waiting = { ...receiptsOf(ctx, book, id), state: 'waiting' as const };
  const [waits, stored] = await Promise.all([
    book.receipts(ctx).exists(waiting),
    book
      .tallies(ctx)
      .findOne(tallyOf(ctx, book, id), { settledAt: 1 })
      .lean(),
  ]);
  if (waits === null) return;
  const ended = (state: ReceiptState) => {
    const changedAt = clock.now();
    return { $set: state === 'reached' ? { state, changedAt, reachedAt: changedAt } : { state, changedAt } };
  };
  if (via === 'channel') {
    const state = await stateOfPosts(ctx, book, id);
    if (state !== 'waiting') await book.receipts(ctx).updateMany(waiting, ended(state));
    return;
  }
  const since = new Date(stored?.settledAt === undefined ? 0 : stored.settledAt.getTime() - OVERLAP_MS);
  const found = deliveries(ctx)
    .find(
      {
        workspace: ctx.workspace,
        notice: noticeOf(book, id),
        finishedAt: { $gte: since },
        state: { $in: ['sent', 'failed', 'dropped'] },
      },
      { recipient: 1, state: 1, reason: 1 },
    )
    .batchSize(PAGE)
    .lean();
  let page = new Map<ReceiptState, string[]>();
  let size = 0;
  let isAny = false;
  const write = async (): Promise<void> => {
    for (const [state, users] of page)
      await book.receipts(ctx).updateMany({ ...waiting, member: { $in: users } }, ended(state));
    page = new Map();
    size = 0;
  };
  for await (const { recipient, state, reason } of found.cursor()) {
    const end = receiptStateOf(state, reason);
    page.set(end, [...(page.get(end) ?? []), recipient]);
    size += 1;
    isAny = true;
    if (size === PAGE) await write();
  }
  // Where nothing has ended, the next look goes as far back and finds no more.
  if (!isAny) return;
  await write();
  // What was planned before `now` and ends later is found by the next look.
  await noteSettled(ctx, book, id, now);
}

async function noteSettled(ctx: Context, book: Book, id: string, settledAt: Date): Promise<void> {
  try {
    await book.tallies(ctx).updateOne(tallyOf(ctx, book, id), { $max: { settledAt } }, { upsert: true });
  } catch (error) {
    // Another look made the record just now; the next one goes further back than it must.
    if (!isDuplicateKey(error)) throw error;
  }
}

/**
 * What became of something that is posted in channels: where it stands in one of them, it has reached its audience; where it
 * ended in none, nobody.
 * @returns `waiting` while that is open
 */
async function stateOfPosts(ctx: Context, book: Book, id: string): Promise<ReceiptState> {
  const posts = await deliveries(ctx)
    .find({ workspace: ctx.workspace, notice: noticeOf(book, id) }, { state: 1, reason: 1 })
    .lean();
  const ends = posts.map(({ state, reason }) => receiptStateOf(state, reason));
  const [first = 'waiting'] = ends;
  return ends.find((one) => one === 'reached') ?? ends.find((one) => one === 'waiting') ?? first;
}
