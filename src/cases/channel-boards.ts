import { createHash } from 'node:crypto';
import type { Actor } from '../bot/actor.ts';
import type { ChannelUse } from '../bot/routing/contributions.ts';
import { UserError } from '../bot/routing/errors.ts';
import type { Context } from '../context.ts';
import { recallCopies, redrawCopies } from '../delivery/copies.ts';
import { plan } from '../delivery/plan.ts';
import { clock } from '../lib/clock.ts';
import type { Bilingual } from '../lib/language.ts';
import { dayOf } from '../lib/zone.ts';
import { affairsOf, inAffairs, maySee, ownedBy } from '../members/roles.ts';
import { BOARDS, type Board, type BoardScope, type Counts, countsOf, listOf } from './boards.ts';
import type { Case } from './case.ts';
import { runningClock } from './clocks.ts';
import type { AnyKind } from './kind.ts';
import type { CaseRecords, ChannelBoard } from './records.ts';

/** A board is looked at again at the earliest after so long. */
export const REST_MS = 5 * 60_000;
/** Cases in each part of it. */
const LISTED = 3;

/** What a board shows. */
export interface BoardContent<T extends Case> {
  branch: string | undefined;
  counts: Counts;
  lists: Record<Board, T[]>;
}

/** What is said where the uses of a channel are listed. */
export interface BoardUse {
  what: Bilingual;
  button: Bilingual;
}

/** See `channelBoards`. */
export interface ChannelBoards<T extends Case> {
  /** The boards that an officer looks after. */
  of(ctx: Context, actor: Actor): Promise<ChannelBoard[]>;
  /**
   * Puts the board into a channel: a branch officer's has the branch's cases. Where one is already, a new message takes its place.
   * @param once of the form it came from: placing twice is placing once
   * @throws UserError when a board is there that another officer looks after
   */
  place(ctx: Context, actor: Actor, channel: string, once: string): Promise<void>;
  /** Takes the board of a channel away. Twice is once. @throws UserError when another officer looks after it */
  take(ctx: Context, actor: Actor, channel: string): Promise<void>;
  /** The board of a channel as things stand; undefined when there is none any more. */
  contentOf(ctx: Context, channel: string): Promise<BoardContent<T> | undefined>;
  /** Looks at every board that has rested, and has those drawn again that say something else now: after changes, and each day. */
  refresh(ctx: Context): Promise<void>;
  /** The board that stands in a channel; its button is the action `<feature>.place`. */
  uses(ctx: Context, channel: string, say: BoardUse): Promise<ChannelUse[]>;
}

