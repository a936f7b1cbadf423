import { UserError } from '../../../../bot/routing/errors.ts';
import { WORDS } from '../../messages/words.ts';

/**
 * Does what came at the same moment, session by session or course by course, each in the order in which it came. What one refuses
 * is the answer to its own only.
 * @param keyOf names the session or the course
 * @returns the answers in the order of the items
 */
export async function inGroups<Item, Result>(
  items: readonly Item[],
  keyOf: (item: Item) => string,
  work: (key: string, own: readonly Item[]) => Promise<readonly (Result | UserError)[]>,
): Promise<(Result | UserError)[]> {
  const results: (Result | UserError)[] = items.map(() => new UserError(WORDS.gone));
  const nthOf = new Map<string, number[]>();
  for (const [nth, item] of items.entries()) nthOf.set(keyOf(item), [...(nthOf.get(keyOf(item)) ?? []), nth]);
  await Promise.all(
    [...nthOf].map(async ([key, nths]) => {
      const own = nths.flatMap((nth) => items[nth] ?? []);
      const done = await work(key, own).catch((error: unknown) => {
        if (error instanceof UserError) return own.map(() => error);
        throw error;
      });
      for (const [place, nth] of nths.entries()) results[nth] = done[place] ?? new UserError(WORDS.gone);
    }),
  );
  return results;
}
