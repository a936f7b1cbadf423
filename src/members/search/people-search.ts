import type { Actor } from '../../bot/actor.ts';
import { type Member, members, type Store } from '../model.ts';
import { affairsOf, inAffairs } from '../roles.ts';
import { searchWord } from './word.ts';

export interface FoundPerson {
  user: string;
  name: string;
  branch: string | undefined;
  team: string | undefined;
  employeeNumber: string | undefined;
}

/** Whom a search finds: people of the reader's affairs, or anybody in the company. */
export type Within = 'affairs' | 'company';

/** So many are looked at to find the best of them: a single letter fits thousands. */
const LOOKED_AT = 300;

type Candidate = Pick<Member, 'user' | 'name' | 'branch' | 'team' | 'employeeNumber' | 'searchKeys'>;

/**
 * Active members whose name, its pinyin (whole or initials, from any part of the name on) or employee number begins with
 * what was typed, the best first; within their affairs of their own branch only for a branch officer, nobody for people who are
 * no officers. `indexForSearch` says how it is fast: at 20,000 members a few milliseconds.
 * @param query as typed: case, width, spaces and signs do not count. Empty: nobody.
 */
export async function searchPeople(
  ctx: Store,
  actor: Pick<Actor, 'roles' | 'scope' | 'branch'>,
  query: string,
  limit: number,
  within: Within = 'affairs',
): Promise<FoundPerson[]> {
  const word = searchWord(query);
  if (word === '') return [];
  const found = await members(ctx)
    .find(
      {
        workspace: ctx.workspace,
        // Letters and digits only, anchored: a range of the index.
        searchKeys: { $regex: `^${word}` },
        state: 'active',
        isGuest: false,
        ...(within === 'company' ? {} : inAffairs(affairsOf(actor))),
      },
      { _id: 0, user: 1, name: 1, branch: 1, team: 1, employeeNumber: 1, searchKeys: 1 },
    )
    .hint({ workspace: 1, searchKeys: 1 })
    .limit(LOOKED_AT)
    .lean<Candidate[]>();
  return found
    .map((one) => ({ one, rank: rankOf(one, word) }))
    .sort((a, b) => a.rank - b.rank || compare(a.one.name, b.one.name) || compare(a.one.user, b.one.user))
    .slice(0, limit)
    .map(({ one: { user, name, branch, team, employeeNumber } }) => ({ user, name, branch, team, employeeNumber }));
}

function rankOf({ name, employeeNumber, searchKeys = [] }: Candidate, word: string): number {
  const own = searchWord(name);
  if (own === word || searchWord(employeeNumber ?? '') === word) return 0;
  if (own.startsWith(word)) return 1;
  return searchKeys.includes(word) ? 2 : 3;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
