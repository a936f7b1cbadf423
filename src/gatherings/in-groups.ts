import { UserError } from '../bot/routing/errors.ts';

/**
 * Does what came at the same moment, group by group, each in the order in which it came. What one group refuses is the answer to
 * its own items only.
 * @param keyOf names the group: the gathering
 * @returns the answers in the order of the items
 */
export async function inGroups<Item, Result>(
  items: readonly Item[],
  keyOf: (item: Item) => string,
  work: (key: string, own: readonly Item[]) => Promise<readonly (Result | UserError)[]>,
): Promise<(Result | UserError)[]> {
  const groups = new Map<string, [number, Item][]>();
  for (const [nth, item] of items.entries()) {
    const own = groups.get(keyOf(item));
    if (own === undefined) groups.set(keyOf(item), [[nth, item]]);
    else own.push([nth, item]);
  }
  const answers = new Map<number, Result | UserError>();
  await Promise.all(
    [...groups].map(async ([key, own]) => {
      const done = await work(
        key,
        own.map(([, item]) => item),
      ).catch((error: unknown) => {
        if (error instanceof UserError) return own.map(() => error);
        throw error;
      });
      for (const [place, [nth]] of own.entries()) answers.set(nth, done[place] as Result | UserError);
    }),
  );
  return items.map((_, nth) => answers.get(nth) as Result | UserError);
}
