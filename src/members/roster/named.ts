import { type Member, members, type Store } from '../model.ts';
import { type Affairs, inAffairs } from '../roles.ts';

const AT_ONCE = 1_000;

/**
 * The active members whom these words name: by their whole name, or by their employee number.
 * @param words as they are written; of numbers the case does not count
 * @param within only those of these affairs
 * @returns word → user ids; a word that names nobody is not in it, and one that several share has all of them
 */
export async function membersNamed(
  ctx: Store,
  words: readonly string[],
  within: Affairs = 'company',
): Promise<Map<string, string[]>> {
  const wanted = [...new Set(words)];
  const named = new Map<string, string[]>();
  for (let start = 0; start < wanted.length; start += AT_ONCE) {
    const page = wanted.slice(start, start + AT_ONCE);
    const numbers = new Map(page.map((word) => [word.replace(/\s/g, '').toUpperCase(), word]));
    const found = await members(ctx)
      .find(
        {
          workspace: ctx.workspace,
          state: 'active',
          isGuest: false,
          ...inAffairs(within),
          $or: [{ name: { $in: page } }, { employeeNumber: { $in: [...numbers.keys()] } }],
        },
        { _id: 0, user: 1, name: 1, employeeNumber: 1 },
      )
      .lean<Pick<Member, 'user' | 'name' | 'employeeNumber'>[]>();
    const asked = new Set(page);
    for (const { user, name, employeeNumber = '' } of found) {
      const byNumber = numbers.get(employeeNumber);
      const own = new Set([...(asked.has(name) ? [name] : []), ...(byNumber === undefined ? [] : [byNumber])]);
      for (const word of own) named.set(word, [...(named.get(word) ?? []), user]);
    }
  }
  return named;
}
