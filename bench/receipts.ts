import type { Actor } from '../src/bot/actor.ts';
import type { Context } from '../src/context.ts';
import { type Delivery, deliveries } from '../src/delivery/model.ts';
import type { Receipt } from '../src/delivery/receipts/book.ts';
import type { ReceiptState } from '../src/delivery/receipts/rules.ts';
import { type Announcement, announcements } from '../src/features/announcements/model.ts';
import { receiptScreen } from '../src/features/announcements/receipts/actions.ts';
import { confirm } from '../src/features/announcements/receipts/service/confirm.ts';
import { announcementReceipts } from '../src/features/announcements/receipts/service/receipts.ts';
import { unitOf, userAt } from './company.ts';
import { quantile } from './load.ts';

const { noticeOf, receipts, tallies } = announcementReceipts;

/** As a company's union has sent before: the counted one is not alone in the indexes. */
const EARLIER = 4;
const BATCH = 5_000;
const HOUR_MS = 3_600_000;
/** As many confirm between two looks in a lively hour. */
export const LIVELY = 500;
/** Three of four have confirmed; some are on their way, left, or were not reached. */
const STATES: readonly ReceiptState[] = [
  ...Array<ReceiptState>(15).fill('confirmed'),
  ...Array<ReceiptState>(3).fill('reached'),
  ...(['waiting', 'left'] as const),
];

export interface ReceiptSizes {
  /** Receipts of the announcement that is looked at, and how often it is. */
  receipts: number;
  rounds: number;
}

interface Times {
  p50: number;
  p99: number;
}

/** The page of the receipts, by branch, ms. */
export interface ReceiptTimes {
  /** One member confirms between two looks. */
  steady: Times;
  /** `LIVELY` confirm between two looks. */
  lively: Times;
  /** Nothing of it was counted before. */
  first: Times;
}

export async function measureReceipts(
  ctx: Context,
  one: Announcement,
  { receipts: count, rounds }: ReceiptSizes,
): Promise<ReceiptTimes> {
  await announcements(ctx).collection.insertOne({ ...one, state: 'sent', sentAt: one.dueAt } as never);
  for (let n = 1; n <= EARLIER; n += 1) await addReceipts(ctx, `${one._id}-${n}`, count);
  await addReceipts(ctx, one._id, count);
  const chair: Actor = {
    user: one.author,
    name: '',
    locale: 'zh',
    tz: 'Asia/Shanghai',
    roles: ['administrator'],
    scope: 'company',
    branch: undefined,
    team: undefined,
    post: undefined,
    shift: undefined,
  };
  const looks = async (times: number, before: (round: number) => Promise<unknown>): Promise<Times> => {
    const taken: number[] = [];
    for (let round = 0; round < times; round += 1) {
      await before(round);
      const since = performance.now();
      const present = await announcements(ctx).findById(one._id).lean<Announcement>();
      const page = present === null ? undefined : await receiptScreen.page(ctx, chair, present);
      taken.push(performance.now() - since);
      if (page?.total.audience !== count) throw new Error(`${page?.total.audience} of ${count} receipts are counted`);
    }
    return { p50: quantile(taken, 0.5), p99: quantile(taken, 0.99) };
  };
  const few = Math.ceil(rounds / 5);
  const first = await looks(few, () =>
    tallies(ctx).updateMany({ announcement: one._id }, { $unset: { countedAt: 1, wholeAt: 1, rows: 1 } }),
  );
  await rest(ctx, one._id);
  const open = await receipts(ctx)
    .find({ announcement: one._id, state: 'reached' }, { member: 1 })
    .sort({ wrongFirst: 1, tries: 1, _id: 1 })
    .limit(rounds)
    .lean<Receipt[]>();
  const steady = await looks(rounds, (round) => confirm(ctx, open[round]?.member ?? '', one._id, 0));
  const lively = await looks(few, async (round) => {
    await rest(ctx, one._id);
    // Every so manieth, so that they are spread over the units as presses are.
    const step = Math.floor(count / LIVELY);
    const members = Array.from({ length: LIVELY }, (_, index) => userAt(index * step + round));
    await receipts(ctx).updateMany(
      { workspace: ctx.workspace, announcement: one._id, member: { $in: members } },
      { $set: { state: 'confirmed', opened: 1, changedAt: new Date() } },
    );
  });
  return { steady, lively, first };
}

/** As if nobody had touched it for an hour. */
async function rest(ctx: Context, announcement: string): Promise<void> {
  const ago = new Date(Date.now() - HOUR_MS);
  await receipts(ctx).updateMany({ announcement, changedAt: { $gt: ago } }, { $set: { changedAt: ago } });
}

/** With the deliveries that they are read from; what ended, ended an hour ago. */
async function addReceipts(ctx: Context, announcement: string, count: number): Promise<void> {
  const at = new Date(Date.now() - HOUR_MS);
  const made = Array.from({ length: count }, (_, index): Receipt & { announcement: string } => {
    // Steps that share no factor with the units' sizes, so that every team has every state.
    const state = STATES[(index * 7 + Math.floor(index / 20)) % STATES.length] ?? 'waiting';
    return {
      workspace: ctx.workspace,
      announcement,
      member: userAt(index),
      ...unitOf(index),
      state,
      wrongFirst: index % 9 === 0 ? 1 : 0,
      opened: state === 'confirmed' ? 1 : 0,
      tries: 1,
      at,
      changedAt: at,
    };
  });
  const sent = made.map(
    ({ member, state }): Delivery => ({
      _id: `${announcement}-${member}`,
      workspace: ctx.workspace,
      notice: noticeOf(announcement),
      kind: 'announcements.notice',
      recipient: member,
      to: 'member',
      params: {},
      priority: 5,
      place: 0,
      urgent: false,
      exactly: false,
      dueAt: at,
      attempts: 1,
      createdAt: at,
      ...(state === 'waiting' ? { state: 'planned' } : { state: 'sent', finishedAt: at }),
    }),
  );
  for (let start = 0; start < count; start += BATCH) {
    const range = [start, start + BATCH] as const;
    await receipts(ctx).collection.insertMany(made.slice(...range) as never[], { ordered: false });
    await deliveries(ctx).collection.insertMany(sent.slice(...range) as never[], { ordered: false });
  }
}
