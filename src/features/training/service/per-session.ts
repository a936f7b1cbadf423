import { UserError } from '../../../bot/errors.ts';
import { WORDS } from '../words.ts';

/**
 * Does what came at the same moment, session by session, each in the order in which it came. What one session refuses is the
 * answer to its own only.
 * @returns the answers in the order of the items
 */
export async function perSession<Item extends { session: string }, Result>(
  items: readonly Item[],
  work: (session: string, own: readonly Item[]) => Promise<readonly (Result | UserError)[]>,
): Promise<(Result | UserError)[]> {
  const results: (Result | UserError)[] = items.map(() => new UserError(WORDS.gone));
  const nthOf = new Map<string, number[]>();
  for (const [nth, { session }] of items.entries()) nthOf.set(session, [...(nthOf.get(session) ?? []), nth]);
  await Promise.all(
    [...nthOf].map(async ([session, nths]) => {
      const own = nths.flatMap((nth) => items[nth] ?? []);
      const done = await work(session, own).catch((error: unknown) => {
        if (error instanceof UserError) return own.map(() => error);
        throw error;
      });
      for (const [place, nth] of nths.entries()) results[nth] = done[place] ?? new UserError(WORDS.gone);
    }),
  );
  return results;
}
