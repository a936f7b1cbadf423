import type { mongo } from 'mongoose';
import type { Context } from '../../../src/context.ts';
import { type Delivery, deliveries } from '../../../src/delivery/model.ts';
import type { Receipt } from '../../../src/delivery/receipts/book.ts';
import type { TallyRow } from '../../../src/delivery/receipts/rules.ts';
import { type Announcement, announcements } from '../../../src/features/announcements/model.ts';
import { announcementReceipts } from '../../../src/features/announcements/receipts/service/receipts.ts';
import { insertNew } from '../../../src/lib/stores/mongo.ts';
import type { PostOffice } from '../../delivery/post-office.ts';
import { countedCommands } from '../../helpers/counted-commands.ts';

const AUTHOR = 'U0QH1001';
export const memberAt = (index: number): string => `U${String(index).padStart(4, '0')}`;

/** An announcement that is out, with a receipt and a planned delivery for each of so many members in their units. */
export async function sendTo(
  { ctx }: PostOffice,
  id: string,
  count: number,
  unitOf: (index: number) => { branch: string; team: string },
  now: Date,
): Promise<void> {
  const { workspace } = ctx;
  await insertNew(announcements(ctx), [
    {
      _id: id,
      workspace,
      state: 'sent',
      author: AUTHOR,
      title: '安全帽',
      body: '',
      category: 'safety',
      include: ['all'],
      except: [],
      via: 'dm',
      channels: [],
      repeat: 'once',
      urgent: false,
      wantsAck: true,
      questionText: '戴不戴？\n* 戴\n不戴',
      reminders: 0,
      everyHours: 24,
      occurrence: 0,
      remindersSent: 0,
      dueAt: now,
      sentAt: now,
      createdAt: now,
      updatedAt: now,
    } satisfies Announcement,
  ]);
  const members = Array.from({ length: count }, (_, index) => memberAt(index));
  await insertNew(
    announcementReceipts.receipts(ctx),
    members.map((member, index): Receipt & { announcement: string } => ({
      workspace,
      announcement: id,
      member,
      ...unitOf(index),
      state: 'waiting',
      wrongFirst: 0,
      opened: 0,
      tries: 0,
      at: now,
      changedAt: now,
    })),
  );
  await insertNew(
    deliveries(ctx),
    members.map(
      (recipient): Delivery => ({
        _id: `${id}-${recipient}`,
        workspace,
        notice: announcementReceipts.noticeOf(id),
        kind: 'announcements.notice',
        recipient,
        to: 'member',
        params: {},
        state: 'planned',
        priority: 5,
        place: 0,
        urgent: false,
        exactly: false,
        dueAt: now,
        attempts: 0,
        createdAt: now,
      }),
    ),
  );
}

/** What becomes of a member's delivery, as the worker writes it. */
export async function end({ ctx }: PostOffice, id: string, index: number, how: End, finishedAt: Date): Promise<void> {
  await deliveries(ctx).updateOne(
    {
      workspace: ctx.workspace,
      notice: announcementReceipts.noticeOf(id),
      recipient: memberAt(index),
      state: 'planned',
    },
    { $set: { ...ENDS[how], finishedAt } },
  );
}

export const ENDS = {
  arrives: { state: 'sent' },
  leaves: { state: 'dropped', reason: 'left' },
  fails: { state: 'failed', reason: 'msg_blocked' },
  stops: { state: 'dropped', reason: 'stopped' },
} as const;
export type End = keyof typeof ENDS;

export async function settleOne({ ctx }: Pick<PostOffice, 'ctx'>, id: string): Promise<void> {
  const one = await announcements(ctx).findById(id).lean<Announcement>();
  if (one !== null) await announcementReceipts.settle(ctx, one);
}

/** The counts from the receipts themselves, one after the other. */
export async function countedByHand({ ctx }: PostOffice, id: string): Promise<TallyRow[]> {
  const rows = new Map<string, TallyRow>();
  for (const one of await announcementReceipts
    .receipts(ctx)
    .find({ workspace: ctx.workspace, announcement: id })
    .lean<Receipt[]>()) {
    const { branch, team, state } = one;
    const key = [branch, team, state].join('/');
    const row = rows.get(key) ?? { branch, team, state, wrongFirst: 0, opened: 0, count: 0 };
    row.count += 1;
    row.wrongFirst += one.wrongFirst;
    row.opened += one.opened;
    rows.set(key, row);
  }
  return [...rows].toSorted(([one], [other]) => (one < other ? -1 : 1)).map(([, row]) => row);
}

/** What MongoDB reads of a collection for what is asked of it while something is done, by its own account. */
export async function readsOf(
  { ctx }: Pick<PostOffice, 'ctx'>,
  collection: string,
  act: (ctx: Context) => Promise<unknown>,
): Promise<{ keys: number; documents: number }> {
  const watched = await countedCommands(ctx.db);
  const asked: mongo.Document[] = [];
  watched.db.getClient().on('commandStarted', ({ commandName, command }) => {
    const { lsid: _l, $db: _d, ...rest } = command;
    if (['find', 'aggregate'].includes(commandName) && rest[commandName] === collection) asked.push(rest);
  });
  await act({ ...ctx, db: watched.db });
  watched.close();
  if (asked.length === 0) throw new Error(`${collection} was not asked`);
  const reads = { keys: 0, documents: 0 };
  for (const explain of asked) {
    const told = JSON.stringify(await ctx.db.db?.command({ explain, verbosity: 'executionStats' }));
    const [, keys, documents] = /"totalKeysExamined":(\d+),"totalDocsExamined":(\d+)/.exec(told) ?? [];
    reads.keys += Number(keys);
    reads.documents += Number(documents);
  }
  return reads;
}
