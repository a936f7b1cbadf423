import type { Model } from 'mongoose';
import type { Actor } from '../../bot/actor.ts';
import type { Context } from '../../context.ts';
import { confirm, idsIn, latestOf, noteOpened, receiptOf } from './answers.ts';
import { bookOf, noticeOf, type Receipt, type StoredTally } from './book.ts';
import { recallAll, redrawAll, showConfirmed, stopRest } from './copies.ts';
import { countReceipts } from './counts.ts';
import { type List, type Names, namesOf } from './names.ts';
import { type Audience, countMembers, openReceipts, planNotices, type Sending } from './open.ts';
import { finishReminding, type Receipted, type Reminding, remind } from './remind.ts';
import type { ReceiptState, TallyRow } from './rules.ts';
import { type ReceiptScreen, type ReceiptScreens, receiptScreens } from './screen.ts';
import { settle } from './settle.ts';

/**
 * Receipts: who was reached, and who confirmed.
 *
 * A feature that tells many people something keeps its own document (a title, a state, an end) and gives it receipts:
 *
 * ```ts
 * export const bulletinReceipts = receipted({
 *   feature: 'bulletins',        // names its notices and actions: `bulletins.notice`, `bulletins.receipts`
 *   of: 'bulletin',              // names the collections, the field with the id, and the notices' parameter
 *   things: bulletins,           // its documents, which are `Receipted`: reminders are counted on them
 *   while: 'sent',               // the only state in which anybody is reminded
 * });
 *
 * // It goes out. Each step can be repeated: a process that dies in between is followed by the next.
 * await bulletinReceipts.open(ctx, id, { spec, within }, sentAt);
 * await bulletinReceipts.plan(ctx, id, { urgent: false });
 *
 * // A member presses its button.
 * await bulletinReceipts.confirm(ctx, id, actor.user);
 *
 * // An officer looks, reminds, stops, takes back.
 * await bulletinReceipts.settle(ctx, one);
 * const rows = await bulletinReceipts.counts(ctx, id);
 * await bulletinReceipts.remind(ctx, one, one.remindersSent, actor.user);
 * ```
 *
 * The feature draws two notices, `notice` and `reminder`; both get its id as the parameter `of`. Its manifest has the actions
 * of `screen(…)`, which are the pages of the receipts for officers.
 *
 * A receipt is in one state at a time, so that the states add up to the audience whenever anybody looks. It is the
 * projection of a delivery: `settle` writes what became of deliveries since the last look, and never undoes what a member
 * has done.
 */
export interface Receipts<T extends Receipted, Of extends string> {
  /** The collections, for their indexes. */
  receipts(ctx: Pick<Context, 'db'>): Model<Receipt & Record<Of, string>>;
  tallies(ctx: Pick<Context, 'db'>): Model<StoredTally & Record<Of, string>>;
  /** The notice that goes to the audience. */
  noticeOf(id: string): string;

  /** Opens a receipt for each of the audience as it is now. @returns how many there are. @throws as `resolveAudience` */
  open(ctx: Context, id: string, audience: Audience, at: Date): Promise<number>;
  /** Plans its notices. */
  plan(ctx: Context, id: string, sending: Sending): Promise<void>;
  /** Writes into the receipts what became of the deliveries since the last look. */
  settle(ctx: Context, one: Pick<T, '_id' | 'via'>): Promise<void>;

  /** A member's own; undefined for people who are not in the audience. */
  of(ctx: Context, id: string, member: string): Promise<Receipt | undefined>;
  /** A member confirms. @returns the receipt as it is then; undefined for people who are not in the audience */
  confirm(ctx: Context, id: string, member: string): Promise<Receipt | undefined>;
  /** A member opened it, or answered wrongly: reached, whatever delivery says. */
  noteOpened(ctx: Context, id: string, member: string, answer?: { isWrong: boolean }): Promise<void>;
  /** A member's latest, the newest first. */
  latestOf(ctx: Context, member: string, most: number): Promise<{ id: string; receipt: Receipt }[]>;

