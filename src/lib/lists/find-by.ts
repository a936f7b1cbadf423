import type { Connection, Model } from 'mongoose';
import { gather } from './gather.ts';

interface Scope {
  db: Connection;
  workspace: string;
}

/**
 * Finds documents by a field that is unique in a workspace; those wanted at the same moment come in one query. They
 * are as MongoDB holds them: no defaults are filled in.
 * @param options `hint` is the index to use; `withId` keeps `_id`
 * @returns a function that gives the document of a value, or undefined
 */
export function findBy<T extends object>(
  modelOf: (ctx: Pick<Scope, 'db' | 'workspace'>) => Model<T>,
  field: keyof T & string,
  options: { hint?: string; withId?: boolean } = {},
): (ctx: Scope, value: string) => Promise<T | undefined> {
  const { hint, withId = field === '_id' } = options;
  return gather(async (ctx: Scope, values: readonly string[]) => {
    const rows = await modelOf(ctx)
      .collection.find(
        { workspace: ctx.workspace, [field]: { $in: [...new Set(values)] } },
        { ...(withId ? {} : { projection: { _id: 0 } }), ...(hint === undefined ? {} : { hint }) },
      )
      .toArray();
    const found = new Map((rows as unknown as T[]).map((row) => [row[field] as unknown, row]));
    return values.map((value) => found.get(value));
  });
}
