import { createHash } from 'node:crypto';
import type { Actor } from '../../../../bot/feature.ts';
import type { Contributions } from '../../../../bot/routing/contributions.ts';
import { UserError } from '../../../../bot/routing/errors.ts';
import type { Context } from '../../../../context.ts';
import { recallCopies, redrawCopies } from '../../../../delivery/copies.ts';
import { plan } from '../../../../delivery/plan.ts';
import { clock } from '../../../../lib/clock.ts';
import { maySee } from '../../../../members/roles.ts';
import { dayOf } from '../../../../members/shift.ts';
import type { Item } from '../../model.ts';
import { type ChannelBoard, channelBoards } from '../../records-model.ts';
import { runningClock } from '../../rules/clocks.ts';
import { affairsOf } from '../../service/items.ts';
import { WORDS } from '../../words.ts';
import type { Board } from '../rules.ts';
import { type BoardScope, type Counts, countsOf, listOf } from './board.ts';

/** A board is looked at again at the earliest after so long. */
export const REST_MS = 5 * 60_000;
/** Items in each part of it. */
const LISTED = 3;

const idOf = (ctx: Pick<Context, 'workspace'>, channel: string): string => `${ctx.workspace} ${channel}`;

/** The boards of an officer's affairs. */
export async function boardsOf(ctx: Context, actor: Actor): Promise<ChannelBoard[]> {
  return channelBoards(ctx)
    .find({ workspace: ctx.workspace, ...affairsOf(actor), notice: { $exists: true } })
    .sort({ channel: 1 })
    .lean<ChannelBoard[]>();
}

/**
 * Puts the board into a channel: a branch officer's has the branch's items. Where one is already, a new message takes its place.
 * @param once of the form it came from: placing twice is placing once
 * @throws UserError when another's board is there that is not the officer's affair
 */
export async function placeBoard(ctx: Context, actor: Actor, channel: string, once: string): Promise<void> {
  await checkAffair(ctx, actor, channel);
  const _id = idOf(ctx, channel);
  const notice = `suggestions.board-${once}`;
  const { branch } = affairsOf(actor);
  const old = {
    $cond: [
      { $eq: [{ $ifNull: ['$notice', notice] }, notice] },
      { $ifNull: ['$old', []] },
      { $concatArrays: ['$old', ['$notice']] },
    ],
  };
  const set = {
    ...{ workspace: ctx.workspace, channel, placedBy: actor.user, shown: '', lookedAt: clock.now() },
    ...(branch === undefined ? {} : { branch: { $literal: branch } }),
  };
  await channelBoards(ctx).collection.updateOne(
    { _id: _id as never },
    [{ $set: { old, ...set } }, { $set: { notice } }, ...(branch === undefined ? [{ $unset: 'branch' }] : [])],
    { upsert: true },
  );
  await planBoard(ctx, { channel, notice });
  await clearOld(ctx, _id);
}

/** Takes the board of a channel away. Twice is once. @throws UserError when it is not the officer's affair */
export async function takeBoard(ctx: Context, actor: Actor, channel: string): Promise<void> {
  const found = await checkAffair(ctx, actor, channel);
  if (found?.notice === undefined) return;
  await channelBoards(ctx).updateOne(
    { _id: found._id, notice: found.notice },
    { $unset: { notice: 1 }, $addToSet: { old: found.notice } },
  );
  await clearOld(ctx, found._id);
}

/** The board that stands in a channel. */
export const channelUses: NonNullable<Contributions['channelUses']> = async ({ ctx, channel }) => {
  const found = await channelBoards(ctx)
    .findOne({ _id: idOf(ctx, channel) })
    .lean<ChannelBoard>();
  if (found?.notice === undefined) return [];
  return [
    {
      what: { zh: '建议看板（恢复以后要再放一次）', en: 'the suggestions board (post it once more when it works)' },
      maker: found.placedBy,
      mayManage: (actor) => maySee(actor, found.branch),
      button: { action: 'suggestions.place', label: { zh: '重新放看板', en: 'Post the board again' } },
    },
  ];
};

