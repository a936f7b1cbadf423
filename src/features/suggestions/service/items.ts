import type { Actor } from '../../../bot/feature.ts';
import { UserError } from '../../../bot/routing/errors.ts';
import type { Context } from '../../../context.ts';
import { branchSeen, maySee } from '../../../members/roles.ts';
import { secrets } from '../form/service/secret.ts';
import { type Item, items } from '../model.ts';
import { ANSWERED, OPEN } from '../rules/states.ts';
import { WORDS } from '../words.ts';

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
  return item.isAnonymous ? secrets.isSealedId(ctx, 'seal', item.sealed, user, item._id) : item.submitter === user;
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
  const own = sealed.filter((one) => secrets.isSealedId(ctx, 'seal', one.sealed, user, one._id)).map((one) => one._id);
  const hidden =
    own.length === 0
      ? []
      : await items(ctx)
          .find({ workspace, _id: { $in: own } })
          .lean<Item[]>();
  return [...named, ...hidden].sort((a, b) => b.createdAt.getTime() - a.createdAt.getTime()).slice(0, MINE);
}

/** The items of an officer's affairs: the branch's only, or all. */
export function affairsOf(actor: Actor): { branch?: string } {
  const branch = branchSeen(actor);
  return branch === undefined ? {} : { branch };
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
