import { UserError } from '../../../bot/errors.ts';
import type { Actor } from '../../../bot/feature.ts';
import { mayRun } from '../../../bot/roles.ts';
import type { Context } from '../../../context.ts';
import { clock } from '../../../lib/clock.ts';
import { maySee } from '../../../members/roles.ts';
import { type Item, items } from '../model.ts';
import { ANSWERED, OPEN } from '../rules/states.ts';
import { WORDS } from '../words.ts';
import { isSealedFor } from './secret.ts';

/** @returns undefined when there is none. */
export async function itemOf(ctx: Pick<Context, 'db' | 'workspace'>, id: string): Promise<Item | undefined> {
  return (await items(ctx).findOne({ _id: id, workspace: ctx.workspace }).lean<Item>()) ?? undefined;
}

/** @throws UserError when it is gone. */
export async function presentItem(ctx: Context, id: string): Promise<Item> {
  const found = await itemOf(ctx, id);
  if (found === undefined) throw new UserError(WORDS.gone);
  return found;
}

/** The item, for an officer whose affair it is. @throws UserError */
export async function officersItem(ctx: Context, actor: Actor, id: string): Promise<Item> {
  const found = await presentItem(ctx, id);
  if (!maySee(actor, found.branch)) throw new UserError(WORDS.otherBranch);
  return found;
}

export function isSubmitter(ctx: Context, item: Item, user: string): boolean {
  return item.isAnonymous ? isSealedFor(ctx, item._id, item.sealed, user) : item.submitter === user;
}

const MINE = 50;

/** A person's own items, the newest first. Of the anonymous ones those that are not closed: after that nobody knows. */
export async function itemsOf(ctx: Context, { user }: Actor): Promise<Item[]> {
  const { workspace } = ctx;
  const [named, sealed] = await Promise.all([
    items(ctx).find({ workspace, submitter: user }).sort({ createdAt: -1 }).limit(MINE).lean<Item[]>(),
    items(ctx)
      .find({ workspace, isAnonymous: true, state: { $in: [...OPEN, ...ANSWERED, 'merged'] } }, { sealed: 1 })
      .lean<Item[]>(),
  ]);
  const own = sealed.filter((one) => isSealedFor(ctx, one._id, one.sealed, user)).map((one) => one._id);
  const hidden =
    own.length === 0
      ? []
      : await items(ctx)
          .find({ workspace, _id: { $in: own } })
          .lean<Item[]>();
  return [...named, ...hidden].sort((a, b) => b.createdAt.getTime() - a.createdAt.getTime()).slice(0, MINE);
}

export type Board = 'open' | 'solved' | 'overdue' | 'supported';

/** The items of an officer's affairs: the branch's only, or all. */
export function affairsOf(actor: Actor): { branch?: string } {
  if (mayRun(actor, 'administrator') || actor.scope === 'company') return {};
  return { branch: actor.branch ?? '\u0000' };
}

const PAGE = 200;

/** What waits in an officer's affairs, the one that runs out first at the top. */
export async function waitingFor(ctx: Context, actor: Actor): Promise<Item[]> {
  const filter = { workspace: ctx.workspace, ...affairsOf(actor), state: { $in: [...OPEN] } };
  const found = await items(ctx).find(filter).sort({ createdAt: 1 }).limit(PAGE).lean<Item[]>();
  const byOf = (item: Item) =>
    Number(
      item.state === 'received'
        ? item.acceptBy
        : ((item.state === 'accepted' ? item.replyBy : item.dueAt) ?? item.acceptBy),
    );
  return found.sort((a, b) => byOf(a) - byOf(b));
}

const overdueFilter = (now: Date) => ({
  $or: [
    { state: 'received' as const, acceptBy: { $lte: now } },
    { state: 'accepted' as const, replyBy: { $lte: now } },
    { state: 'progress' as const, dueAt: { $lte: now } },
  ],
});

/** The start of the month in which an instant is, in the house's zone. */
function monthStart(ctx: Context, now: Date): Date {
  const day = new Intl.DateTimeFormat('en-CA', { timeZone: ctx.config.TIMEZONE }).format(now);
  return new Date(Date.parse(`${day.slice(0, 8)}01T00:00:00Z`) - zoneAhead(ctx, now));
}

function zoneAhead(ctx: Context, now: Date): number {
  const wall = new Intl.DateTimeFormat('sv-SE', {
    timeZone: ctx.config.TIMEZONE,
    dateStyle: 'short',
    timeStyle: 'medium',
  }).format(now);
  return Date.parse(`${wall.replace(' ', 'T')}Z`) - Math.floor(now.getTime() / 1000) * 1000;
}

export interface BoardData {
  counts: { open: number; solved: number; overdue: number };
  view: Board;
  items: Item[];
}

const SHOWN = 10;

/** The public board: how many are open, solved this month and overdue, and ten of one of them. */
export async function boardOf(ctx: Context, view: Board): Promise<BoardData> {
  const { workspace } = ctx;
  const now = clock.now();
  const filters = {
    open: { workspace, state: { $in: [...OPEN] } },
    solved: { workspace, solvedAt: { $gte: monthStart(ctx, now) }, state: { $ne: 'merged' as const } },
    overdue: { workspace, ...overdueFilter(now) },
    supported: { workspace, state: { $in: [...OPEN] }, 'supporters.0': { $exists: true } },
  };
  const count = (of: 'open' | 'solved' | 'overdue') => items(ctx).countDocuments(filters[of]);
  const list =
    view === 'supported'
      ? items(ctx).aggregate<Item>([
          { $match: filters.supported },
          { $addFields: { support: { $size: '$supporters' } } },
          { $sort: { support: -1, createdAt: 1 } },
          { $limit: SHOWN },
        ])
      : items(ctx)
          .find(filters[view])
          .sort({ createdAt: view === 'overdue' ? 1 : -1 })
          .limit(SHOWN)
          .lean<Item[]>();
  const [open, solved, overdue, found] = await Promise.all([count('open'), count('solved'), count('overdue'), list]);
  return { counts: { open, solved, overdue }, view, items: found };
}