async function checkAffair(ctx: Context, actor: Actor, channel: string): Promise<ChannelBoard | undefined> {
  const found = await channelBoards(ctx)
    .findOne({ _id: idOf(ctx, channel) })
    .lean<ChannelBoard>();
  const { branch } = affairsOf(actor);
  if (found?.notice !== undefined && branch !== undefined && found.branch !== branch)
    throw new UserError(WORDS.otherBoard);
  return found ?? undefined;
}

async function planBoard(ctx: Context, { channel, notice }: { channel: string; notice: string }): Promise<void> {
  const params = { channel };
  await plan(ctx, [
    { notice, kind: 'suggestions.channelBoard', recipient: channel, to: 'channel', params, priority: 4 },
  ]);
}

/** Messages that are no board any more go; what died in between is done by the clockwork. */
async function clearOld(ctx: Context, _id: string): Promise<void> {
  const found = await channelBoards(ctx).findOne({ _id }, { old: 1 }).lean();
  for (const notice of found?.old ?? []) {
    await recallCopies(ctx, notice);
    await channelBoards(ctx).updateOne({ _id }, { $pull: { old: notice } });
  }
  await channelBoards(ctx).deleteOne({ _id, notice: { $exists: false }, old: [] });
}

/** What a board shows. */
export interface BoardContent {
  branch: string | undefined;
  counts: Counts;
  lists: Record<Board, Item[]>;
}

/** The board of a channel as things stand; undefined when there is none any more. */
export async function channelBoardOf(ctx: Context, channel: string): Promise<BoardContent | undefined> {
  const found = await channelBoards(ctx)
    .findOne({ _id: idOf(ctx, channel) })
    .lean<ChannelBoard>();
  return found?.notice === undefined ? undefined : contentOf(ctx, found);
}

async function contentOf(ctx: Context, { branch }: ChannelBoard): Promise<BoardContent> {
  const scope: BoardScope = branch === undefined ? {} : { branch };
  const list = (view: Board) => listOf(ctx, scope, view, LISTED);
  const [counts, open, solved, overdue, supported] = await Promise.all([
    countsOf(ctx, scope),
    ...([list('open'), list('solved'), list('overdue'), list('supported')] as const),
  ]);
  return { branch, counts, lists: { open, solved, overdue, supported } };
}

/** Looks at every board that has rested, and has those drawn anew that say something else now: after changes, and each day. */
export async function refreshBoards(ctx: Context): Promise<void> {
  const { workspace } = ctx;
  const now = clock.now();
  const rested = [
    { shown: '' },
    { lookedAt: { $lte: new Date(now.getTime() - REST_MS) } },
    { 'old.0': { $exists: true } },
  ];
  const found = await channelBoards(ctx).find({ workspace, $or: rested }).lean<ChannelBoard[]>();
  for (const board of found) {
    const { _id, channel, notice } = board;
    await clearOld(ctx, _id);
    if (notice === undefined) continue;
    const shown = saidBy(await contentOf(ctx, board), dayOf(now, ctx.config.TIMEZONE));
    if (shown !== board.shown) {
      await planBoard(ctx, { channel, notice });
      await redrawCopies(ctx, notice);
    }
    await channelBoards(ctx).updateOne({ _id, notice }, { $set: { shown, lookedAt: now } });
  }
}

/** All that can change in what a board says, as a hash. */
function saidBy({ counts, lists }: BoardContent, day: string): string {
  const said = Object.entries(lists).map(([list, items]) => [
    list,
    items.map((item) => [item._id, item.state, item.supporters.length, runningClock(item)?.clock]),
  ]);
  return createHash('sha256')
    .update(JSON.stringify([day, counts, said]))
    .digest('hex');
}
