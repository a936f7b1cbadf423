import type { AnyBulkWriteOperation } from 'mongoose';
import { inThread } from '../../lib/thread.ts';
import { type Member, members, rosterRows, type Store } from '../model.ts';
import type { searchKeysOfMany } from './keys.ts';

const KEYS = new URL('./keys.ts', import.meta.url);
/** Members that are read, keyed and written at once. */
const BATCH = 1_000;
/** One more whenever `searchKeys` makes other keys of the same names: the next `people.index` makes all again. */
const RULES = 2;

type Named = Pick<Member, 'user' | 'name' | 'employeeNumber' | 'searchedAs'>;

/**
 * Writes onto members what a search for them may begin with, where their names or numbers are not those it was made of.
 * Running it twice is running it once.
 *
 * Why on the member, under an index, and not in memory: among 20,000 members a search reads a few hundred index keys,
 * the same in every process and at once after a start; an index in memory would cost each bot process 20 MB for its
 * keys and 16 MB for pinyin's tables, and would know of a new colleague only when it is read again. Pinyin is made in a thread
 * that ends after its work, so that a process at rest does not carry the tables.
 * @param user only this one.
 */
export async function indexForSearch(ctx: Store, user?: string): Promise<void> {
  const { workspace } = ctx;
  for (let after = ''; ; ) {
    const found = await members(ctx)
      .find(
        { workspace, user: user === undefined ? { $gt: after } : user, state: 'active', isGuest: false },
        { _id: 0, user: 1, name: 1, employeeNumber: 1, searchedAs: 1 },
      )
      .sort({ user: 1 })
      .limit(BATCH)
      .lean<Named[]>();
    await keyed(ctx, found);
    const last = found.at(-1);
    if (user !== undefined || last === undefined || found.length < BATCH) return;
    after = last.user;
  }
}

async function keyed(ctx: Store, found: Named[]): Promise<void> {
  const { workspace } = ctx;
  const rows = await rosterRows(ctx)
    .find({ workspace, matchedUser: { $in: found.map((one) => one.user) } }, { _id: 0, matchedUser: 1, name: 1 })
    .lean<{ matchedUser: string; name: string }[]>();
  const rosterNames = new Map(rows.map((row) => [row.matchedUser, row.name]));
  const changed = found
    .map(({ user, name, employeeNumber, searchedAs }) => {
      const rosterName = rosterNames.get(user);
      const names = [...new Set([name, ...(rosterName === undefined ? [] : [rosterName])])];
      const numbers = employeeNumber === undefined ? [] : [employeeNumber];
      return {
        user,
        before: searchedAs,
        source: { names, numbers },
        searchedAs: JSON.stringify([RULES, names, numbers]),
      };
    })
    .filter((one) => one.before !== one.searchedAs);
  if (changed.length === 0) return;
  const keys = await inThread<typeof searchKeysOfMany>(
    KEYS,
    'searchKeysOfMany',
    changed.map((one) => one.source),
  );
  const writes = changed.map(
    ({ user, searchedAs }, index): AnyBulkWriteOperation<Member> => ({
      updateOne: { filter: { workspace, user }, update: { $set: { searchedAs, searchKeys: keys[index] ?? [] } } },
    }),
  );
  await members(ctx).bulkWrite(writes, { ordered: false });
}
