import type { mongo } from 'mongoose';
import { type Entry, ledgerRows, type Store } from './model.ts';

/*
 * How a feature reads the ledger: never by its model, always within the workspace. What is read is read only.
 */

type Where = mongo.Filter<Entry>;

/**
 * The entries that are so, as a cursor: it is read with `for await` or `toArray()`.
 * @param options the order, and the index where the server's choice would be a wrong one
 */
export function entriesWhere(
  ctx: Store,
  where: Where,
  { sort, hint, most }: { sort?: Record<string, 1 | -1>; hint?: string; most?: number } = {},
): mongo.FindCursor<mongo.WithId<Entry>> {
  return ledgerRows(ctx).find(
    { ...where, workspace: ctx.workspace },
    {
      ...(sort === undefined ? {} : { sort }),
      ...(hint === undefined ? {} : { hint }),
      ...(most === undefined ? {} : { limit: most }),
    },
  );
}

/** What is made of the entries that are so by these stages. */
export function aggregateEntries<T extends object>(
  ctx: Store,
  where: Where,
  stages: readonly mongo.Document[],
  options: mongo.AggregateOptions = {},
): mongo.AggregationCursor<T> {
  return ledgerRows(ctx).aggregate<T>([{ $match: { ...where, workspace: ctx.workspace } }, ...stages], options);
}

/** How many entries are so. */
export function countEntries(ctx: Store, where: Where): Promise<number> {
  return ledgerRows(ctx).countDocuments({ ...where, workspace: ctx.workspace });
}

/** The members who did something in one of these activities, each once. @param kind what they did: `answer` */
export function membersWho(ctx: Store, kind: string, activities: readonly string[]): Promise<string[]> {
  return ledgerRows(ctx).distinct('member', { workspace: ctx.workspace, activity: { $in: [...activities] }, kind });
}

/** Those of these keys of which there is an entry. */
export async function knownKeys(ctx: Store, keys: readonly string[]): Promise<Set<string>> {
  const found = await ledgerRows(ctx)
    .find({ workspace: ctx.workspace, key: { $in: [...keys] } }, { projection: { _id: 0, key: 1 } })
    .toArray();
  return new Set(found.map(({ key }) => key));
}

/** Makes indexes of a feature's own over the entries. */
export async function indexEntries(ctx: Pick<Store, 'db'>, indexes: mongo.IndexDescription[]): Promise<void> {
  await ctx.db.collection('ledger').createIndexes(indexes);
}