/** The boards of a feature's cases in channels, each one message that is kept as things stand. */
export function channelBoards<T extends Case>(kind: AnyKind<T>, { boards }: CaseRecords): ChannelBoards<T> {
  const idOf = (ctx: Pick<Context, 'workspace'>, channel: string): string => `${ctx.workspace} ${channel}`;
  const find = async (ctx: Context, channel: string): Promise<ChannelBoard | undefined> =>
    (await boards(ctx)
      .findOne({ _id: idOf(ctx, channel) })
      .lean<ChannelBoard>()) ?? undefined;

  const checkAffair = async (ctx: Context, actor: Actor, channel: string): Promise<ChannelBoard | undefined> => {
    const found = await find(ctx, channel);
    if (found?.notice !== undefined && !maySee(actor, found.branch)) throw new UserError(kind.words.otherBoard);
    return found;
  };

  const planBoard = async (ctx: Context, channel: string, notice: string): Promise<void> => {
    const params = { channel };
    const to = { recipient: channel, to: 'channel' as const };
    await plan(ctx, [{ notice, kind: `${kind.feature}.channelBoard`, ...to, params, priority: 4 }]);
  };

  /** Messages that are no board any more go; what died in between is done by the tick. */
  const clearOld = async (ctx: Context, _id: string): Promise<void> => {
    const found = await boards(ctx).findOne({ _id }, { old: 1 }).lean();
    for (const notice of found?.old ?? []) {
      await recallCopies(ctx, notice);
      await boards(ctx).updateOne({ _id }, { $pull: { old: notice } });
    }
    await boards(ctx).deleteOne({ _id, notice: { $exists: false }, old: [] });
  };

  const drawn = async (ctx: Context, { branch }: ChannelBoard): Promise<BoardContent<T>> => {
    const scope: BoardScope = branch === undefined ? {} : { branch };
    const [counts, ...found] = await Promise.all([
      countsOf(ctx, kind, scope),
      ...BOARDS.map((view) => listOf(ctx, kind, scope, view, LISTED)),
    ]);
    const lists = Object.fromEntries(BOARDS.map((view, nth) => [view, found[nth] ?? []]));
    return { branch, counts, lists: lists as Record<Board, T[]> };
  };

  /** All that can change in what a board says, as a hash. */
  const saidBy = ({ counts, lists }: BoardContent<T>, day: string): string => {
    const said = Object.entries(lists).map(([list, items]) => [
      list,
      items.map((item) => [
        item._id,
        item.state,
        item.supporters.length,
        runningClock<T, string, string>(kind, item)?.clock,
      ]),
    ]);
    return createHash('sha256')
      .update(JSON.stringify([day, counts, said]))
      .digest('hex');
  };

  return {
    of: (ctx, actor) =>
      boards(ctx)
        .find({ workspace: ctx.workspace, ...inAffairs(affairsOf(actor)), notice: { $exists: true } })
        .sort({ channel: 1 })
        .lean<ChannelBoard[]>(),
    place: async (ctx, actor, channel, once) => {
      await checkAffair(ctx, actor, channel);
      const _id = idOf(ctx, channel);
      const notice = `${kind.feature}.board-${once}`;
      const { branch } = ownedBy(actor);
      const old = {
        $cond: [
          { $eq: [{ $ifNull: ['$notice', notice] }, notice] },
          { $ifNull: ['$old', []] },
          { $concatArrays: ['$old', ['$notice']] },
        ],
      };
      const set = {
        workspace: ctx.workspace,
        channel,
        placedBy: actor.user,
        shown: '',
        lookedAt: clock.now(),
        ...(branch === undefined ? {} : { branch: { $literal: branch } }),
      };
      await boards(ctx).collection.updateOne(
        { _id: _id as never },
        [{ $set: { old, ...set } }, { $set: { notice } }, ...(branch === undefined ? [{ $unset: 'branch' }] : [])],
        { upsert: true },
      );
      await planBoard(ctx, channel, notice);
      await clearOld(ctx, _id);
    },
    take: async (ctx, actor, channel) => {
      const found = await checkAffair(ctx, actor, channel);
      if (found?.notice === undefined) return;
      await boards(ctx).updateOne(
        { _id: found._id, notice: found.notice },
        { $unset: { notice: 1 }, $addToSet: { old: found.notice } },
      );
      await clearOld(ctx, found._id);
    },
    contentOf: async (ctx, channel) => {
      const found = await find(ctx, channel);
      return found?.notice === undefined ? undefined : drawn(ctx, found);
    },
    refresh: async (ctx) => {
      const { workspace } = ctx;
      const now = clock.now();
      const rested = [
        { shown: '' },
        { lookedAt: { $lte: new Date(now.getTime() - REST_MS) } },
        { 'old.0': { $exists: true } },
      ];
      const found = await boards(ctx).find({ workspace, $or: rested }).lean<ChannelBoard[]>();
      for (const board of found) {
        const { _id, channel, notice } = board;
        await clearOld(ctx, _id);
        if (notice === undefined) continue;
        const shown = saidBy(await drawn(ctx, board), dayOf(now, ctx.config.TIMEZONE));
        if (shown !== board.shown) {
          await planBoard(ctx, channel, notice);
          await redrawCopies(ctx, notice);
        }
        await boards(ctx).updateOne({ _id, notice }, { $set: { shown, lookedAt: now } });
      }
    },
    uses: async (ctx, channel, say) => {
      const found = await find(ctx, channel);
      if (found?.notice === undefined) return [];
      return [
        {
          what: say.what,
          maker: found.placedBy,
          mayManage: (actor) => maySee(actor, found.branch),
          button: { action: `${kind.feature}.place`, label: say.button },
        },
      ];
    },
  };
}
