import type { Actor } from '../../../bot/feature.ts';
import type { Context } from '../../../context.ts';
import { deliveries } from '../../../delivery/model.ts';
import { clock } from '../../../lib/clock.ts';
import { membersOf } from '../../../members/audience.ts';
import { type Announcement, announcements, COUNTS, type LogEntry, type Receipt, receipts } from '../model.ts';
import { emptyTally, type ReceiptState, receiptStateOf, type Tally, type TallyRow, tallied } from '../rules.ts';
import { settlePosted } from './channels.ts';
import { actsOf } from './log.ts';
import { noticeOf } from './send.ts';

const PAGE = 1_000;
/** Deliveries are looked at once more that ended so long before the last look: clocks of workers differ. */
const OVERLAP_MS = 120_000;
const NAMES = 30;

/** Writes into the receipts what became of the deliveries since the last look. Twice is once. */
export async function settle(ctx: Context, one: Announcement): Promise<void> {
  const now = clock.now();
  const waits = await receipts(ctx).exists({ workspace: ctx.workspace, announcement: one._id, state: 'waiting' });
  if (waits === null) return;
  if (one.via === 'channel') return settlePosted(ctx, one._id);
  const since = one.settledAt === undefined ? undefined : new Date(one.settledAt.getTime() - OVERLAP_MS);
  const found = deliveries(ctx)
    .find(
      {
        ...{ workspace: ctx.workspace, notice: noticeOf(one._id), state: { $in: ['sent', 'failed', 'dropped'] } },
        ...(since === undefined ? {} : { finishedAt: { $gte: since } }),
      },
      { recipient: 1, state: 1, reason: 1 },
    )
    .batchSize(PAGE)
    .lean();
  let page = new Map<ReceiptState, string[]>();
  let size = 0;
  const write = async (): Promise<void> => {
    for (const [state, users] of page)
      await receipts(ctx).updateMany(
        { workspace: ctx.workspace, announcement: one._id, member: { $in: users }, state: 'waiting' },
        { $set: { state } },
      );
    page = new Map();
    size = 0;
  };
  for await (const { recipient, state, reason } of found.cursor()) {
    const end = receiptStateOf(state, reason);
    page.set(end, [...(page.get(end) ?? []), recipient]);
    size += 1;
    if (size === PAGE) await write();
  }
  await write();
  // What was planned before `now` and ends later is found by the next look.
  await announcements(ctx).updateOne({ workspace: ctx.workspace, _id: one._id }, { $set: { settledAt: now } });
}

/** How many receipts are in which state, by branch and team: read from an index alone. */
export async function countReceipts(ctx: Context, announcement: string): Promise<TallyRow[]> {
  return receipts(ctx).aggregate<TallyRow>(
    [
      { $match: { workspace: ctx.workspace, announcement } },
      {
        $group: {
          _id: { branch: '$branch', team: '$team', state: '$state' },
          count: { $sum: 1 },
          wrongFirst: { $sum: '$wrongFirst' },
        },
      },
      { $sort: { '_id.branch': 1, '_id.team': 1 } },
      {
        $project: {
          ...{ _id: 0, branch: '$_id.branch', team: '$_id.team', state: '$_id.state' },
          ...{ count: 1, wrongFirst: 1 },
        },
      },
    ],
    { hint: COUNTS },
  );
}

/** The receipt page of an announcement, as it is now. */
export interface ReceiptPage {
  one: Announcement;
  total: Tally;
  branches: [name: string, tally: Tally][];
  teams: [name: string, tally: Tally][];
  /** Names of those of the officer's own branch who were reached and have not confirmed. */
  notYet: string[];
  acts: LogEntry[];
  /** Names of those who acted. */
  people: Map<string, string>;
}

export async function receiptPage(ctx: Context, actor: Actor, one: Announcement): Promise<ReceiptPage> {
  if (['sending', 'sent', 'ended', 'recalled'].includes(one.state)) await settle(ctx, one);
  const [rows, acts] = await Promise.all([countReceipts(ctx, one._id), actsOf(ctx, one._id)]);
  // Names are for the own branch; who has the whole company as own scope sees all.
  const isCompany = actor.scope === 'company' || actor.roles.includes('administrator');
  const open = await receipts(ctx)
    .find(
      {
        ...{ workspace: ctx.workspace, announcement: one._id, state: { $in: ['waiting', 'reached'] } },
        ...(isCompany ? {} : { branch: actor.branch ?? '' }),
      },
      { member: 1 },
    )
    .limit(NAMES)
    .lean<Receipt[]>();
  const people = await membersOf(ctx, [...open.map(({ member }) => member), ...acts.map(({ by }) => by)]);
  const nameOf = (user: string): string[] => {
    const name = people.get(user)?.name;
    return name === undefined ? [] : [name];
  };
  return {
    one,
    total: tallied(rows, () => '').get('') ?? emptyTally(),
    branches: [...tallied(rows, ({ branch }) => branch)],
    teams: [...tallied(rows, ({ branch, team }) => [branch, team].filter(Boolean).join(' '))],
    notYet: open.flatMap(({ member }) => nameOf(member)),
    acts,
    people: new Map([...people].map(([user, { name }]) => [user, name])),
  };
}