  /** How many are in which state, by branch and team. @param branch only this one's */
  counts(ctx: Context, id: string, branch?: string): Promise<TallyRow[]>;
  /** How many are in a state; all of them without one. */
  members(ctx: Context, id: string, state?: ReceiptState): Promise<number>;
  /** A page of names, of the officer's own branch alone. */
  names(ctx: Context, actor: Actor, id: string, list: List, page: number): Promise<Names>;
  /** Those of these ids that went to a branch. */
  idsIn(ctx: Context, branch: string, ids: readonly string[]): Promise<Set<string>>;

  /** Reminds people who were reached and have not confirmed; see `remind`. */
  remind(ctx: Context, one: T, nth: number, by: string): Promise<number | undefined>;
  /** Completes a reminder that was begun. */
  finishReminding(ctx: Context, one: T): Promise<number>;

  /** Every copy shows what it says now. */
  redraw(ctx: Context, one: T): Promise<void>;
  /** A member's other copies show that it is confirmed. @param pressed the `ts` of the one that was pressed */
  showConfirmed(ctx: Context, one: T, member: string, pressed: string | undefined): Promise<void>;
  /** Takes all copies back. */
  recall(ctx: Context, id: string): Promise<void>;
  /** Stops what has not left. @returns whether this call stopped it */
  stop(ctx: Context, id: string, by: string): Promise<boolean>;

  /** The pages of the receipts for officers. */
  screen(of: ReceiptScreen<T>): ReceiptScreens<T>;
}

/** @param reminded is told of a reminder that is planned whole, before it is closed: told twice, it must be noted once */
export function receipted<T extends Receipted, const Of extends string>(spec: {
  feature: string;
  of: Of;
  things: (ctx: Pick<Context, 'db'>) => Model<T>;
  while: T['state'];
  reminded?: (ctx: Context, one: T, told: { nth: number; by: string; members: number }) => Promise<void>;
}): Receipts<T, Of> {
  const book = bookOf(spec.feature, spec.of);
  const reminding: Reminding<T> = {
    book,
    // What is written to it is what every `Receipted` has.
    things: spec.things as unknown as Reminding<T>['things'],
    while: spec.while,
    ...(spec.reminded === undefined ? {} : { reminded: spec.reminded }),
  };
  return {
    // The field of the id is named by `of`, which the types of the book do not say.
    receipts: book.receipts as unknown as Receipts<T, Of>['receipts'],
    tallies: book.tallies as unknown as Receipts<T, Of>['tallies'],
    noticeOf: (id) => noticeOf(book, id),
    open: (ctx, id, audience, at) => openReceipts(ctx, book, id, audience, at),
    plan: (ctx, id, sending) => planNotices(ctx, book, id, sending),
    settle: (ctx, { _id, via }) => settle(ctx, book, _id, via),
    of: (ctx, id, member) => receiptOf(ctx, book, id, member),
    confirm: (ctx, id, member) => confirm(ctx, book, id, member),
    noteOpened: (ctx, id, member, { isWrong } = { isWrong: false }) => noteOpened(ctx, book, id, member, isWrong),
    latestOf: (ctx, member, most) => latestOf(ctx, book, member, most),
    counts: (ctx, id, branch) => countReceipts(ctx, book, id, branch),
    members: (ctx, id, state) => countMembers(ctx, book, id, state),
    names: (ctx, actor, id, list, page) => namesOf(ctx, book, actor, id, list, page),
    idsIn: (ctx, branch, ids) => idsIn(ctx, book, branch, ids),
    remind: (ctx, one, nth, by) => remind(ctx, reminding, one, nth, by),
    finishReminding: (ctx, one) => finishReminding(ctx, reminding, one),
    redraw: (ctx, one) => redrawAll(ctx, book, one),
    showConfirmed: (ctx, one, member, pressed) => showConfirmed(ctx, book, one, member, pressed),
    recall: (ctx, id) => recallAll(ctx, book, id),
    stop: (ctx, id, by) => stopRest(ctx, book, id, by),
    screen: (of) => receiptScreens(book, of),
  };
}
