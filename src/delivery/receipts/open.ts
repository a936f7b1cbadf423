import type { Context } from '../../context.ts';
import { clock } from '../../lib/clock.ts';
import { insertNew } from '../../lib/stores/mongo.ts';
import { resolveAudience } from '../../members/audience/resolve.ts';
import type { AudienceSpec } from '../../members/audience/spec.ts';
import { type PlannedNotice, plan } from '../plan.ts';
import { type Book, noticeOf, type Receipt, receiptsOf } from './book.ts';
import type { ReceiptState } from './rules.ts';

const PAGE = 1_000;

/** For whom it is, and to which branch it is kept; see `resolveAudience`. */
export interface Audience {
  spec: AudienceSpec;
  within?: { branch: string } | undefined;
}

/** How it goes out: what of a planned notice is the feature's to say. */
export interface Sending extends Pick<PlannedNotice, 'urgent' | 'priority' | 'expiresAt' | 'dueAt'> {
  /** Posted in these channels, once for all of them; absent: to each member. */
  channels?: readonly string[];
}

/**
 * Resolves the audience as it is now and opens one receipt a member, each `waiting`. Running it again adds people who have
 * come since, and changes nothing else.
 * @param at when it was sent, for all of its receipts
 * @returns how many receipts it has then
 * @throws as `resolveAudience`
 */
export async function openReceipts(
  ctx: Context,
  book: Book,
  id: string,
  { spec, within }: Audience,
  at: Date,
): Promise<number> {
  for await (const page of resolveAudience(ctx, spec, within))
    await insertNew(
      book.receipts(ctx),
      page.map(
        ({ user, branch = '', team = '' }) =>
          ({
            workspace: ctx.workspace,
            [book.of]: id,
            member: user,
            branch,
            team,
            state: 'waiting',
            wrongFirst: 0,
            opened: 0,
            tries: 0,
            at,
            changedAt: clock.now(),
          }) as Receipt,
      ),
    );
  return countMembers(ctx, book, id);
}

/** How many receipts are in a state; all of them without one. */
export async function countMembers(ctx: Context, book: Book, id: string, state?: ReceiptState): Promise<number> {
  return book.receipts(ctx).countDocuments({ ...receiptsOf(ctx, book, id), ...(state === undefined ? {} : { state }) });
}

/** Plans the notice for people whose receipts wait, or the posts in its channels. Running it again completes it. */
export async function planNotices(ctx: Context, book: Book, id: string, sending: Sending): Promise<void> {
  const { channels, ...how } = sending;
  const notice = (recipient: string, to: PlannedNotice['to']): PlannedNotice => ({
    notice: noticeOf(book, id),
    kind: `${book.feature}.notice`,
    recipient,
    to,
    params: { [book.of]: id },
    ...how,
  });
  if (channels !== undefined)
    await plan(
      ctx,
      channels.map((channel) => notice(channel, 'channel')),
    );
  else
    for await (const page of memberPages(ctx, book, id, 'waiting'))
      await plan(
        ctx,
        page.map((member) => notice(member, 'member')),
      );
}

/** The members whose receipts are in a state, in pages by key. @param reachedBy known as reached by then */
export async function* memberPages(
  ctx: Context,
  book: Book,
  id: string,
  state: Receipt['state'],
  reachedBy?: Date,
): AsyncGenerator<string[], void, void> {
  const reached = reachedBy === undefined ? {} : { reachedAt: { $lte: reachedBy } };
  for (let after = ''; ; ) {
    const page = await book
      .receipts(ctx)
      .find({ ...receiptsOf(ctx, book, id), state, ...reached, member: { $gt: after } }, { member: 1 })
      .sort({ member: 1 })
      .limit(PAGE)
      .lean<Receipt[]>();
    const last = page.at(-1);
    if (last === undefined) return;
    yield page.map(({ member }) => member);
    after = last.member;
  }
}
