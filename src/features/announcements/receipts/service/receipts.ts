import type { Actor } from '../../../../bot/feature.ts';
import type { Context } from '../../../../context.ts';
import { deliveries } from '../../../../delivery/model.ts';
import { clock } from '../../../../lib/clock.ts';
import { type Announcement, announcements, type LogEntry, receipts } from '../../model.ts';
import { logOf } from '../../register/service/log.ts';
import {
  emptyTally,
  mostOpenFirst,
  type ReceiptState,
  receiptStateOf,
  type Tally,
  type TallyRow,
  tallied,
} from '../../rules.ts';
import { stateOfPosts } from '../../service/channels.ts';
import { noticeOf } from '../../service/send.ts';
import { countReceipts, OVERLAP_MS } from './counts.ts';
import { namesOf } from './names.ts';
import { mayChange, OUT } from './seen.ts';

const PAGE = 1_000;
const NAMES = 10;

/** Writes into the receipts what became of the deliveries since the last look. Twice is once. */
export async function settle(ctx: Context, one: Announcement): Promise<void> {
  const now = clock.now();
  const waiting = { workspace: ctx.workspace, announcement: one._id, state: 'waiting' as const };
  const waits = await receipts(ctx).exists(waiting);
  if (waits === null) return;
  const ended = (state: ReceiptState) => {
    const changedAt = clock.now();
    return { $set: state === 'reached' ? { state, changedAt, reachedAt: changedAt } : { state, changedAt } };
  };
  if (one.via === 'channel') {
    const state = await stateOfPosts(ctx, one._id);
    if (state !== 'waiting') await receipts(ctx).updateMany(waiting, ended(state));
    return;
  }
  const since = new Date(one.settledAt === undefined ? 0 : one.settledAt.getTime() - OVERLAP_MS);
  const found = deliveries(ctx)
    .find(
      {
        ...{ workspace: ctx.workspace, notice: noticeOf(one._id), finishedAt: { $gte: since } },
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
      await receipts(ctx).updateMany({ ...waiting, member: { $in: users } }, ended(state));
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
  await announcements(ctx).updateOne({ workspace: ctx.workspace, _id: one._id }, { $set: { settledAt: now } });
}

/** The receipts of an announcement as an officer sees them, as they are now. */
export interface ReceiptPage {
  one: Announcement;
  asOf: Date;
  /** Whether the officer may change it, or only reads what the own branch has made of it. */
  mayChange: boolean;
  /** The branch that is looked at; undefined: all that there are. */
  branch: string | undefined;
  /** From 0. */
  page: number;
  total: Tally;
  /** By branch or, within one, by team; those with the most to do first. */
  groups: [name: string, tally: Tally][];
  /** Those that may be looked at, where there are several. */
  branches: string[];
  /** What the officer's own branch has made of it, with some of the names. */
  own: { branch: string; tally: Tally; notYet: string[] } | undefined;
  acts: LogEntry[];
  /** Names of those who acted. */
  people: Map<string, string>;
}

/** @param wanted the branch to look at and the page of its list */
export async function receiptPage(
  ctx: Context,
  actor: Actor,
  one: Announcement,
  wanted: { branch?: string | undefined; page?: number } = {},
): Promise<ReceiptPage> {
  if (OUT.includes(one.state)) await settle(ctx, one);
  const isOwn = mayChange(actor, one);
  const [rows, log] = await Promise.all([
    countReceipts(ctx, one._id, isOwn ? undefined : (actor.branch ?? '')),
    isOwn ? logOf(ctx, one._id) : { acts: [], people: new Map<string, string>() },
  ]);
  const branches = [...new Set(rows.map(({ branch }) => branch))];
  const branch = branches.length === 1 ? branches[0] : branches.find((name) => name === wanted.branch);
  const shown = branch === undefined ? rows : rows.filter((row) => row.branch === branch);
  const groups = [...tallied(shown, (row) => (branch === undefined ? row.branch : row.team))];
  return {
    ...{ one, asOf: clock.now(), mayChange: isOwn, branch, page: wanted.page ?? 1 },
    total: tallied(shown, () => '').get('') ?? emptyTally(),
    groups: groups.toSorted(([a, one], [b, other]) => mostOpenFirst(one, other) || a.localeCompare(b, 'zh')),
    branches: branches.length > 1 ? branches : [],
    ...{ own: await ownOf(ctx, actor, one, rows), ...log },
  };
}

async function ownOf(
  ctx: Context,
  actor: Actor,
  one: Announcement,
  rows: readonly TallyRow[],
): Promise<ReceiptPage['own']> {
  const branch = actor.branch ?? '';
  const tally = tallied(rows, (row) => row.branch).get(branch);
  if (branch === '' || tally === undefined || !one.wantsAck) return undefined;
  const { rows: names } = await namesOf(ctx, actor, one._id, 'open', 1);
  return { branch, tally, notYet: names.slice(0, NAMES).map(({ name }) => name) };
}

/** The counts of every branch and team that an officer sees. */
export async function unitsOf(
  ctx: Context,
  actor: Actor,
  one: Announcement,
): Promise<{ branch: string; team: string; tally: Tally }[]> {
  const rows = await countReceipts(ctx, one._id, mayChange(actor, one) ? undefined : (actor.branch ?? ''));
  const units = new Map<string, TallyRow[]>();
  for (const row of rows) {
    const key = JSON.stringify([row.branch, row.team]);
    units.set(key, [...(units.get(key) ?? []), row]);
  }
  return [...units.values()].flatMap((of) => {
    const [first] = of;
    const tally = tallied(of, () => '').get('');
    return first === undefined || tally === undefined ? [] : [{ branch: first.branch, team: first.team, tally }];
  });
}
