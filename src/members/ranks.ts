import type { Context } from '../context.ts';
import { membersOf } from './audience/audience.ts';
import { awayOf } from './leave/leaves.ts';
import { type Member, members, WITHOUT_KEYS } from './model.ts';
import { withRole } from './officers.ts';
import { actorFrom } from './service.ts';

/** The highest rank: 0 the branch's officers, 1 the company's, 2 the administrators. */
export const TOP_RANK = 2;

export function rankAbove(rank: number): number {
  return Math.min(TOP_RANK, rank + 1);
}

/** What decides of which rank an officer is. */
export interface Officer {
  user: string;
  roles: readonly string[];
  scope: 'company' | 'branch';
  branch?: string | undefined;
  team?: string | undefined;
  post?: string | undefined;
}

/** Officers of one rank. */
export interface Rank {
  rank: number;
  /** User ids. */
  users: string[];
}

/** A branch's own officer, as the roster says in words: 分会主席, 分会办公室, branch chair. */
const OF_A_BRANCH = /分会|\bbranch\b/i;

/**
 * The officers of each rank for a branch's affairs, from `rank` on. The company's are those with the whole company who
 * are not a branch's own officers by their team or post: what comes to them goes up, and never sideways.
 */
export function ranksFrom<T extends Officer>(officers: readonly T[], rank: number, branch: string): Rank[] {
  const isAdministrator = (one: T) => one.roles.includes('administrator');
  const isBranchs = ({ team = '', post = '' }: T) => OF_A_BRANCH.test(team) || OF_A_BRANCH.test(post);
  const own = officers.filter((one) => !isAdministrator(one) && one.roles.includes('officer'));
  const all = [
    own.filter((one) => one.branch === branch),
    own.filter((one) => one.scope === 'company' && !isBranchs(one)),
    officers.filter(isAdministrator),
  ];
  return all.map((ofRank, nth) => ({ rank: nth, users: ofRank.map(({ user }) => user) })).slice(rank);
}

/**
 * The first rank with people who are there and not left out. Nothing is left to nobody: where there are none, those who
 * are away, and then those left out.
 */
export function firstRank(
  ranks: readonly Rank[],
  isThere: (user: string) => boolean,
  except: readonly string[] = [],
): Rank {
  const isOther = (user: string) => !except.includes(user);
  const wanted = [(user: string) => isOther(user) && isThere(user), isOther, isThere, () => true];
  for (const may of wanted) {
    const found = ranks.find(({ users }) => users.some(may));
    if (found !== undefined) return { ...found, users: found.users.filter(may) };
  }
  return { rank: TOP_RANK, users: [] };
}

/** Who of these people is in the company and not away today. */
export async function whoIsThere(ctx: Context, users: readonly string[]): Promise<(user: string) => boolean> {
  const [known, away] = await Promise.all([membersOf(ctx, users), awayOf(ctx, users)]);
  return (user) => known.get(user)?.state === 'active' && !away.has(user);
}

/**
 * The officers of a rank for a branch's affairs who are there; those one rank higher where all are away, or there are
 * none.
 * @param except people to whom it does not go, as long as there is anybody else
 * @returns no users only where the company has neither an officer of that rank or above nor an administrator
 */
export async function onDutyOfRank(
  ctx: Context,
  rank: number,
  branch: string,
  except: readonly string[] = [],
): Promise<Rank> {
  const { ranks, isThere } = await ranksNow(ctx, rank, branch);
  return firstRank(ranks, isThere, except);
}

/**
 * All officers for a branch's affairs from a rank on who are there, where any one of them may decide; those who are away where
 * nobody is there.
 * @param except people who do not decide
 */
export async function onDutyFrom(
  ctx: Context,
  rank: number,
  branch: string,
  except: readonly string[] = [],
): Promise<string[]> {
  const { ranks, isThere } = await ranksNow(ctx, rank, branch);
  const others = [...new Set(ranks.flatMap(({ users }) => users))].filter((user) => !except.includes(user));
  const there = others.filter(isThere);
  return there.length > 0 ? there : others;
}

async function ranksNow(
  ctx: Context,
  rank: number,
  branch: string,
): Promise<{ ranks: Rank[]; isThere: (user: string) => boolean }> {
  const filter = { workspace: ctx.workspace, state: 'active' as const, ...withRole(ctx, 'officer', 'administrator') };
  const found = await members(ctx).find(filter, WITHOUT_KEYS).lean<Member[]>();
  const officers = found.flatMap((member) => actorFrom(ctx, member) ?? []);
  const users = officers.map(({ user }) => user);
  return { ranks: ranksFrom(officers, rank, branch), isThere: await whoIsThere(ctx, users) };
}
